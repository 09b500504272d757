import type { DatabaseSync } from "node:sqlite";
import type { DeliveryState } from "@hms-sync/connector-api";
import { prepare } from "../statement.ts";

/**
 * Counts deliveries by connector and state, so that nobody has to count rows of a log of years.
 *
 * Changes are noted one by one and written once per transaction: a handful of rows, however large the transaction.
 */
export interface Tally {
  /** `from` is undefined for a new delivery, `to` for one that is removed. */
  note(connector: string, from: DeliveryState | undefined, to: DeliveryState | undefined): void;
  /** Number of notes so far, to go back to when an operation is refused; 0 at the start of a transaction. */
  position(): number;
  /** Takes back the notes after a position. */
  backTo(position: number): void;
  /** Writes what was noted; to be called last in the transaction. */
  write(): void;
}

interface Note {
  readonly connector: string;
  readonly from: DeliveryState | undefined;
  readonly to: DeliveryState | undefined;
}

export function createTally(database: DatabaseSync): Tally {
  const add = prepare(
    database,
    `INSERT INTO tally (connector, state, deliveries) VALUES (?, ?, ?)
     ON CONFLICT (connector, state) DO UPDATE SET deliveries = deliveries + excluded.deliveries`,
  );
  const notes: Note[] = [];
  return {
    note(connector, from, to) {
      notes.push({ connector, from, to });
    },
    position: () => notes.length,
    backTo(position) {
      notes.length = position;
    },
    write() {
      for (const [connector, states] of sums(notes)) {
        for (const [state, change] of states) if (change !== 0) add.run(connector, state, change);
      }
    },
  };
}

function sums(notes: readonly Note[]): Map<string, Map<DeliveryState, number>> {
  const byConnector = new Map<string, Map<DeliveryState, number>>();
  for (const { connector, from, to } of notes) {
    let states = byConnector.get(connector);
    if (states === undefined) {
      states = new Map();
      byConnector.set(connector, states);
    }
    if (from !== undefined) states.set(from, (states.get(from) ?? 0) - 1);
    if (to !== undefined) states.set(to, (states.get(to) ?? 0) + 1);
  }
  return byConnector;
}
