import type { DeliveryState } from "@hms-sync/connector-api";
import { type Expression, expressionBuilder, type SqlBool, sql } from "kysely";
import type { PacketFilter } from "../../store.ts";
import type { ConsoleTables } from "./console-database.ts";

type Condition = Expression<SqlBool>;

const packet = expressionBuilder<ConsoleTables & { p: ConsoleTables["packet"] }, "p">();
const delivery = expressionBuilder<ConsoleTables & { d: ConsoleTables["delivery"] }, "d">();

/** Most deliveries end in these: an index that leads to nearly every row, which are then sorted, is worse than none. */
const COMMON: ReadonlySet<DeliveryState> = new Set(["delivered", "duplicate"]);

/** What a filter says of the packet `p` itself: event, key and time. */
export function packetConditions({ event, key, since, until }: PacketFilter): Condition[] {
  const all: Condition[] = [];
  if (event !== undefined) all.push(packet("p.event", "=", event));
  if (key !== undefined) all.push(packet("p.key", "=", key));
  if (since !== undefined) all.push(packet("p.received_at", ">=", since));
  if (until !== undefined) all.push(packet("p.received_at", "<", until));
  return all;
}

/** What a filter says of deliveries, asked of the packet `p`: it has one in that state and of that connector. */
export function hasDelivery({ state, connector }: PacketFilter): Condition[] {
  if (state === undefined && connector === undefined) return [];
  let deliveries = packet.selectFrom("delivery as d").select("d.packet_seq");
  if (state !== undefined) deliveries = deliveries.where("d.state", "=", state);
  if (connector !== undefined) deliveries = deliveries.where("d.connector", "=", connector);
  // few rows: look them up and sort. Many: walk the packets from the newest and stop at a full page
  return state === undefined || COMMON.has(state)
    ? [packet.exists(deliveries.whereRef("d.packet_seq", "=", "p.seq"))]
    : [packet("p.seq", "in", deliveries)];
}

/** What a filter says of the delivery `d` itself: states and connector. */
export function deliveryConditions(
  states: readonly DeliveryState[] | undefined,
  connector: string | undefined,
): Condition[] {
  const all: Condition[] = [];
  if (connector !== undefined) all.push(delivery("d.connector", "=", connector));
  if (states === undefined) return all;
  // the deliveries of one state lie in the index in the order of the list
  if (states.length === 1 || !states.some((state) => COMMON.has(state)))
    all.push(delivery("d.state", "in", states));
  // the plus hides the column from the index
  else all.push(sql<SqlBool>`+d.state in (${sql.join(states)})`);
  return all;
}

/** What a filter's `q` says: a part of one of the columns. `%` and `_` stand for themselves. */
export function contains(part: string | undefined, columns: readonly string[]): Condition[] {
  if (part === undefined) return [];
  const pattern = `%${part.replace(/[\\%_]/g, "\\$&")}%`;
  return [packet.or(columns.map((column) => sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '\\'`))];
}
