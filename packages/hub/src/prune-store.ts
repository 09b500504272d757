import type { Clock } from "@hms-sync/connector-api";
import { describeError } from "@hms-sync/core";
import type { Store } from "@hms-sync/store";
import type { HubLog } from "./hub-log.ts";

export interface PruneOptions {
  readonly store: Pick<Store, "prune">;
  readonly clock: Clock;
  readonly log: HubLog;
  readonly retention: { readonly bodiesMs: number; readonly logMs: number } | undefined;
}

const PACE_MS = 3_600_000;

/** Removes once an hour what retention no longer keeps, a bounded piece at a time. The returned function ends it. */
export function pruneStore({ store, clock, log, retention }: PruneOptions): () => Promise<void> {
  if (retention === undefined) return async () => {};
  let stopped = false;
  let work: Promise<void> | undefined;
  let cancel = (): void => {};

  const prune = async (): Promise<void> => {
    const now = clock.now();
    const older = { bodies: now - retention.bodiesMs, log: now - retention.logMs };
    while (!stopped && (await store.prune(older)));
  };

  const schedule = (): void => {
    if (stopped) return;
    cancel = clock.after(PACE_MS, () => {
      work = prune()
        .catch((error: unknown) => log.error({ ...describeError(error) }, "store.prune_failed"))
        .finally(schedule);
    });
  };

  schedule();
  return async () => {
    stopped = true;
    cancel();
    await work;
  };
}
