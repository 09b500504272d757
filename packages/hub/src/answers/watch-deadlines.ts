import type { Clock } from "@hms-sync/connector-api";
import { describeError } from "@hms-sync/core";
import type { Store } from "@hms-sync/store";
import type { ConnectorWorker } from "../deliver/connector-worker.ts";
import type { Moves } from "../deliver/moves.ts";
import type { HubLog } from "../hub-log.ts";

export interface DeadlineOptions {
  readonly store: Store;
  readonly moves: Moves;
  readonly clock: Clock;
  readonly log: HubLog;
  readonly workers: ReadonlyMap<string, ConnectorWorker>;
}

const ROWS = 100;
const LONGEST_PACE_MS = 60_000;
const SHORTEST_PACE_MS = 1_000;

/** Shows deliveries as in doubt whose answer did not come by its deadline. The returned function ends it. */
export function watchDeadlines(options: DeadlineOptions): () => Promise<void> {
  const { clock, log, moves, store, workers } = options;
  let stopped = false;
  let look: Promise<void> | undefined;
  let cancel = (): void => {};

  const lookOnce = async (): Promise<void> => {
    for (;;) {
      const overdue = await store.overdueAnswers(clock.now(), ROWS);
      for (const delivery of overdue) {
        // a lane that waited for the answer goes on waiting, for a decision
        await moves.move({ ...delivery }, { to: "in_doubt", reason: "HMS_ACK_DEADLINE" });
      }
      if (overdue.length < ROWS || stopped) return;
    }
  };

  /** A twentieth of the shortest deadline: late enough to cost nothing, soon enough to be called on time. */
  const paceMs = (): number => {
    let shortest = Number.POSITIVE_INFINITY;
    for (const { connector } of workers.values())
      shortest = Math.min(shortest, connector.policy.ack.deadlineMs);
    return Math.min(Math.max(shortest / 20, SHORTEST_PACE_MS), LONGEST_PACE_MS);
  };

  const schedule = (): void => {
    if (stopped) return;
    cancel = clock.after(paceMs(), () => {
      look = lookOnce()
        .catch((error: unknown) => log.error({ ...describeError(error) }, "deadlines.failed"))
        .finally(() => {
          look = undefined;
          schedule();
        });
    });
  };

  schedule();
  return async () => {
    stopped = true;
    cancel();
    await look;
  };
}
