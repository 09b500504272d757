import type { Ack, OutboundMessage, Transport } from "@hms-sync/connector-api";
import type { QueuedDelivery } from "../lanes/queued-delivery.ts";
import { concludeAck, type Outgoing, type Timing, tryAgain, waitForResume } from "./conclude.ts";
import { type ConnectFailure, describeFailure, isFailure } from "./connection.ts";
import type { Dispatch } from "./dispatch.ts";
import { concludeUnknown } from "./look-up.ts";
import { isUnsendable, nameMessage, outboundMessage, prepareMessage } from "./prepare-message.ts";
import { settleLane } from "./settle-lane.ts";

/**
 * Maps, encodes, names and sends deliveries of different lanes in one call of the transport.
 *
 * Resolves when the transport is free again; what it answered may still be on its way to the store: `recorded` says when.
 */
export async function sendBatch(
  dispatch: Dispatch,
  deliveries: readonly QueuedDelivery[],
): Promise<{ readonly recorded: Promise<unknown> }> {
  const recording: Promise<void>[] = [];
  const batch = await prepareAll(dispatch, deliveries, recording);
  if (batch.length === 0) return { recorded: Promise.all(recording) };

  const { clock, connection, signal } = dispatch;
  const at = clock.now();
  const begun = clock.monotonic();
  const timing = (): Timing => ({ at, durationMs: clock.monotonic() - begun });

  const transport = await connection.open(signal);
  if (isFailure(transport)) {
    for (const out of batch) recording.push(notReached(dispatch, out, transport, timing()));
    return { recorded: Promise.all(recording) };
  }
  if (dispatch.connector.supports.idempotent === "none") {
    await Promise.all(batch.map((out) => markSending(dispatch, out)));
  }
  const outcome = await send(dispatch, transport, batch);
  const took = timing();
  batch.forEach((out, index) => {
    const ack = Array.isArray(outcome) ? outcome[index] : undefined;
    recording.push(
      ack === undefined
        ? concludeUnknown(dispatch, out, outcome as ConnectFailure, took)
        : concludeAck(dispatch, out, ack, took),
    );
  });
  return { recorded: Promise.all(recording) };
}

async function prepareAll(
  dispatch: Dispatch,
  deliveries: readonly QueuedDelivery[],
  recording: Promise<void>[],
): Promise<Outgoing[]> {
  const { clock, connector, log, store } = dispatch;
  const batch: Outgoing[] = [];
  for (const delivery of deliveries) {
    const prepared = prepareMessage(connector, delivery);
    if (isUnsendable(prepared)) {
      recording.push(refuse(dispatch, delivery, prepared));
      continue;
    }
    if (prepared.contract !== delivery.contract) {
      log.info(
        { connector: connector.id, delivery: delivery.id, packet: delivery.packetId },
        "delivery.remapped",
      );
    }
    const name = await nameMessage(connector, delivery, store, clock.now());
    if (typeof name !== "string") {
      recording.push(refuse(dispatch, delivery, name));
      continue;
    }
    batch.push({
      delivery,
      prepared,
      message: outboundMessage(delivery, name, prepared.framed),
      marked: false,
    });
  }
  return batch;
}

async function send(
  dispatch: Dispatch,
  transport: Transport,
  batch: readonly Outgoing[],
): Promise<Ack[] | ConnectFailure> {
  const { connector, log, signal } = dispatch;
  const byDelivery = new Map(batch.map((out) => [out.message.deliveryId, out]));
  log.debug({ connector: connector.id, messages: batch.length }, "delivery.sending");
  try {
    const acks = await transport.send(
      batch.map((out) => out.message),
      {
        signal,
        aboutToDeliver: async (message: OutboundMessage) => {
          const out = byDelivery.get(message.deliveryId);
          if (out !== undefined && !out.marked) await markSending(dispatch, out);
        },
      },
    );
    if (acks.length === batch.length) return acks;
    log.error(
      { connector: connector.id, messages: batch.length, acks: acks.length },
      "transport.acks_missing",
    );
    return { code: "HMS_HUB_OUTCOME_UNKNOWN", message: `${acks.length} acks for ${batch.length} messages` };
  } catch (error) {
    return describeFailure(error, "HMS_HUB_OUTCOME_UNKNOWN");
  }
}

async function markSending(dispatch: Dispatch, out: Outgoing): Promise<void> {
  const { prepared, delivery, message } = out;
  const { ack } = dispatch.connector.policy;
  await dispatch.moves.mark(delivery, {
    reference: message.name,
    record: prepared.record,
    bytes: prepared.bytes,
    ...(prepared.match !== undefined && {
      awaits: { match: prepared.match, deadline: dispatch.clock.now() + ack.deadlineMs },
    }),
  });
  out.marked = true;
}

/** The connection could not be opened, so nothing left. What only a person can correct is not tried again by itself. */
async function notReached(
  dispatch: Dispatch,
  out: Outgoing,
  failure: ConnectFailure,
  timing: Timing,
): Promise<void> {
  if (failure.code === "HMS_NET_AUTH") return await waitForResume(dispatch, out, failure, timing, "auth");
  if (failure.code.startsWith("HMS_CFG_")) {
    return await waitForResume(dispatch, out, failure, timing, "configuration");
  }
  await tryAgain(dispatch, out, failure, timing);
}

async function refuse(
  dispatch: Dispatch,
  delivery: QueuedDelivery,
  problem: { readonly code: string; readonly message: string },
): Promise<void> {
  delivery.attempt += 1;
  await dispatch.moves.move(delivery, {
    to: "rejected",
    reason: problem.code,
    attempt: {
      n: delivery.attempt,
      at: dispatch.clock.now(),
      durationMs: 0,
      outcome: "rejected",
      ...problem,
    },
  });
  settleLane(dispatch, delivery);
}
