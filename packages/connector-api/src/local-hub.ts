import type { Connector, TransportProvider } from "./connector.ts";
import type { DeliveryState, DeliveryView } from "./delivery.ts";
import type { TestStep } from "./transport.ts";

export interface TriggerOptions {
  /** The same key and payload again gives the first packet back. */
  readonly idempotencyKey?: string;
  /** RFC 3339; now when absent. */
  readonly occurredAt?: string;
  /** Free text that names the sender; shown with the packet. */
  readonly source?: string;
  readonly signal?: AbortSignal;
}

/** The answer of the intake: the packet is durable. */
export interface Accepted {
  readonly packetId: string;
  /** The idempotency key was seen before with the same payload: these are the first ids. */
  readonly duplicate: boolean;
  readonly deliveries: readonly {
    readonly id: string;
    readonly connector: string;
    readonly state: DeliveryState;
  }[];
}

/** What the outside systems said about one packet. */
export interface Settlement {
  readonly packetId: string;
  /** True when every delivery is `delivered` or `duplicate`. */
  readonly ok: boolean;
  readonly deliveries: readonly DeliveryView[];
}

export interface ReplayRequest {
  readonly event?: string;
  readonly connector?: string;
  readonly key?: string;
  readonly state?: DeliveryState;
  /** A duration back from now (`24h`) or an RFC 3339 time. */
  readonly since: string;
  readonly until?: string;
  /** `remap` (default): the stored image with today's mapping; `as-sent`: the stored bytes. */
  readonly mode?: "as-sent" | "remap";
  readonly dryRun?: boolean;
}

export interface ReplayResult {
  readonly replayId: string;
  readonly packets: number;
  readonly deliveries: number;
  readonly byConnector: Readonly<Record<string, number>>;
  /** Connectors whose outside system cannot tell a repeated message from a new one. */
  readonly duplicateRisk: readonly string[];
}

export interface ConnectionTest {
  readonly ok: boolean;
  readonly steps: readonly TestStep[];
}

/** The hub of this process, as `trigger`, `replay` and `createConnector` see it. */
export interface LocalHub {
  /** Resolves when the packet is durable. */
  trigger(event: string, payload: unknown, options?: TriggerOptions): Promise<Accepted>;
  /** Resolves when every delivery of the packet is final or in doubt. */
  settled(packetId: string, signal?: AbortSignal): Promise<Settlement>;
  replay(request: ReplayRequest): Promise<ReplayResult>;
  /** Adds a connector, or replaces the one with the same id. */
  register(connector: Connector): Promise<void>;
  testConnection(connector: Connector, signal?: AbortSignal): Promise<ConnectionTest>;
  /**
   * The transport for a protocol, from those the hub was given or the installed package `@hms-sync/transport-<protocol>`.
   *
   * @throws HMS_PLG_NOT_FOUND when there is none.
   */
  transportFor(protocol: string): Promise<TransportProvider>;
}

const SLOT = Symbol.for("hms-sync.local-hub");
type Slot = { [SLOT]?: LocalHub | undefined };

/** The hub that runs in this process, if one does. Shared by every copy of this package. */
export function localHub(): LocalHub | undefined {
  return (globalThis as Slot)[SLOT];
}

/** Called by the hub when it starts (`hub`) and when it stops (`undefined`). */
export function setLocalHub(hub: LocalHub | undefined): void {
  (globalThis as Slot)[SLOT] = hub;
}
