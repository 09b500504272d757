import type { Attempt, DeliveryState, HmsPath } from "@hms-sync/connector-api";

/** A connector that listens for the packet's event, as the intake's route found it. */
export interface NewRoute {
  readonly connector: string;
  readonly deliveryId: string;
  readonly contract: string;
  /** Paths the connector's mapping reads. */
  readonly reads: readonly HmsPath[];
  /** The event is an update: when no changed path is read, no delivery is made. */
  readonly suppressible: boolean;
  /** `packet`: the entity's version is the effect; a hash: equal hashes within the window are the same effect. */
  readonly dedupe?:
    | { readonly by: "packet" }
    | { readonly by: "hash"; readonly hash: string; readonly windowMs?: number };
}

/** What the intake hands over: validated, stripped, routed. Times are ms since 1970 UTC. */
export interface NewPacket {
  readonly id: string;
  readonly event: string;
  readonly key: string;
  readonly occurredAt: number;
  readonly receivedAt: number;
  /** The full after-image as JSON text. */
  readonly body: string;
  readonly source?: string;
  /** With the hash of the payload as it came, so that the same key with another payload is told apart. */
  readonly idempotency?: { readonly key: string; readonly hash: string };
  readonly routes: readonly NewRoute[];
}

/** A delivery as the intake made it. */
export interface NewDelivery {
  readonly seq: number;
  readonly id: string;
  readonly connector: string;
  readonly state: DeliveryState;
}

/** What became of a packet at the intake. */
export type AcceptOutcome =
  | {
      readonly status: "accepted";
      readonly packetSeq: number;
      /** Version of the entity before this packet; 0 when it was not known. */
      readonly baseVersion: number;
      /** `baseVersion + 1`, or `baseVersion` when event and body equal those of the entity's last packet. */
      readonly version: number;
      /** Leaf paths that differ from the entity's last image, sorted. */
      readonly changed: readonly HmsPath[];
      /** `waiting` or `duplicate`; connectors that were suppressed are in `suppressed`. */
      readonly deliveries: readonly NewDelivery[];
      readonly suppressed: readonly string[];
    }
  | {
      /** The idempotency key was seen with the same payload: the first packet's ids. */
      readonly status: "duplicate";
      readonly packetId: string;
      readonly deliveries: readonly NewDelivery[];
    }
  | {
      /** The idempotency key was seen with another payload; nothing was stored. */
      readonly status: "conflict";
      readonly packetId: string;
    };

/** A delivery that is due, with all that is needed to send it. */
export interface DueDelivery {
  readonly seq: number;
  readonly id: string;
  readonly packetSeq: number;
  readonly packetId: string;
  readonly event: string;
  readonly key: string;
  readonly connector: string;
  readonly state: DeliveryState;
  /** Attempts already made. */
  readonly attempt: number;
  /** In ms since 1970; `Infinity` waits for a resume. */
  readonly dueAt: number;
  readonly receivedAt: number;
  readonly occurredAt: number;
  readonly baseVersion: number;
  readonly contract: string;
  /** Final name given before the first send. */
  readonly reference?: string;
  readonly reason?: string;
  /** JSON text; undefined when retention removed it. */
  readonly body?: string;
  /** Bytes to be sent again as they are (`as-sent` replay). */
  readonly bytes?: Uint8Array;
  /** Name of the record that `bytes` are. */
  readonly record?: string;
}

/** Made durable right before the step that makes a message visible outside. */
export interface SendingMark {
  readonly seq: number;
  readonly reference: string;
  readonly record: string;
  readonly bytes: Uint8Array;
  /** An answer is expected: how to find it, and until when. */
  readonly awaits?: { readonly match: string; readonly deadline: number };
}

/** A move of one delivery with what led to it. */
export interface DeliveryUpdate {
  readonly seq: number;
  readonly to: DeliveryState;
  /** It was with a transport, though never marked: `waiting | retrying -> sending -> to` in one step. */
  readonly throughSending?: boolean;
  readonly at: number;
  readonly reason?: string;
  /** Required for `retrying`, in ms since 1970; `Infinity` waits for a resume. */
  readonly dueAt?: number;
  readonly reference?: string;
  readonly contract?: string;
  readonly attempt?: Omit<Attempt, "at"> & { readonly at: number };
  /** What was, or would have been, sent; kept for dead letters, replays and support. */
  readonly sent?: { readonly record: string; readonly bytes: Uint8Array };
  /** Replaces what `SendingMark.awaits` said. */
  readonly awaits?: { readonly match: string; readonly deadline: number };
  /** The outside system's word, when this is it. */
  readonly ack?: {
    readonly status: "delivered" | "rejected";
    readonly reason?: string;
    readonly reference?: string;
  };
}

/** An answer of the outside system, found in a file or handed over by API. */
export interface AnswerToMatch {
  readonly match: string;
  readonly status: "delivered" | "rejected";
  readonly reason?: string;
}

export interface MatchedAnswer {
  readonly answer: number;
  readonly delivery: {
    readonly seq: number;
    readonly id: string;
    readonly packetId: string;
    readonly connector: string;
    readonly key: string;
    readonly event: string;
  };
}

export interface ApplyAnswers {
  readonly connector: string;
  readonly at: number;
  readonly answers: readonly AnswerToMatch[];
  /** The file they came from: marked as seen in the same transaction. */
  readonly file?: { readonly name: string; readonly fingerprint: string };
}

export interface AppliedAnswers {
  /** The oldest waiting delivery with the same match gets the answer. */
  readonly matched: readonly MatchedAnswer[];
  /** Indexes of answers that nothing waits for. */
  readonly unknown: readonly number[];
}

export interface PacketFilter {
  readonly event?: string;
  readonly state?: DeliveryState;
  readonly connector?: string;
  readonly key?: string;
  /** Bounds of `receivedAt` in ms: `since` is the first inside, `until` the first outside. */
  readonly since?: number;
  readonly until?: number;
  /** Part of an id or key; upper and lower case ASCII letters are the same. */
  readonly q?: string;
}

export interface StoredAttempt extends Omit<Attempt, "at"> {
  readonly at: number;
}

export interface StoredDelivery {
  readonly seq: number;
  readonly id: string;
  readonly packetSeq: number;
  readonly packetId: string;
  readonly connector: string;
  readonly key: string;
  readonly event: string;
  readonly state: DeliveryState;
  readonly reason?: string;
  readonly attempt: number;
  /** Of `waiting`, `sending` and `retrying` ones, in ms since 1970; `Infinity` waits for a resume. */
  readonly dueAt?: number;
  readonly reference?: string;
  readonly contract: string;
  /** Id of the delivery this one repeats. */
  readonly replayOf?: string;
  readonly doneAt?: number;
  readonly attempts: readonly StoredAttempt[];
  readonly ack?: {
    readonly status: "delivered" | "rejected";
    readonly at: number;
    readonly reason?: string;
    readonly reference?: string;
  };
}

export interface StoredPacket {
  readonly seq: number;
  readonly id: string;
  readonly event: string;
  readonly key: string;
  readonly version: number;
  readonly baseVersion: number;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly changed: readonly HmsPath[];
  readonly source?: string;
  /** JSON text; undefined when retention removed it. */
  readonly body?: string;
  readonly deliveries: readonly StoredDelivery[];
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Opaque; undefined on the last page. */
  readonly next?: string;
}

/**
 * What to replay: the newest delivery per packet and connector in the filter, which must itself be in the filter's state.
 *
 * Without a state in the filter, one that is `waiting`, `sending` or `retrying` is left alone: it goes out anyway, and a
 * replay that is asked for twice doubles nothing. `as-sent` leaves out what was never sent, since it has no bytes.
 */
export interface ReplaySelection {
  readonly filter: PacketFilter & { readonly since: number };
  readonly mode: "as-sent" | "remap";
}

export interface ReplayPlan {
  readonly packets: number;
  readonly deliveries: number;
  readonly byConnector: Readonly<Record<string, number>>;
}

export interface ConnectorState {
  readonly id: string;
  readonly state: "active" | "paused";
  /** `auth`, or what the operator gave. */
  readonly reason?: string;
  readonly since: number;
}

/** Deliveries by connector and state; their sum is the number of deliveries. */
export type DeliveryCounts = Readonly<Record<string, Readonly<Partial<Record<DeliveryState, number>>>>>;

/**
 * Durable memory of one hub. Every write resolves when it would survive a power cut, and writes that are made at the
 * same time share one flush; one that is refused does not touch its neighbours. What resolved is seen by every later
 * read. Moves outside `DELIVERY_MOVES` are refused with HMS_STO_MOVE, unknown deliveries with HMS_STO_NO_DELIVERY.
 *
 * Every call may also reject with HMS_STO_UNAVAILABLE (the disk; nothing was stored), HMS_STO_STOPPED (a thread ended; what
 * was under way may or may not be stored) and HMS_STO_CLOSED.
 */
export interface Store {
  /** One transaction: idempotency, previous image, changed paths, dedupe, packet, deliveries. */
  accept(packet: NewPacket): Promise<AcceptOutcome>;
  /**
   * `waiting | retrying -> sending`, durable, with name, bytes and the awaited answer.
   *
   * The answer may arrive and settle the delivery before the hub's own `update` does: that one is then refused.
   */
  mark(mark: SendingMark): Promise<void>;
  /**
   * Moves a delivery and records the attempt.
   *
   * A final state, `waiting` and `retrying` end the wait for an answer; in doubt it goes on without a deadline. When the
   * effect did not happen (`rejected`, `dead`, `expired`, `discarded`), dedupe forgets it, so that the same event
   * published again is sent; a retry by the operator remembers it again.
   */
  update(update: DeliveryUpdate): Promise<void>;
  /** Gives answers to the deliveries that await them (`sending`, `accepted` and `in_doubt` ones). */
  applyAnswers(answers: ApplyAnswers): Promise<AppliedAnswers>;
  /** True when this file was read before. */
  sawFile(connector: string, name: string, fingerprint: string): Promise<boolean>;
  /** The next number of a durable sequence, from 1; never given twice. */
  nextInSequence(connector: string, name: string): Promise<number>;
  /**
   * Unfinished deliveries of a connector in order of `seq`: `waiting`, `retrying` and (after a crash) `sending`.
   * `afterSeq` pages on; `dueBefore` leaves out what is due later.
   */
  due(query: {
    connector: string;
    limit: number;
    afterSeq?: number;
    dueBefore?: number;
  }): Promise<readonly DueDelivery[]>;
  /** `accepted` deliveries whose awaited answer is overdue, longest first. */
  overdueAnswers(at: number, limit: number): Promise<readonly StoredDelivery[]>;
  setConnectorState(state: ConnectorState): Promise<void>;
  connectorStates(): Promise<readonly ConnectorState[]>;
  counts(): Promise<DeliveryCounts>;
  packet(id: string): Promise<StoredPacket | undefined>;
  delivery(id: string): Promise<StoredDelivery | undefined>;
  /** One delivery ready to be sent again (operator retry). */
  dueById(id: string): Promise<DueDelivery | undefined>;
  /** What was sent, for dead letters and support. */
  sent(deliveryId: string): Promise<{ readonly record: string; readonly bytes: Uint8Array } | undefined>;
  /**
   * Newest first. With `state` or `connector`: packets with such a delivery.
   *
   * @throws HMS_STO_CURSOR when the cursor is not one that this list gave.
   */
  packets(filter: PacketFilter, limit: number, cursor?: string): Promise<Page<StoredPacket>>;
  /**
   * Newest first; one state or several.
   *
   * @throws HMS_STO_CURSOR when the cursor is not one that this list gave.
   */
  deliveries(
    filter: PacketFilter & { states?: readonly DeliveryState[] },
    limit: number,
    cursor?: string,
  ): Promise<Page<StoredDelivery>>;
  /** Counts what `replay` would make if nothing changed in between. */
  planReplay(selection: ReplaySelection): Promise<ReplayPlan>;
  /**
   * Makes new deliveries (`waiting`) linked to the old ones, in the order of their packets; dedupe is not asked.
   *
   * Large replays are written in slices, so that the intake goes on meanwhile. After a crash in between the same call
   * makes the rest. `contractOf` gives the contract hash by connector for `remap`.
   */
  replay(
    selection: ReplaySelection & {
      readonly at: number;
      readonly contractOf: Readonly<Record<string, string>>;
    },
  ): Promise<ReplayPlan>;
  /**
   * Removes bodies (with the bytes that were sent) and logs older than the given times (ms since 1970), a bounded number
   * of rows; true when more is left. Packets with unfinished deliveries stay whole. Versions of entities, what dedupe
   * remembers, sequences and the names of answer files outlive both.
   */
  prune(older: { readonly bodies: number; readonly log: number }): Promise<boolean>;
  /** Waits for what is under way, checkpoints, releases the lock. May be called twice. */
  close(): Promise<void>;
}
