import { type Clock, canMove, type DeliveryState, isFinal, isHmsSyncError } from "@hms-sync/connector-api";
import type {
  AppliedAnswers,
  ApplyAnswers,
  DeliveryCounts,
  DeliveryUpdate,
  SendingMark,
  Store,
} from "@hms-sync/store";
import type { HubLog } from "../hub-log.ts";
import type { EventBus } from "../stream/event-bus.ts";
import { isoTime } from "../stream/iso-time.ts";

/** Which delivery moves, with what a listener wants to know of it. */
export interface MovingDelivery {
  readonly seq: number;
  readonly id: string;
  readonly packetId: string;
  readonly connector: string;
  readonly event: string;
  readonly key: string;
  state: DeliveryState;
}

/** A move, without the parts that the delivery already says. */
export type Move = Omit<DeliveryUpdate, "seq" | "at" | "throughSending">;

/**
 * The only way in which a delivery changes its state: the store first, then everybody who listens.
 *
 * A write that the store cannot take now is tried again until it can, or until the hub stops: the outcome of a send is
 * never forgotten.
 */
export interface Moves {
  /** A packet's deliveries as the intake stored them. */
  accepted(deliveries: readonly MovingDelivery[]): void;
  /** `waiting | retrying -> sending`, durable. */
  mark(delivery: MovingDelivery, mark: Omit<SendingMark, "seq">): Promise<void>;
  /** False when the store says that the delivery has moved on meanwhile; `delivery.state` is then what it is now. */
  move(delivery: MovingDelivery, move: Move): Promise<boolean>;
  /** Gives answers to the deliveries that await them. */
  answer(answers: ApplyAnswers): Promise<AppliedAnswers>;
  /** Deliveries that are not final. */
  readonly open: number;
  /** Deliveries of a connector that the outside system has, or may have, and has not answered. */
  awaiting(connector: string): number;
}

export interface MovesOptions {
  readonly store: Store;
  readonly bus: EventBus;
  readonly log: HubLog;
  readonly clock: Clock;
  /** Ends the tries of writes that the store does not take. */
  readonly signal: AbortSignal;
  /** Deliveries by connector and state when the hub started. */
  readonly counts: DeliveryCounts;
}

const WRITE_AGAIN_MS = 1_000;
const AWAITING: ReadonlySet<DeliveryState> = new Set(["sending", "accepted", "in_doubt"]);

export function createMoves(options: MovesOptions): Moves {
  const { store, bus, log, clock } = options;
  const awaiting = new Map<string, number>();
  let open = 0;
  for (const [connector, states] of Object.entries(options.counts)) {
    for (const [state, count] of Object.entries(states) as [DeliveryState, number][]) {
      if (!isFinal(state)) open += count;
      if (AWAITING.has(state)) awaiting.set(connector, (awaiting.get(connector) ?? 0) + count);
    }
  }

  const enter = (delivery: MovingDelivery, to: DeliveryState): void => {
    if (isFinal(delivery.state) !== isFinal(to)) open += isFinal(to) ? -1 : 1;
    const change = Number(AWAITING.has(to)) - Number(AWAITING.has(delivery.state));
    if (change !== 0) awaiting.set(delivery.connector, (awaiting.get(delivery.connector) ?? 0) + change);
    delivery.state = to;
  };

  const announce = (delivery: MovingDelivery, to: DeliveryState, move: Partial<Move>, at: number): void => {
    enter(delivery, to);
    bus.publish({
      type: `delivery.${to}`,
      at: isoTime(at),
      deliveryId: delivery.id,
      packetId: delivery.packetId,
      connector: delivery.connector,
      event: delivery.event,
      key: delivery.key,
      state: to,
      ...(move.reason !== undefined && { reason: move.reason }),
      ...(move.reference !== undefined && { reference: move.reference }),
      ...(move.dueAt !== undefined &&
        move.dueAt !== Number.POSITIVE_INFINITY && { nextAttemptAt: isoTime(move.dueAt) }),
    });
    const { attempt, sent } = move;
    log[to === "dead" || to === "in_doubt" || to === "rejected" ? "warn" : "info"](
      {
        connector: delivery.connector,
        delivery: delivery.id,
        packet: delivery.packetId,
        event: delivery.event,
        // the outside system's own words may quote a value: the log has the code only
        code: attempt?.code,
        attempt: attempt?.n,
        durationMs: attempt?.durationMs,
        sizeBytes: sent?.bytes.length,
      },
      `delivery.${to}`,
    );
  };

  /** Runs a write until the store takes it; other errors than an unavailable store are thrown. */
  const written = async <Result>(write: () => Promise<Result>): Promise<Result> => {
    for (;;) {
      try {
        return await write();
      } catch (error) {
        if (!isHmsSyncError(error, "HMS_STO_UNAVAILABLE") || options.signal.aborted) throw error;
        log.error({ code: error.code }, "store.unavailable");
        await clock.sleep(WRITE_AGAIN_MS, options.signal);
      }
    }
  };

  const refresh = async (delivery: MovingDelivery): Promise<false> => {
    const stored = await store.delivery(delivery.id);
    // counted when it moved: only this copy of it is behind
    if (stored !== undefined) delivery.state = stored.state;
    return false;
  };

  return {
    accepted(deliveries) {
      const at = clock.now();
      for (const delivery of deliveries) {
        if (!isFinal(delivery.state)) open += 1;
        else announce(delivery, delivery.state, {}, at);
      }
    },
    async mark(delivery, mark) {
      await written(() => store.mark({ seq: delivery.seq, ...mark }));
      enter(delivery, "sending");
    },
    async move(delivery, move) {
      const at = clock.now();
      const { seq } = delivery;
      // it was with a transport that has no moment of delivery, so it was never marked
      const throughSending = !canMove(delivery.state, move.to) && canMove(delivery.state, "sending");
      try {
        await written(() => store.update({ seq, at, ...move, ...(throughSending && { throughSending }) }));
      } catch (error) {
        if (isHmsSyncError(error, "HMS_STO_MOVE")) return await refresh(delivery);
        throw error;
      }
      announce(delivery, move.to, move, at);
      return true;
    },
    async answer(answers) {
      const applied = await written(() => store.applyAnswers(answers));
      for (const { answer, delivery } of applied.matched) {
        const { status, reason } = answers.answers[answer]!;
        announce(
          { ...delivery, state: "accepted" },
          status,
          reason === undefined ? {} : { reason },
          answers.at,
        );
      }
      return applied;
    },
    get open() {
      return open;
    },
    awaiting: (connector) => awaiting.get(connector) ?? 0,
  };
}
