import type { DatabaseSync } from "node:sqlite";
import type { HmsPath } from "@hms-sync/connector-api";
import type { StoredPacket } from "../../store.ts";
import { prepare } from "../statement.ts";
import { createDeliveryView, DELIVERY_COLUMNS, type DeliveryRow } from "./delivery-rows.ts";

/** A packet without its body, so that a sort of many rows carries none. */
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
}

/** The columns of a `PacketRow`, from `packet p`. */
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
] as const;

/** Turns rows into packets with their bodies, if those are still there, and their deliveries. */
export function createPacketView(database: DatabaseSync): (row: PacketRow) => StoredPacket {
  const deliveryView = createDeliveryView(database);
  const deliveriesOf = prepare<DeliveryRow>(
    database,
    `SELECT ${DELIVERY_COLUMNS.join(", ")} FROM delivery d JOIN packet p ON p.seq = d.packet_seq
     WHERE d.packet_seq = ? ORDER BY d.seq`,
  );
  const bodyOf = prepare<{ json: string }>(database, "SELECT json FROM body WHERE packet_seq = ?");
  return (row) => {
    const body = bodyOf.get(row.seq)?.json;
    return {
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
      ...(body !== undefined && { body }),
      deliveries: deliveriesOf.all(row.seq).map(deliveryView),
    };
  };
}
