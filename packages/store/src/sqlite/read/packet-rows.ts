import type { DatabaseSync } from "node:sqlite";
import type { HmsPath } from "@hms-sync/connector-api";
import type { StoredPacket } from "../../store.ts";
import { prepare } from "../statement.ts";
import { createDeliveryView, DELIVERY_COLUMNS, type DeliveryRow } from "./delivery-rows.ts";

/** A packet with its body, if that is still there. */
export interface PacketRow {
  readonly seq: number;
  readonly id: string;
  readonly event: string;
  readonly key: string;
  readonly version: number;
  readonly base_version: number;
  readonly occurred_at: number;
  readonly received_at: number;
  readonly changed: string;
  readonly source: string | null;
  readonly json: string | null;
}

/** The columns of a `PacketRow`, from `packet p` and `body b`. */
export const PACKET_COLUMNS = [
  "p.seq",
  "p.id",
  "p.event",
  "p.key",
  "p.version",
  "p.base_version",
  "p.occurred_at",
  "p.received_at",
  "p.changed",
  "p.source",
  "b.json",
] as const;

/** Turns rows into packets with their deliveries. */
export function createPacketView(database: DatabaseSync): (row: PacketRow) => StoredPacket {
  const deliveryView = createDeliveryView(database);
  const deliveriesOf = prepare<DeliveryRow>(
    database,
    `SELECT ${DELIVERY_COLUMNS.join(", ")} FROM delivery d JOIN packet p ON p.seq = d.packet_seq
     WHERE d.packet_seq = ? ORDER BY d.seq`,
  );
  return (row) => ({
    seq: row.seq,
    id: row.id,
    event: row.event,
    key: row.key,
    version: row.version,
    baseVersion: row.base_version,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    changed: JSON.parse(row.changed) as HmsPath[],
    ...(row.source !== null && { source: row.source }),
    ...(row.json !== null && { body: row.json }),
    deliveries: deliveriesOf.all(row.seq).map(deliveryView),
  });
}
