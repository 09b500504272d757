import type { DeliveryState, OrderPolicy } from "@hms-sync/connector-api";
import type { Dispatch } from "./dispatch.ts";

/** What decides whether a lane goes on. */
export interface Settled {
  readonly seq: number;
  readonly key: string;
  readonly state: DeliveryState;
  readonly reason?: string | undefined;
}

/** Lets a lane go on, or not, after one of its deliveries reached a state in which the hub itself has nothing to do. */
export function settleLane(
  { connector, lanes }: Pick<Dispatch, "connector" | "lanes">,
  delivery: Settled,
): void {
  const { seq, key, state } = delivery;
  const { order } = connector.policy;
  if (holdsLane(order, delivery)) {
    lanes.hold(seq, key);
    lanes.remove(seq, key);
    return;
  }
  if ((state === "rejected" || state === "dead") && order.onReject === "park") lanes.park(key);
  lanes.release(seq, key);
  lanes.remove(seq, key);
}

/**
 * True when later packets of the key must wait for it.
 *
 * Nobody knows whether a delivery in doubt is to be sent again, so nothing may overtake it; one that was handed over, and
 * whose answer did not come, holds only a policy that waits for answers.
 */
export function holdsLane(order: OrderPolicy, { state, reason }: Omit<Settled, "seq" | "key">): boolean {
  const handedOver = state === "accepted" || reason === "HMS_ACK_DEADLINE";
  if (state !== "in_doubt" && state !== "accepted") return false;
  return handedOver ? order.after === "acked" : true;
}
