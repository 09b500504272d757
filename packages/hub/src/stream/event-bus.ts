import type { DeliveryState } from "@hms-sync/connector-api";

/** What became of one delivery; `type` is `delivery.` and the state it reached. Carries no payload value. */
export interface DeliveryEvent {
  /** Grows within one run of the hub. */
  readonly id: number;
  readonly type: `delivery.${DeliveryState}`;
  /** RFC 3339 in UTC. */
  readonly at: string;
  readonly deliveryId: string;
  readonly packetId: string;
  readonly connector: string;
  readonly event: string;
  readonly key: string;
  readonly state: DeliveryState;
  /** An error code, a hub's word (`auth`, …) or the outside system's own. */
  readonly reason?: string;
  readonly reference?: string;
  /** RFC 3339 in UTC. */
  readonly nextAttemptAt?: string;
}

/** Tells everybody in this process what happens to deliveries, in order. */
export interface EventBus {
  publish(event: Omit<DeliveryEvent, "id">): void;
  /** Calls `hear` for every event from now on; the returned function ends it. */
  subscribe(hear: (event: DeliveryEvent) => void): () => void;
  /** Events after the given id that are still remembered, oldest first. */
  since(id: number): readonly DeliveryEvent[];
  /** Names this run of the hub: ids of another run mean nothing here. */
  readonly run: string;
}

const REMEMBERED = 1_000;

/** @param startedAt When this run of the hub began, in ms since 1970. */
export function createEventBus(startedAt: number): EventBus {
  const run = startedAt.toString(36);
  const listeners = new Set<(event: DeliveryEvent) => void>();
  const recent: DeliveryEvent[] = [];
  let lastId = 0;

  return {
    publish(event) {
      lastId += 1;
      const numbered = { id: lastId, ...event };
      recent.push(numbered);
      // trimmed in blocks, so that publishing stays cheap
      if (recent.length >= 2 * REMEMBERED) recent.splice(0, recent.length - REMEMBERED);
      for (const hear of listeners) hear(numbered);
    },
    subscribe(hear) {
      // a function of its own, so that one listener given twice is heard twice
      const listener = (event: DeliveryEvent): void => hear(event);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    since: (id) => recent.filter((event) => event.id > id).slice(-REMEMBERED),
    run,
  };
}
