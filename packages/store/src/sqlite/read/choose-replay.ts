import type { ReplayPlan, ReplaySelection } from "../../store.ts";
import { ON_THEIR_WAY } from "../write/replay.ts";
import type { ConsoleDatabase } from "./console-database.ts";
import { contains, packetConditions } from "./filter-conditions.ts";

/** What a replay would repeat, and how much that is. */
export interface ReplayChoice {
  readonly plan: ReplayPlan;
  /** `seq` of the deliveries in the order of their packets; exact in a double. */
  readonly deliveries: Float64Array;
}

/** Chooses the newest delivery per packet and connector; see `ReplaySelection`. */
export function createChooseReplay({
  build,
  iterate,
}: ConsoleDatabase): (selection: ReplaySelection) => ReplayChoice {
  return ({ filter, mode }) => {
    let query = build
      .selectFrom("packet as p")
      .innerJoin("delivery as d", "d.packet_seq", "p.seq")
      .select(["d.seq", "d.packet_seq", "d.connector"])
      .where((where) => where.and([...packetConditions(filter), ...contains(filter.q, ["p.id", "p.key"])]))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("delivery as later")
              .select("later.seq")
              .whereRef("later.packet_seq", "=", "d.packet_seq")
              .whereRef("later.connector", "=", "d.connector")
              .whereRef("later.seq", ">", "d.seq"),
          ),
        ),
      )
      .where(({ exists, selectFrom }) =>
        exists(
          mode === "as-sent"
            ? selectFrom("sent as s").select("s.delivery_seq").whereRef("s.delivery_seq", "=", "d.seq")
            : selectFrom("body as b").select("b.packet_seq").whereRef("b.packet_seq", "=", "p.seq"),
        ),
      )
      .orderBy("p.seq")
      .orderBy("d.seq");
    query =
      filter.state === undefined
        ? query.where("d.state", "not in", ON_THEIR_WAY)
        : query.where("d.state", "=", filter.state);
    if (filter.connector !== undefined) query = query.where("d.connector", "=", filter.connector);

    const deliveries: number[] = [];
    const byConnector: Record<string, number> = {};
    let packets = 0;
    let lastPacket = 0;
    for (const row of iterate(query)) {
      deliveries.push(row.seq);
      byConnector[row.connector] = (byConnector[row.connector] ?? 0) + 1;
      if (row.packet_seq !== lastPacket) packets++;
      lastPacket = row.packet_seq;
    }
    return {
      plan: { packets, deliveries: deliveries.length, byConnector },
      deliveries: Float64Array.from(deliveries),
    };
  };
}
