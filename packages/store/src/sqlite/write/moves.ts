import type { DatabaseSync } from "node:sqlite";
import { canMove, type DeliveryState, HmsSyncError } from "@hms-sync/connector-api";
import { prepare } from "../statement.ts";
import { createDedupe } from "./dedupe.ts";
import type { Tally } from "./tally.ts";

/** What a move needs to know of a delivery. */
export interface MovingDelivery {
  readonly seq: number;
  readonly id: string;
  readonly connector: string;
  readonly state: DeliveryState;
  readonly effect: string | null;
  readonly effect_until: number | null;
}

/** An answer that a delivery waits for. */
export interface AwaitedAnswer {
  readonly match: string;
  readonly deadline: number;
}

export interface Moves {
  /**
   * Gives the delivery when it may move, and counts it as moved.
   *
   * @throws HMS_STO_MOVE, HMS_STO_NO_DELIVERY; nothing was written.
   */
  begin(seq: number, to: DeliveryState, throughSending?: boolean): MovingDelivery;
  /** Brings what hangs on a state in line with the new one: the awaited answer and what dedupe remembers. */
  settle(delivery: MovingDelivery, to: DeliveryState, awaits?: AwaitedAnswer): void;
}

/** The effect did not happen and will not by itself. */
const WITHOUT_EFFECT: ReadonlySet<DeliveryState> = new Set(["rejected", "dead", "expired", "discarded"]);
const AWAITING: ReadonlySet<DeliveryState> = new Set(["sending", "accepted", "in_doubt"]);

/** The side of a move that is the same whoever asks for it: operator, lane or answer. */
export function createMoves(database: DatabaseSync, tally: Tally): Moves {
  const dedupe = createDedupe(database);
  const load = prepare<MovingDelivery>(
    database,
    "SELECT seq, id, connector, state, effect, effect_until FROM delivery WHERE seq = ?",
  );
  const stopAwaiting = prepare(database, "DELETE FROM await_ack WHERE delivery_seq = ?");
  const dropDeadline = prepare(database, "UPDATE await_ack SET deadline = NULL WHERE delivery_seq = ?");
  const startAwaiting = prepare(
    database,
    "INSERT INTO await_ack (connector, match, delivery_seq, deadline) VALUES (?, ?, ?, ?)",
  );

  return {
    begin(seq, to, throughSending = false) {
      const delivery = load.get(seq);
      if (delivery === undefined) {
        throw new HmsSyncError("HMS_STO_NO_DELIVERY", `there is no delivery with number ${seq}`, {
          meta: { seq },
        });
      }
      const { state } = delivery;
      if (!canMove(state, to) && !(throughSending && canMove(state, "sending") && canMove("sending", to))) {
        throw new HmsSyncError(
          "HMS_STO_MOVE",
          `delivery ${delivery.id} is ${state} and cannot become ${to}`,
          { meta: { delivery: delivery.id, from: state, to } },
        );
      }
      tally.note(delivery.connector, state, to);
      return delivery;
    },

    settle(delivery, to, awaits) {
      // `waiting` deliveries never await: the first send saves this statement
      if (delivery.state !== "waiting" && (!AWAITING.has(to) || awaits !== undefined)) {
        stopAwaiting.run(delivery.seq);
      }
      if (awaits !== undefined && AWAITING.has(to)) {
        startAwaiting.run(delivery.connector, awaits.match, delivery.seq, Math.ceil(awaits.deadline));
      }
      // the search for overdue answers would walk over it for ever
      if (to === "in_doubt") dropDeadline.run(delivery.seq);
      if (delivery.effect === null) return;
      const effect = { connector: delivery.connector, effect: delivery.effect, delivery: delivery.seq };
      if (WITHOUT_EFFECT.has(to)) dedupe.forget(effect);
      else if (WITHOUT_EFFECT.has(delivery.state))
        dedupe.restore({ ...effect, until: delivery.effect_until });
    },
  };
}
