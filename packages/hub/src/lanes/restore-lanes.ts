import type { DeliveryState } from "@hms-sync/connector-api";
import type { Store, StoredDelivery } from "@hms-sync/store";
import type { Dispatch } from "../deliver/dispatch.ts";
import { holdsLane } from "../deliver/settle-lane.ts";
import { fromDue } from "./queued-delivery.ts";

const PAGE = 500;

/**
 * Puts back what held lanes when the hub stopped: deliveries in doubt or, when the policy waits for answers, accepted
 * ones; refusals that parked their key. What can be looked up is looked up at once.
 */
export async function restoreLanes(dispatch: Dispatch): Promise<void> {
  const { connector, lanes, store } = dispatch;
  const { order } = connector.policy;
  const holding: DeliveryState[] = order.after === "acked" ? ["in_doubt", "accepted"] : ["in_doubt"];

  for await (const delivery of deliveriesIn(store, connector.id, holding)) {
    if (delivery.state === "in_doubt" && connector.supports.probe && delivery.reason !== "HMS_ACK_DEADLINE") {
      const due = await store.dueById(delivery.id);
      if (due !== undefined && lanes.add({ ...fromDue(due, true), dueAt: 0 })) continue;
    }
    if (holdsLane(order, delivery)) lanes.hold(delivery.seq, delivery.key);
  }
  if (order.onReject === "park" && order.key === "entity") await restoreParked(dispatch);
}

/** A key is parked when the last of its deliveries that ended was refused. */
async function restoreParked({ connector, lanes, store }: Dispatch): Promise<void> {
  const looked = new Set<string>();
  for await (const refused of deliveriesIn(store, connector.id, ["rejected", "dead"])) {
    if (looked.has(refused.key)) continue;
    looked.add(refused.key);
    const later = await store.deliveries(
      { connector: connector.id, key: refused.key, states: ["delivered", "accepted", "rejected", "dead"] },
      1,
    );
    if (later.items[0]?.seq === refused.seq) lanes.park(refused.key);
  }
}

async function* deliveriesIn(
  store: Store,
  connector: string,
  states: readonly DeliveryState[],
): AsyncGenerator<StoredDelivery> {
  let cursor: string | undefined;
  do {
    const page = await store.deliveries({ connector, states }, PAGE, cursor);
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}
