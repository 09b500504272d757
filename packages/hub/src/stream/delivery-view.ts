import type { Attempt, DeliveryView, DiffPacket } from "@hms-sync/connector-api";
import { diffPacket } from "@hms-sync/core";
import type { StoredDelivery, StoredPacket } from "@hms-sync/store";
import { isoTime } from "./iso-time.ts";

/** A packet as the API shows it: what changed, and what became of it. */
export interface PacketView extends DiffPacket {
  readonly receivedAt: string;
  readonly source?: string;
  readonly deliveries: readonly DeliveryView[];
}

export interface DeliveryViews {
  readonly show: (delivery: StoredDelivery) => DeliveryView;
  readonly showPacket: (packet: StoredPacket) => PacketView;
}

/**
 * Turns rows of the store into what the API shows.
 *
 * @param waitReason Why a delivery that is due stands still, which only the lanes know.
 */
export function createDeliveryViews(
  waitReason: (delivery: StoredDelivery) => string | undefined,
): DeliveryViews {
  const show = (delivery: StoredDelivery): DeliveryView => {
    const reason = (delivery.state === "waiting" ? waitReason(delivery) : undefined) ?? delivery.reason;
    const { dueAt, ack } = delivery;
    const waits = delivery.state === "waiting" || delivery.state === "retrying";
    return {
      id: delivery.id,
      packetId: delivery.packetId,
      connector: delivery.connector,
      state: delivery.state,
      ...(reason !== undefined && { reason }),
      ...(waits &&
        dueAt !== undefined &&
        dueAt !== Number.POSITIVE_INFINITY && { nextAttemptAt: isoTime(dueAt) }),
      ...(delivery.reference !== undefined && { reference: delivery.reference }),
      contract: delivery.contract,
      attempts: delivery.attempts.map((attempt): Attempt => ({ ...attempt, at: isoTime(attempt.at) })),
      ...(ack !== undefined && { ack: { ...ack, at: isoTime(ack.at) } }),
      ...(delivery.replayOf !== undefined && { replayOf: delivery.replayOf }),
    };
  };

  return {
    show,
    showPacket: (packet) => ({
      ...diffPacket({
        ...packet,
        body: packet.body === undefined ? undefined : (JSON.parse(packet.body) as unknown),
      }),
      receivedAt: isoTime(packet.receivedAt),
      ...(packet.source !== undefined && { source: packet.source }),
      deliveries: packet.deliveries.map(show),
    }),
  };
}
