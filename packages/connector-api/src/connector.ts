import type { AnyBinding, Framing, RecordCodec } from "./binding.ts";
import type { HmsPath } from "./packet.ts";
import type { Supports, Transport, TransportContext } from "./transport.ts";

/** Order of one connector's deliveries. */
export interface OrderPolicy {
  /** `entity`: packets of one key go out one after the other; `none`: no order. */
  readonly key: "entity" | "none";
  /** The next packet of a key starts when this one was handed over (`sent`) or answered (`acked`). */
  readonly after: "sent" | "acked";
  /** After a rejection the key goes on, or parks until an operator acts. */
  readonly onReject: "continue" | "park";
}

/** What counts as the same effect. */
export type DedupePolicy =
  | false
  /** The same event published twice without a change in between is sent once. */
  | { readonly by: "packet" }
  /** Equal values at these paths are the same effect within the window. */
  | { readonly by: readonly HmsPath[]; readonly windowMs?: number };

export interface RetryPolicy {
  /** Waits between attempts in ms; after the last one the delivery is `dead`. */
  readonly delaysMs: readonly number[];
  /** Each wait varies by this share in both directions, 0 to 1. */
  readonly jitter: number;
  /** Older deliveries are `dead` whatever the schedule says, in ms. */
  readonly maxAgeMs: number;
}

export interface FilePolicy {
  /** `{packetId}`, `{deliveryId}`, `{seq:6}`, `{date:yyyyMMdd}` and text. */
  readonly name: string;
  /** Suffix of an empty marker file written after the rename, for example `.done`. */
  readonly marker?: string;
}

/** How the outside system's own answers are read and matched. */
export interface AckPolicy {
  readonly from: "transport" | "file";
  readonly folder?: string;
  /** Names of answer files with `*` and `?`. */
  readonly pattern?: string;
  readonly codec?: RecordCodec<Readonly<Record<string, unknown>>>;
  readonly framing?: Framing;
  /** Answer field to sent field. */
  readonly match?: Readonly<Record<string, string>>;
  /** Answer field and the values that mean yes; everything else is a rejection. */
  readonly accepted?: Readonly<Record<string, readonly string[]>>;
  /** Answer field that says why not. */
  readonly reason?: string;
  readonly pollMs: number;
  /** Without an answer by then the delivery is `in_doubt`, in ms. */
  readonly deadlineMs: number;
  readonly then: "archive" | "delete" | "keep";
}

export interface ConnectorPolicy {
  readonly order: OrderPolicy;
  readonly dedupe: DedupePolicy;
  readonly retry: RetryPolicy;
  readonly file: FilePolicy;
  readonly ack: AckPolicy;
}

/** A policy as configuration may override it: any part of any group. */
export type PolicyOverrides = {
  readonly [Group in keyof ConnectorPolicy]?: ConnectorPolicy[Group] extends object
    ? Partial<ConnectorPolicy[Group]>
    : ConnectorPolicy[Group];
};

/** A plug-in that talks to one outside system: data, and a way to make its transport. */
export interface Connector {
  readonly apiVersion: 1;
  readonly id: string;
  readonly protocol: string;
  /** At most one per event. */
  readonly bindings: readonly AnyBinding[];
  readonly policy: ConnectorPolicy;
  readonly supports: Supports;
  /** Makes the transport. Does no I/O by itself. */
  createTransport(context: TransportContext): Transport;
}

/** What generated code says about a connector; `defineConnector` makes a factory of it. */
export interface ConnectorDefinition {
  readonly id: string;
  readonly protocol: string;
  /** URL, or a reference `env:NAME`, `file:PATH`. */
  readonly endpoint: string;
  /** Always a reference. */
  readonly password?: string;
  readonly bindings: readonly AnyBinding[];
  readonly policy: ConnectorPolicy;
  /** Protocol settings by name, for example `{ secure: "explicit" }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What a hub's configuration may set on a connector. */
export interface ConnectorOptions {
  /** Another id, for several instances of one package. */
  readonly id?: string;
  readonly endpoint?: string;
  readonly password?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly policy?: PolicyOverrides;
}

/**
 * Default export of a connector package. Checks its options and does no I/O.
 *
 * @throws HMS_CFG_INVALID with every fault of the options.
 */
export type ConnectorFactory = (options?: ConnectorOptions) => Connector;

/** What a transport package gives for its protocol, as `export const transport`. */
export interface TransportProvider {
  readonly protocol: string;
  readonly supports: Supports;
  /**
   * Checks the options and makes a transport; no I/O.
   *
   * @throws HMS_CFG_INVALID with every fault.
   */
  create(options: TransportOptions, context: TransportContext): Transport;
}

/** What a connector tells its transport; references are resolved. */
export interface TransportOptions {
  /** `ftp://user@host:port/folder`. */
  readonly endpoint: string;
  /** The secret itself; never logged, never shown. */
  readonly password?: string;
  readonly file: FilePolicy;
  readonly ack: AckPolicy;
  readonly settings?: Readonly<Record<string, unknown>>;
}
