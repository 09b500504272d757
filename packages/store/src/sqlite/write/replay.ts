import type { DatabaseSync } from "node:sqlite";
import type { DeliveryState } from "@hms-sync/connector-api";
import { prepare } from "../statement.ts";
import { createDedupe } from "./dedupe.ts";
import type { RowNumbers } from "./row-numbers.ts";
import type { Tally } from "./tally.ts";

/** A bounded part of a replay: which deliveries to repeat, under which new ids, in the order of their packets. */
export interface ReplaySlice {
  readonly repeat: readonly { readonly seq: number; readonly newId: string }[];
  readonly mode: "as-sent" | "remap";
  readonly state: DeliveryState | undefined;
  readonly at: number;
  readonly contractOf: Readonly<Record<string, string>>;
}

/** A delivery that a replay made. */
export interface Replayed {
  readonly packetSeq: number;
  readonly connector: string;
}

interface Original {
  readonly id: string;
  readonly packet_seq: number;
  readonly connector: string;
  readonly state: DeliveryState;
  readonly contract: string;
  readonly effect: string | null;
  readonly effect_until: number | null;
}

/** Without a state in the filter these are left alone: they go out by themselves. */
export const ON_THEIR_WAY: readonly DeliveryState[] = ["waiting", "sending", "retrying"];

/**
 * Makes the deliveries of one slice.
 *
 * The slice was chosen by a reader a moment ago, so each delivery is looked at once more: one that moved on or was repeated
 * meanwhile is left out.
 */
export function createReplay(
  database: DatabaseSync,
  numbers: RowNumbers,
  tally: Tally,
): (slice: ReplaySlice) => readonly Replayed[] {
  const dedupe = createDedupe(database);
  const newest = prepare<Original>(
    database,
    `SELECT id, packet_seq, connector, state, contract, effect, effect_until FROM delivery d WHERE seq = ? AND NOT EXISTS
       (SELECT 1 FROM delivery n WHERE n.packet_seq = d.packet_seq AND n.connector = d.connector AND n.seq > d.seq)`,
  );
  const insert = prepare(
    database,
    `INSERT INTO delivery (seq, id, packet_seq, connector, state, due_at, contract, replay_of, as_sent, effect,
       effect_until) VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?)`,
  );
  const copySent = prepare(
    database,
    `INSERT INTO sent (delivery_seq, record, bytes) SELECT ?, record, bytes FROM sent WHERE delivery_seq = ?`,
  );

  return ({ repeat, mode, state, at, contractOf }) => {
    const made: Replayed[] = [];
    const asSent = mode === "as-sent";
    for (const { seq: original, newId } of repeat) {
      const row = newest.get(original);
      if (row === undefined) continue;
      if (state === undefined ? ON_THEIR_WAY.includes(row.state) : row.state !== state) continue;
      const { connector, effect } = row;
      const seq = numbers.nextDelivery();
      if (asSent && Number(copySent.run(seq, original).changes) === 0) continue;
      // bytes as they were sent belong to the mapping that made them
      const contract = asSent ? row.contract : (contractOf[connector] ?? row.contract);
      insert.run(
        seq,
        newId,
        row.packet_seq,
        connector,
        at,
        contract,
        row.id,
        asSent ? 1 : 0,
        effect,
        row.effect_until,
      );
      if (effect !== null) dedupe.restore({ connector, effect, until: row.effect_until, delivery: seq });
      tally.note(connector, undefined, "waiting");
      made.push({ packetSeq: row.packet_seq, connector });
    }
    return made;
  };
}
