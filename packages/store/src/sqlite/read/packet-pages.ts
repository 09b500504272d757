import { type SqlBool, sql } from "kysely";
import { decodeCursor, encodeCursor } from "../../cursor.ts";
import type { StoredPacket } from "../../store.ts";
import type { ConsoleReads } from "../operations.ts";
import type { ConsoleDatabase } from "./console-database.ts";
import { contains, hasDelivery, packetConditions } from "./filter-conditions.ts";
import { PACKET_COLUMNS, type PacketRow } from "./packet-rows.ts";
import { takePage } from "./take-page.ts";

const LIST = "packets";

/** Pages of packets by time of arrival, newest first; see `Store.packets`. */
export function createPacketPages(
  { build, iterate }: ConsoleDatabase,
  view: (row: PacketRow) => StoredPacket,
): ConsoleReads["packets"] {
  return ({ filter, limit, cursor }) => {
    const conditions = [
      ...packetConditions(filter),
      ...hasDelivery(filter),
      ...contains(filter.q, ["p.id", "p.key"]),
    ];
    if (cursor !== undefined) {
      const [receivedAt, seq] = decodeCursor(LIST, 2, cursor);
      conditions.push(sql<SqlBool>`(p.received_at, p.seq) < (${receivedAt}, ${seq})`);
    }
    const query = build
      .selectFrom("packet as p")
      .select(PACKET_COLUMNS)
      .where((where) => where.and(conditions))
      .orderBy("p.received_at", "desc")
      .orderBy("p.seq", "desc")
      .limit(limit + 1);
    return takePage([...iterate(query)], limit, view, (row) =>
      encodeCursor(LIST, [row.received_at, row.seq]),
    );
  };
}
