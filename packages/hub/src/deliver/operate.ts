import { type DeliveryState, HmsSyncError, isFinal } from "@hms-sync/connector-api";
import type { Store, StoredDelivery } from "@hms-sync/store";
import type { ConnectorWorker } from "./connector-worker.ts";
import type { Move, Moves } from "./moves.ts";

/** How an operator decides about a delivery in doubt. */
export type Resolution = "delivered" | "retry" | "discard";

/** What a person may do to one delivery. All throw HMS_HUB_DELIVERY, and HMS_HUB_STATE when its state does not permit it. */
export interface Operations {
  /** Sends again what was refused or is dead; does at once what waits for its time or its lane. */
  retry(deliveryId: string): Promise<void>;
  discard(deliveryId: string): Promise<void>;
  resolve(deliveryId: string, as: Resolution): Promise<void>;
}

export interface OperationOptions {
  readonly store: Store;
  readonly moves: Moves;
  readonly workers: ReadonlyMap<string, ConnectorWorker>;
  readonly now: () => number;
}

export function createOperations({ store, moves, workers, now }: OperationOptions): Operations {
  const find = async (deliveryId: string): Promise<StoredDelivery> => {
    const delivery = await store.delivery(deliveryId);
    if (delivery !== undefined) return delivery;
    throw new HmsSyncError("HMS_HUB_DELIVERY", "there is no delivery with that id");
  };

  /**
   * Takes it out of its lane, so that it is not sent while it is being moved, and holds the lane, so that no later packet
   * of its key overtakes it.
   */
  const move = async (delivery: StoredDelivery, change: Move, what: string): Promise<void> => {
    const worker = workers.get(delivery.connector);
    if (worker?.isOut(delivery.seq)) throw notNow({ ...delivery, state: "sending" }, what);
    worker?.lanes.hold(delivery.seq, delivery.key);
    worker?.lanes.remove(delivery.seq, delivery.key);
    const moving = { ...delivery };
    try {
      if (!(await moves.move(moving, change))) throw notNow(moving, what);
      if (isFinal(moving.state)) worker?.moved(moving);
    } finally {
      if (!isFinal(moving.state)) await worker?.readmit(delivery.id);
    }
  };

  return {
    async retry(deliveryId) {
      const delivery = await find(deliveryId);
      const { connector, seq, state } = delivery;
      if (state === "rejected" || state === "dead") {
        return await move(delivery, { to: "waiting", dueAt: now() }, "retried");
      }
      if (state !== "waiting" && state !== "retrying") throw notNow(delivery, "retried");
      workers.get(connector)?.dueNow(seq);
    },
    async discard(deliveryId) {
      const delivery = await find(deliveryId);
      if (!DISCARDABLE.includes(delivery.state)) throw notNow(delivery, "discarded");
      await move(delivery, { to: "discarded", reason: "operator" }, "discarded");
    },
    async resolve(deliveryId, as) {
      const delivery = await find(deliveryId);
      if (delivery.state !== "in_doubt") throw notNow(delivery, "resolved");
      if (as === "retry") {
        return await move(delivery, { to: "retrying", reason: "operator", dueAt: now() }, "resolved");
      }
      await move(
        delivery,
        { to: as === "delivered" ? "delivered" : "discarded", reason: "operator" },
        "resolved",
      );
    },
  };
}

const DISCARDABLE: readonly DeliveryState[] = ["waiting", "retrying", "in_doubt", "dead"];

function notNow(
  delivery: { readonly id: string; readonly state: DeliveryState },
  what: string,
): HmsSyncError {
  return new HmsSyncError(
    "HMS_HUB_STATE",
    `delivery ${delivery.id} is ${delivery.state} and cannot be ${what}`,
    {
      ...(delivery.state === "in_doubt" && {
        hint: "A delivery in doubt is decided with POST /v1/deliveries/{id}/resolve.",
      }),
      meta: { delivery: delivery.id, state: delivery.state },
    },
  );
}
