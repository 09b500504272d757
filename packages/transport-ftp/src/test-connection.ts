import { HmsSyncError, isHmsSyncError, type TestStep, type TransportContext } from "@hms-sync/connector-api";
import type { Client } from "basic-ftp";
import { type RunOperation, type ServerTraits, sessionWords } from "./ftp-session.ts";
import { guarded } from "./guard.ts";
import { networkError } from "./network-error.ts";
import { connectClient, login } from "./open-client.ts";
import type { FtpTarget } from "./options.ts";
import { remotePath } from "./remote-path.ts";

const PROBE_BYTES = new TextEncoder().encode("HMS Sync connection test\n");

/** Gives a remark when there is something worth saying although the step went well. */
type Step = () => Promise<string | undefined>;

/**
 * Does once, with a small hidden file, everything that a delivery does. Steps after the first one that fails are not
 * run; the file is deleted whatever happens, on a new connection when the first one is lost.
 *
 * @throws The signal's reason, when it aborted.
 */
export async function testConnection(
  target: FtpTarget,
  context: TransportContext,
  signal: AbortSignal,
): Promise<TestStep[]> {
  const visit = createVisit(target, context, signal);
  const steps: TestStep[] = [];
  try {
    for (const [name, step] of visit.plan) {
      const begun = context.clock.monotonic();
      const ended = await outcomeOf(step);
      signal.throwIfAborted();
      steps.push({ name, durationMs: context.clock.monotonic() - begun, ...ended });
      if (!ended.ok) break;
    }
    const failed = steps.at(-1);
    const left = await visit.cleanUp();
    if (left.length > 0 && failed !== undefined) {
      const message = `${failed.message ?? ""} It could not be looked whether ${left.join(" or ")} was left behind; delete it.`;
      steps[steps.length - 1] = { ...failed, message };
    }
    return steps;
  } finally {
    visit.leave();
  }
}

interface Visit {
  readonly plan: readonly (readonly [name: string, step: Step])[];
  /** Deletes what was written; gives the paths that may still be there. */
  cleanUp(): Promise<string[]>;
  leave(): void;
}

function createVisit(target: FtpTarget, context: TransportContext, signal: AbortSignal): Visit {
  const traits: ServerTraits = { measures: undefined, dates: undefined };
  const name = `.hms-sync-test.${context.clock.now().toString(36)}`;
  const written = remotePath(target.folder, `${name}.part`);
  const renamed = remotePath(target.folder, name);
  const mayBeThere = new Set<string>();
  let client: Client | undefined;

  const run: RunOperation = async (doing, operation) => {
    const present = client;
    if (present === undefined || present.closed) {
      throw new HmsSyncError("HMS_NET_CUT", `${doing}: the connection was lost`);
    }
    try {
      return await guarded(present, signal, () => operation(present));
    } catch (error) {
      throw signal.aborted ? signal.reason : networkError(error, doing);
    }
  };
  const server = sessionWords(run, () => traits, signal);

  const connect: Step = async () => {
    client = await connectClient(target, context, signal);
    return undefined;
  };
  const enter: Step = async () => {
    await login(client!, target, signal);
    return undefined;
  };
  const write: Step = async () => {
    mayBeThere.add(written);
    const outcome = await server.store(written, PROBE_BYTES);
    if (outcome.status === "lost") throw outcome.error;
    return undefined;
  };
  const measure: Step = async () => {
    const sizeBytes = await server.size(written);
    if (sizeBytes === undefined)
      return "The server does not say sizes, so uploads cannot be compared with them.";
    if (sizeBytes === PROBE_BYTES.length) return undefined;
    throw new HmsSyncError(
      "HMS_NET_SIZE",
      `size of ${written}: ${PROBE_BYTES.length} bytes were sent, ${sizeBytes} are there`,
    );
  };
  const rename: Step = async () => {
    mayBeThere.add(renamed);
    if (!(await server.renameFrom(written))) {
      throw new HmsSyncError("HMS_NET_DENIED", `rename of ${written}: the server does not find it`);
    }
    await server.renameTo(renamed);
    mayBeThere.delete(written);
    return undefined;
  };
  const remove: Step = async () => {
    if (!(await server.remove(renamed))) {
      throw new HmsSyncError("HMS_NET_DENIED", `deletion of ${renamed}: the server refused`);
    }
    mayBeThere.delete(renamed);
    return undefined;
  };
  const list = (folder: string): Step => {
    return async () => {
      await server.list(folder);
      return undefined;
    };
  };

  return {
    plan: [
      ["connect", connect],
      ["login", enter],
      ["list folder", list(target.folder)],
      ["write probe file", write],
      ["read size", measure],
      ["rename", rename],
      ["delete", remove],
      ...(target.answers === undefined ? [] : [["answer folder", list(target.answers.folder)] as const]),
    ],
    async cleanUp() {
      if (mayBeThere.size === 0) return [];
      try {
        if (client?.closed !== false) {
          await connect();
          await enter();
        }
        for (const path of [...mayBeThere]) {
          if ((await server.remove(path)) || !(await server.exists(path))) mayBeThere.delete(path);
        }
      } catch (error) {
        if (signal.aborted || !isHmsSyncError(error)) throw error;
      }
      return [...mayBeThere];
    },
    leave: () => client?.close(),
  };
}

async function outcomeOf(step: Step): Promise<Pick<TestStep, "ok" | "message">> {
  try {
    const remark = await step();
    return { ok: true, ...(remark !== undefined && { message: remark }) };
  } catch (error) {
    if (!isHmsSyncError(error)) throw error;
    return { ok: false, message: `${error.message}. ${error.hint}` };
  }
}
