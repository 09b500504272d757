import { type Clock, HmsSyncError } from "@hms-sync/connector-api";
import type { ReplayPlan, ReplaySelection, Store } from "../store.ts";
import { createGroupCommit, type GroupCommit } from "./group-commit.ts";
import type { ConsoleReads, DispatchReads, WriteOperations } from "./operations.ts";
import type { Thread } from "./threads/thread.ts";

/** Deliveries that a replay makes in one transaction. */
const REPLAY_SLICE = 200;

/** What a store is put together from. */
export interface StoreParts {
  /** Answers searches and lists; has a connection of its own. */
  readonly reader: Thread;
  /** Absent when the store is open for reading only: every write is then refused with HMS_STO_READ_ONLY. */
  readonly writer: Thread | undefined;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Called last, once. */
  readonly release: () => Promise<void>;
}

/** The store's face on the hub's thread: sends writes in groups and reads as they come. */
export function createSqliteStore({ reader, writer, clock, newId, release }: StoreParts): Store {
  const commits: GroupCommit | undefined =
    writer &&
    createGroupCommit(
      (operations) =>
        writer.call("transaction", operations) as ReturnType<Parameters<typeof createGroupCommit>[0]>,
    );
  const dispatcher = writer ?? reader;
  let closing: Promise<void> | undefined;

  function refuseWhenClosed(): void {
    if (closing !== undefined) throw new HmsSyncError("HMS_STO_CLOSED", "the store is closed");
  }

  function forWriting(): GroupCommit {
    refuseWhenClosed();
    if (commits !== undefined) return commits;
    throw new HmsSyncError("HMS_STO_READ_ONLY", "the store is open for reading only");
  }

  async function write<Name extends keyof WriteOperations>(
    name: Name,
    input: Parameters<WriteOperations[Name]>[0],
    sizeBytes?: number,
  ): Promise<ReturnType<WriteOperations[Name]>> {
    return forWriting().submit(name, input, sizeBytes);
  }

  async function dispatch<Name extends keyof DispatchReads>(
    name: Name,
    input?: Parameters<DispatchReads[Name]>[0],
  ): Promise<ReturnType<DispatchReads[Name]>> {
    refuseWhenClosed();
    return dispatcher.call(name, input) as Promise<ReturnType<DispatchReads[Name]>>;
  }

  async function read<Name extends keyof ConsoleReads>(
    name: Name,
    input?: Parameters<ConsoleReads[Name]>[0],
  ): Promise<ReturnType<ConsoleReads[Name]>> {
    refuseWhenClosed();
    return reader.call(name, input) as Promise<ReturnType<ConsoleReads[Name]>>;
  }

  async function replay(request: Parameters<Store["replay"]>[0]): Promise<ReplayPlan> {
    forWriting();
    const { filter, mode, at, contractOf } = request;
    const { deliveries } = await read("chooseReplay", selectionOf(request));
    const byConnector: Record<string, number> = {};
    let packets = 0;
    let made = 0;
    let lastPacket = 0;
    for (let start = 0; start < deliveries.length; start += REPLAY_SLICE) {
      const slice = deliveries.subarray(start, start + REPLAY_SLICE);
      const repeat = Array.from(slice, (seq) => ({ seq, newId: newId() }));
      for (const { packetSeq, connector } of await write("replay", {
        repeat,
        mode,
        state: filter.state,
        at,
        contractOf,
      })) {
        byConnector[connector] = (byConnector[connector] ?? 0) + 1;
        if (packetSeq !== lastPacket) packets++;
        lastPacket = packetSeq;
        made++;
      }
    }
    return { packets, deliveries: made, byConnector };
  }

  async function close(): Promise<void> {
    try {
      await commits?.drained();
      // the last connection to close writes the log back into the database
      await reader.close();
      await writer?.close();
    } finally {
      await release();
    }
  }

  return {
    accept: (packet) => write("accept", packet, packet.body.length),
    mark: (mark) => write("mark", { ...mark, bytes: ownBytes(mark.bytes) }, mark.bytes.length),
    update: ({ sent, ...update }) =>
      sent === undefined
        ? write("update", update)
        : write("update", { ...update, sent: { ...sent, bytes: ownBytes(sent.bytes) } }, sent.bytes.length),
    applyAnswers: (answers) => write("applyAnswers", answers, answers.answers.length * 100),
    nextInSequence: (connector, name) => write("nextInSequence", { connector, name }),
    setConnectorState: (state) => write("setConnectorState", state),
    prune: ({ bodies, log }) => write("prune", { bodies, log, now: clock.now() }),
    replay,

    due: (query) => dispatch("due", query),
    dueById: (id) => dispatch("dueById", id),
    overdueAnswers: (at, limit) => dispatch("overdueAnswers", { at, limit }),
    sawFile: (connector, name, fingerprint) => dispatch("sawFile", { connector, name, fingerprint }),
    connectorStates: () => dispatch("connectorStates"),

    counts: () => read("counts"),
    packet: (id) => read("packet", id),
    delivery: (id) => read("delivery", id),
    sent: (deliveryId) => read("sent", deliveryId),
    packets: (filter, limit, cursor) => read("packets", { filter, limit, cursor }),
    deliveries: (filter, limit, cursor) => read("deliveries", { filter, limit, cursor }),
    planReplay: async (selection) => (await read("chooseReplay", selectionOf(selection))).plan,

    close: () => (closing ??= close()),
  };
}

/** Only what crosses to a thread: a caller's object may hold more. */
function selectionOf({ filter, mode }: ReplaySelection): ReplaySelection {
  return { filter, mode };
}

/** Copies bytes out of a larger buffer: crossing to a thread would copy all of it. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
