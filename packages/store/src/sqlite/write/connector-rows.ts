import type { DatabaseSync } from "node:sqlite";
import type { ConnectorState } from "../../store.ts";
import { prepare } from "../statement.ts";

/** Takes the next number of a durable sequence; see `Store.nextInSequence`. */
export function createNextInSequence(
  database: DatabaseSync,
): (sequence: { readonly connector: string; readonly name: string }) => number {
  const take = prepare<{ taken: number }>(
    database,
    `INSERT INTO sequence (connector, name, next) VALUES (?, ?, 2)
     ON CONFLICT (connector, name) DO UPDATE SET next = next + 1 RETURNING next - 1 AS taken`,
  );
  return ({ connector, name }) => take.get(connector, name)!.taken;
}

/** Writes whether a connector is paused; see `Store.setConnectorState`. */
export function createSetConnectorState(database: DatabaseSync): (state: ConnectorState) => void {
  const set = prepare(
    database,
    "INSERT OR REPLACE INTO connector (id, state, reason, since) VALUES (?, ?, ?, ?)",
  );
  return ({ id, state, reason, since }) => {
    set.run(id, state, reason ?? null, since);
  };
}
