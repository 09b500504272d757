import { type Clock, type DeliveryState, isFinal, type Settlement } from "@hms-sync/connector-api";
import type { PacketView } from "./views.ts";

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5_000;
const GROWTH = 1.5;

/** Looks at a packet until every delivery is final or in doubt, with growing waits. */
export async function settlePacket(
  look: () => Promise<PacketView>,
  clock: Clock,
  signal?: AbortSignal,
): Promise<Settlement> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * GROWTH, LONGEST_WAIT_MS)) {
    const packet = await look();
    if (packet.deliveries.every((delivery) => isSettled(delivery.state))) {
      return {
        packetId: packet.id,
        ok: packet.deliveries.every(({ state }) => state === "delivered" || state === "duplicate"),
        deliveries: packet.deliveries,
      };
    }
    await clock.sleep(waitMs, signal);
  }
}

/** In doubt is not final, but only a person moves it on. */
function isSettled(state: DeliveryState): boolean {
  return isFinal(state) || state === "in_doubt";
}
