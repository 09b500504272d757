import { type AnswerFile, type Clock, isHmsSyncError } from "@hms-sync/connector-api";
import { describeError, readAnswers } from "@hms-sync/core";
import type { Store } from "@hms-sync/store";
import { isFailure } from "../deliver/connection.ts";
import type { ConnectorWorker } from "../deliver/connector-worker.ts";
import { type HearingOptions, hearAnswers } from "./hear-answers.ts";

/** Looks for answer files of one connector. */
export interface AnswerPoller {
  /** Something awaits an answer now: look at the usual pace. */
  wake(): void;
  /** Resolves when the look that is under way has ended. */
  stop(): Promise<void>;
}

export interface PollerOptions extends HearingOptions {
  readonly worker: ConnectorWorker;
  readonly store: Store;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** While nothing awaits an answer, the hub looks this many times more rarely: an answer nobody waits for is still noted. */
const IDLE_FACTOR = 15;
const LONGEST_BACK_OFF_MS = 60_000;

/** Polls at the policy's pace, one look at a time; a look that failed is followed by a longer wait. */
export function pollAnswers(options: PollerOptions): AnswerPoller {
  const { clock, log, moves, signal, store, worker } = options;
  const { connector } = worker;
  const { pollMs, then } = connector.policy.ack;
  /** Files with nothing readable in them that policy would delete: they stay, and are not read again and again. */
  const leftAlone = new Set<string>();
  let failures = 0;
  let stopped = false;
  let look: Promise<void> | undefined;
  let idle = false;
  let cancel = (): void => {};

  const schedule = (): void => {
    if (stopped) return;
    idle = moves.awaiting(connector.id) === 0 && failures === 0;
    const waitMs = idle
      ? pollMs * IDLE_FACTOR
      : failures === 0
        ? pollMs
        : Math.min(pollMs * 2 ** failures, Math.max(LONGEST_BACK_OFF_MS, pollMs));
    cancel = clock.after(waitMs, () => {
      look = lookOnce().finally(() => {
        look = undefined;
        schedule();
      });
    });
  };

  const lookOnce = async (): Promise<void> => {
    const { state, reason } = worker.status;
    // a refused login or a missing setting: no more tries until an operator says so
    if (state === "paused" && (reason === "auth" || reason === "configuration")) return;
    try {
      const transport = await worker.connection.open(signal);
      failures += 1;
      if (isFailure(transport)) {
        if (transport.code === "HMS_NET_AUTH") await worker.pause("auth", transport);
        return;
      }
      for await (const file of transport.poll?.(signal) ?? []) await read(file);
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      log.warn({ connector: connector.id, failures, ...describeError(error) }, "answers.poll_failed");
      if (isHmsSyncError(error, "HMS_NET_AUTH")) await worker.pause("auth", error);
    }
  };

  const read = async (file: AnswerFile): Promise<void> => {
    const { name, fingerprint } = file;
    const mark = `${name}\n${fingerprint}`;
    if (leftAlone.has(mark)) return;
    if (await store.sawFile(connector.id, name, fingerprint)) return await file.settle(signal);

    const { answers, problems } = readAnswers(connector.policy.ack, file.bytes);
    for (const { record, code, message } of problems) {
      log.warn({ connector: connector.id, file: name, record, code, why: message }, "answers.unreadable");
    }
    if (then === "delete" && problems.length > 0) {
      // a person has to see it: what was readable counts, the file stays
      leftAlone.add(mark);
      if (answers.length > 0) await hearAnswers(options, worker, { answers });
      return;
    }
    await hearAnswers(options, worker, { answers, file: { name, fingerprint } });
    await file.settle(signal);
  };

  schedule();
  return {
    wake() {
      if (!idle || look !== undefined) return;
      cancel();
      schedule();
    },
    async stop() {
      stopped = true;
      cancel();
      await look;
    },
  };
}
