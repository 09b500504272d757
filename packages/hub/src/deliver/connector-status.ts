import type { Clock } from "@hms-sync/connector-api";
import type { ConnectorState, Store } from "@hms-sync/store";
import type { HubLog } from "../hub-log.ts";

/** Whether a connector sends: `draining` finishes what waited when it was told to, then pauses. */
export interface ConnectorStatus {
  readonly state: "active" | "paused" | "draining";
  /** `auth`, `configuration`, `drained`, or what an operator gave. */
  readonly reason?: string;
  /** What went wrong. */
  readonly message?: string;
  /** In ms since 1970. */
  readonly since: number;
}

/** The status of one connector; a pause outlives the hub. */
export interface StatusKeeper {
  readonly current: ConnectorStatus;
  /** Holds at once; resolves when it is durable. */
  set(state: ConnectorStatus["state"], reason?: string, message?: string): Promise<void>;
}

export interface StatusOptions {
  readonly connector: string;
  readonly store: Pick<Store, "setConnectorState">;
  readonly clock: Clock;
  readonly log: HubLog;
  /** As an earlier run left it. */
  readonly stored: ConnectorState | undefined;
}

export function keepStatus({ connector, store, clock, log, stored }: StatusOptions): StatusKeeper {
  // what was wrong with the configuration may be corrected by now: it is tried again
  const paused = stored?.state === "paused" && stored.reason !== "configuration" ? stored : undefined;
  let current: ConnectorStatus = {
    state: paused === undefined ? "active" : "paused",
    since: paused?.since ?? clock.now(),
    ...(paused?.reason !== undefined && { reason: paused.reason }),
  };

  return {
    get current() {
      return current;
    },
    async set(state, reason, message) {
      const since = clock.now();
      current = {
        state,
        since,
        ...(reason !== undefined && { reason }),
        ...(message !== undefined && { message }),
      };
      log.info({ connector, reason }, `connector.${state}`);
      await store.setConnectorState({
        id: connector,
        // draining ends with the process: what is left then is sent by the next run
        state: state === "paused" ? "paused" : "active",
        since,
        ...(reason !== undefined && { reason }),
      });
    },
  };
}
