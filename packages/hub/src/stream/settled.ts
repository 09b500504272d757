import { type DeliveryState, HmsSyncError, isFinal, type Settlement } from "@hms-sync/connector-api";
import type { Store } from "@hms-sync/store";
import type { DeliveryViews } from "./delivery-view.ts";
import type { EventBus } from "./event-bus.ts";

/** Waits for what the outside systems say about a packet. */
export interface Settling {
  /**
   * Resolves when every delivery of the packet is final or in doubt.
   *
   * @throws HMS_HUB_PACKET when there is no such packet, HMS_HUB_CLOSING when the hub stops first.
   */
  settled(packetId: string, signal?: AbortSignal): Promise<Settlement>;
  /** The hub stops: nobody waits any longer. */
  end(): void;
}

export function createSettling(store: Pick<Store, "packet">, bus: EventBus, views: DeliveryViews): Settling {
  const waiting = new Map<string, Set<() => void>>();
  const enders = new Set<() => void>();
  bus.subscribe((event) => {
    const wakers = waiting.get(event.packetId);
    if (wakers !== undefined && isSettled(event.state)) for (const wake of wakers) wake();
  });

  const look = async (packetId: string): Promise<Settlement | undefined> => {
    const packet = await store.packet(packetId);
    if (packet === undefined) throw new HmsSyncError("HMS_HUB_PACKET", "there is no packet with that id");
    const { deliveries } = packet;
    if (!deliveries.every(({ state }) => isSettled(state))) return undefined;
    return {
      packetId,
      ok: deliveries.every(({ state }) => state === "delivered" || state === "duplicate"),
      deliveries: deliveries.map(views.show),
    };
  };

  return {
    async settled(packetId, signal) {
      for (;;) {
        // armed before the look, so that nothing falls between the two
        const news = nextNews(waiting, enders, packetId, signal);
        try {
          const settlement = await look(packetId);
          if (settlement !== undefined) return settlement;
          await news.heard;
        } finally {
          news.forget();
        }
      }
    },
    end() {
      for (const end of [...enders]) end();
    },
  };
}

function isSettled(state: DeliveryState): boolean {
  return isFinal(state) || state === "in_doubt";
}

function nextNews(
  waiting: Map<string, Set<() => void>>,
  enders: Set<() => void>,
  packetId: string,
  signal: AbortSignal | undefined,
): { readonly heard: Promise<void>; forget(): void } {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  promise.catch(() => {});
  const wakers = waiting.get(packetId) ?? new Set();
  waiting.set(packetId, wakers.add(resolve));
  const abort = (): void => reject(signal?.reason);
  const end = (): void => {
    reject(new HmsSyncError("HMS_HUB_CLOSING", "the hub stopped before the packet was settled"));
  };
  enders.add(end);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });
  return {
    heard: promise,
    forget() {
      enders.delete(end);
      signal?.removeEventListener("abort", abort);
      wakers.delete(resolve);
      if (wakers.size === 0) waiting.delete(packetId);
    },
  };
}
