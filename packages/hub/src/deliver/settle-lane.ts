import type { DeliveryState } from "@hms-sync/connector-api";
import type { Dispatch } from "./dispatch.ts";

/**
 * Lets a lane go on, or not, after one of its deliveries reached a state in which the hub itself has nothing to do.
 *
 * Nobody knows whether a delivery in doubt is to be sent again, so its key waits for the decision: later packets must not
 * overtake it.
 */
export function settleLane(
  { connector, lanes }: Pick<Dispatch, "connector" | "lanes">,
  delivery: { readonly seq: number; readonly key: string; readonly state: DeliveryState },
): void {
  const { seq, key, state } = delivery;
  const { order } = connector.policy;
  if (state === "in_doubt" || (state === "accepted" && order.after === "acked")) {
    lanes.hold(seq, key);
    lanes.remove(seq, key);
    return;
  }
  if ((state === "rejected" || state === "dead") && order.onReject === "park") lanes.park(key);
  lanes.release(seq, key);
  lanes.remove(seq, key);
}
