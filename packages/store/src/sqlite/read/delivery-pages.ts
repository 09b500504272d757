import { type SqlBool, sql } from "kysely";
import { decodeCursor, encodeCursor } from "../../cursor.ts";
import type { StoredDelivery } from "../../store.ts";
import type { ConsoleReads } from "../operations.ts";
import type { ConsoleDatabase } from "./console-database.ts";
import { DELIVERY_COLUMNS, type DeliveryRow } from "./delivery-rows.ts";
import { contains, deliveryConditions, packetConditions } from "./filter-conditions.ts";
import { takePage } from "./take-page.ts";

const LIST = "deliveries";

/** Pages of deliveries in the order in which they were made, newest first; see `Store.deliveries`. */
export function createDeliveryPages(
  { build, iterate }: ConsoleDatabase,
  view: (row: DeliveryRow) => StoredDelivery,
): ConsoleReads["deliveries"] {
  return ({ filter, limit, cursor }) => {
    const conditions = [
      ...deliveryConditions(wantedStates(filter), filter.connector),
      ...packetConditions(filter),
      ...contains(filter.q, ["d.id", "p.id", "p.key"]),
    ];
    if (cursor !== undefined) {
      const [seq] = decodeCursor(LIST, 1, cursor);
      conditions.push(sql<SqlBool>`d.seq < ${seq}`);
    }
    const query = build
      .selectFrom("delivery as d")
      .innerJoin("packet as p", "p.seq", "d.packet_seq")
      .select(DELIVERY_COLUMNS)
      .where((where) => where.and(conditions))
      .orderBy("d.seq", "desc")
      .limit(limit + 1);
    return takePage([...iterate(query)], limit, view, (row) => encodeCursor(LIST, [row.seq]));
  };
}

/** `state` and `states` together mean both. */
function wantedStates({ state, states }: Parameters<ConsoleReads["deliveries"]>[0]["filter"]) {
  if (state === undefined) return states;
  return states === undefined || states.includes(state) ? [state] : [];
}
