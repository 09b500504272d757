import type { Clock, Connector, EventCatalogue, TransportProvider } from "@hms-sync/connector-api";
import type { Store } from "@hms-sync/store";
import type { HubLog } from "./hub-log.ts";

/** A connector that is listed but could not be loaded. */
export interface FailedConnector {
  readonly id: string;
  readonly code: string;
  readonly message: string;
}

/** A key that may use the API; the hub knows only its hash. */
export interface ApiKey {
  readonly name: string;
  /** SHA-256 of the key, as 64 hexadecimal digits. */
  readonly hash: string;
  readonly scopes: readonly Scope[];
}

/** What a key may permit: sending events, reading, operating (retry, pause, replay, …), handing over answers. */
export type Scope = "trigger" | "read" | "operate" | "ack";

export const SCOPES: readonly Scope[] = ["trigger", "read", "operate", "ack"];

export interface HubLimits {
  /** Bytes of a request's body; 1 MB when absent. */
  readonly bodyBytes: number;
  /** Unfinished deliveries; 2,000,000 when absent. */
  readonly waiting: number;
}

export const DEFAULT_LIMITS: HubLimits = Object.freeze({ bodyBytes: 1_048_576, waiting: 2_000_000 });

export interface HubOptions {
  /** Closed with the hub. */
  readonly store: Store;
  readonly events: EventCatalogue;
  readonly connectors?: readonly Connector[];
  /** Listed as failed, with what went wrong. */
  readonly failed?: readonly FailedConnector[];
  /** Transports by protocol, for connectors made in code. Others are looked for among the installed packages. */
  readonly transports?: readonly TransportProvider[];
  /** Finds an installed transport; the default looks for `@hms-sync/transport-<protocol>` beside the hub. */
  readonly findTransport?: (protocol: string) => Promise<TransportProvider>;
  /** Quiet when absent. */
  readonly log?: HubLog;
  readonly limits?: Partial<HubLimits>;
  /** How long bodies and the log are kept, in ms; for ever when absent. */
  readonly retention?: { readonly bodiesMs: number; readonly logMs: number };
  readonly keys?: readonly ApiKey[];
  readonly clock?: Clock;
  /** 0 to 1, for jitter. */
  readonly random?: () => number;
  /** Turns `env:NAME` and `file:PATH` into the secret. */
  readonly resolveSecret?: (reference: string) => string;
}
