import type { QueuedDelivery } from "../src/lanes/queued-delivery.ts";

/** A delivery in memory, due at once. */
export function queued(parts: Partial<QueuedDelivery> & { seq: number }): QueuedDelivery {
  return {
    id: `delivery-${parts.seq}`,
    packetId: `packet-${parts.seq}`,
    connector: "dmv_mainframe",
    event: "appointment.created",
    key: `ticket:${parts.seq}`,
    occurredAt: 0,
    baseVersion: 0,
    bornAt: 0,
    state: "waiting",
    attempt: 0,
    dueAt: 0,
    contract: "0123456789ab",
    reference: undefined,
    reason: undefined,
    body: undefined,
    bytes: undefined,
    looks: 0,
    ...parts,
  };
}
