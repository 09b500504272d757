import type { DatabaseSync } from "node:sqlite";
import type { DeliveryState } from "@hms-sync/connector-api";
import type { ConsoleReads } from "../operations.ts";
import { prepare } from "../statement.ts";
import { createChooseReplay } from "./choose-replay.ts";
import { createConsoleDatabase } from "./console-database.ts";
import { createDeliveryPages } from "./delivery-pages.ts";
import { createDeliveryView, DELIVERY_COLUMNS, type DeliveryRow } from "./delivery-rows.ts";
import { createPacketPages } from "./packet-pages.ts";
import { createPacketView, PACKET_COLUMNS, type PacketRow } from "./packet-rows.ts";

/** Reads for people and support: one packet or delivery, pages of them, counts, and what a replay would repeat. */
export function createConsoleReads(database: DatabaseSync): ConsoleReads {
  const queries = createConsoleDatabase(database);
  const packetView = createPacketView(database);
  const deliveryView = createDeliveryView(database);
  const packetById = prepare<PacketRow>(
    database,
    `SELECT ${PACKET_COLUMNS.join(", ")} FROM packet p WHERE p.id = ?`,
  );
  const deliveryById = prepare<DeliveryRow>(
    database,
    `SELECT ${DELIVERY_COLUMNS.join(", ")} FROM delivery d JOIN packet p ON p.seq = d.packet_seq WHERE d.id = ?`,
  );
  const sent = prepare<{ record: string; bytes: Uint8Array }>(
    database,
    "SELECT s.record, s.bytes FROM delivery d JOIN sent s ON s.delivery_seq = d.seq WHERE d.id = ?",
  );
  const counts = prepare<{ connector: string; state: DeliveryState; count: number }>(
    database,
    "SELECT connector, state, deliveries AS count FROM tally WHERE deliveries > 0",
  );

  return {
    packets: createPacketPages(queries, packetView),
    deliveries: createDeliveryPages(queries, deliveryView),
    chooseReplay: createChooseReplay(queries),
    sent: (deliveryId) => sent.get(deliveryId),
    packet(id) {
      const row = packetById.get(id);
      return row && packetView(row);
    },
    delivery(id) {
      const row = deliveryById.get(id);
      return row && deliveryView(row);
    },
    counts() {
      const all: Record<string, Partial<Record<DeliveryState, number>>> = {};
      for (const { connector, state, count } of counts.iterate()) {
        all[connector] ??= {};
        all[connector][state] = count;
      }
      return all;
    },
  };
}
