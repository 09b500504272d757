import type { NewDelivery, NewPacket, NewRoute, Store } from "../store.ts";

/** A time in the past that stands for "now" in the suite, in ms since 1970. */
export const NOW = Date.UTC(2026, 0, 5, 9);
export const MINUTE = 60_000;

let ids = 0;

/** An id that no other sample has. */
export function sampleId(kind: string): string {
  return `${kind}-${String(++ids).padStart(6, "0")}`;
}

/** A route of a connector that reads the time of a ticket. */
export function sampleRoute(connector: string, parts: Partial<NewRoute> = {}): NewRoute {
  return {
    connector,
    deliveryId: sampleId("delivery"),
    contract: "contract-1",
    reads: ["ticket.data.time"],
    suppressible: false,
    ...parts,
  };
}

/** A packet about ticket 42. */
export function samplePacket(
  parts: Partial<Omit<NewPacket, "body">> & { readonly image?: unknown } = {},
): NewPacket {
  const { image = { ticket: { id: 42, data: { time: "09:00" } } }, ...rest } = parts;
  return {
    id: sampleId("packet"),
    event: "appointment.updated",
    key: "ticket:42",
    occurredAt: NOW - 5,
    receivedAt: NOW,
    body: JSON.stringify(image),
    routes: [],
    ...rest,
  };
}

/** Stores one packet with one delivery to `connector` and gives the delivery. */
export async function sampleDelivery(
  store: Store,
  connector: string,
  parts: Partial<NewPacket> & { readonly route?: Partial<NewRoute> } = {},
): Promise<NewDelivery> {
  const { route, ...packet } = parts;
  const outcome = await accepted(
    store,
    samplePacket({ key: sampleId("ticket"), routes: [sampleRoute(connector, route)], ...packet }),
  );
  return outcome.deliveries[0]!;
}

/** Accepts a packet that is neither a duplicate nor a conflict. */
export async function accepted(store: Store, packet: NewPacket) {
  const outcome = await store.accept(packet);
  if (outcome.status !== "accepted") throw new Error(`the packet was answered with ${outcome.status}`);
  return outcome;
}

/** Marks a delivery as on its way out, with three bytes. */
export async function markSending(
  store: Store,
  delivery: NewDelivery,
  awaits?: { readonly match: string; readonly deadline: number },
): Promise<void> {
  await store.mark({
    seq: delivery.seq,
    reference: `file-${delivery.seq}`,
    record: "APPT-REC",
    bytes: Uint8Array.of(1, 2, 3),
    ...(awaits && { awaits }),
  });
}

/** Takes a delivery to `delivered`. */
export async function deliver(store: Store, delivery: NewDelivery): Promise<void> {
  await markSending(store, delivery);
  await store.update({ seq: delivery.seq, to: "delivered", at: NOW + 10 });
}
