/** The states of a delivery, in the order in which a calm delivery passes them. */
export const DELIVERY_STATES = [
  "waiting",
  "sending",
  "retrying",
  "accepted",
  "in_doubt",
  "delivered",
  "rejected",
  "dead",
  "expired",
  "duplicate",
  "discarded",
] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/**
 * The one table of permitted moves. The store refuses every other one, so a count of deliveries by state always adds up.
 *
 * `waiting -> rejected` is a mapping that refuses the payload: nothing was handed to the transport.
 * `in_doubt -> accepted` is a later look that found it outside, where its own answer is still to come.
 * `sending -> waiting` is a send that never began: the hub was told to stop before the transport was called.
 */
export const DELIVERY_MOVES: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = Object.freeze({
  waiting: ["sending", "rejected", "retrying", "duplicate", "expired", "discarded"],
  sending: ["delivered", "accepted", "rejected", "retrying", "in_doubt", "dead", "waiting"],
  retrying: ["sending", "rejected", "dead", "expired", "discarded", "waiting"],
  accepted: ["delivered", "rejected", "in_doubt"],
  in_doubt: ["delivered", "accepted", "retrying", "rejected", "discarded"],
  delivered: [],
  rejected: ["waiting"],
  dead: ["waiting", "discarded"],
  expired: [],
  duplicate: [],
  discarded: [],
});

const FINAL: ReadonlySet<DeliveryState> = new Set([
  "delivered",
  "rejected",
  "dead",
  "expired",
  "duplicate",
  "discarded",
]);

/** True when nothing more happens by itself. `rejected` and `dead` are final until an operator retries them. */
export function isFinal(state: DeliveryState): boolean {
  return FINAL.has(state);
}

/** True when the table permits `from -> to`. */
export function canMove(from: DeliveryState, to: DeliveryState): boolean {
  return DELIVERY_MOVES[from].includes(to);
}

/** One try to send. */
export interface Attempt {
  /** 1 for the first. */
  readonly n: number;
  /** RFC 3339 in UTC. */
  readonly at: string;
  readonly durationMs: number;
  /** The state this attempt ended in, `probe` for a look that sent nothing. */
  readonly outcome: DeliveryState | "probe";
  readonly code?: string;
  /** Names and sizes, never payload values. */
  readonly message?: string;
}

/** A delivery as the API shows it. */
export interface DeliveryView {
  readonly id: string;
  readonly packetId: string;
  readonly connector: string;
  readonly state: DeliveryState;
  /** Why it is in this state: `auth`, `lane`, `paused`, an error code, or the outside system's own reason. */
  readonly reason?: string;
  /** RFC 3339 in UTC. */
  readonly nextAttemptAt?: string;
  /** What the outside system can be asked about: a file name, a message id. */
  readonly reference?: string;
  /** Hash of layout and mapping that produced, or will produce, the bytes. */
  readonly contract: string;
  readonly attempts: readonly Attempt[];
  readonly ack?: DeliveryAck;
  /** The delivery this one repeats. */
  readonly replayOf?: string;
}

/** What the outside system said, and when HMS Sync heard it. */
export interface DeliveryAck {
  readonly status: "delivered" | "rejected";
  readonly at: string;
  readonly reason?: string;
  readonly reference?: string;
}
