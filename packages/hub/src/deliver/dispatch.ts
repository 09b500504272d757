import type { Clock, Connector } from "@hms-sync/connector-api";
import type { Store } from "@hms-sync/store";
import type { HubLog } from "../hub-log.ts";
import type { Lanes } from "../lanes/lanes.ts";
import type { ConnectFailure, Connection } from "./connection.ts";
import type { Moves } from "./moves.ts";

/** What only a person can correct: the login, or what the transport was configured with. */
export type PauseReason = "auth" | "configuration";

/** What the steps of one connector's delivery share. */
export interface Dispatch {
  readonly connector: Connector;
  readonly connection: Connection;
  readonly store: Store;
  readonly moves: Moves;
  readonly lanes: Lanes;
  readonly clock: Clock;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly log: HubLog;
  /** Aborted when the hub gives up waiting for what is under way. */
  readonly signal: AbortSignal;
  /** Stops sending until an operator resumes. */
  pauseFor(reason: PauseReason, failure: ConnectFailure): void;
  /** A delivery began to wait for the outside system's answer. */
  answerAwaited(): void;
}
