import type { DatabaseSync } from "node:sqlite";
import { prepare } from "../statement.ts";

/** Hands out `seq` of packets and deliveries. One writer owns them, so they live in memory. */
export interface RowNumbers {
  nextPacket(): number;
  nextDelivery(): number;
  /** To be called in a transaction that removes rows: numbers of removed rows are never given again. */
  remember(): void;
}

/** Goes on after the highest number ever given. */
export function createRowNumbers(database: DatabaseSync): RowNumbers {
  const last = (table: "packet" | "delivery"): number => {
    const stored = prepare<{ n: number | null }>(database, `SELECT max(seq) AS n FROM ${table}`).get();
    const noted = prepare<{ n: number }>(database, "SELECT value AS n FROM meta WHERE name = ?").get(
      `${table}_seq`,
    );
    return Math.max(stored?.n ?? 0, noted?.n ?? 0);
  };
  let packet = last("packet");
  let delivery = last("delivery");
  const note = prepare(database, "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)");
  return {
    nextPacket: () => ++packet,
    nextDelivery: () => ++delivery,
    remember() {
      note.run("packet_seq", packet);
      note.run("delivery_seq", delivery);
    },
  };
}
