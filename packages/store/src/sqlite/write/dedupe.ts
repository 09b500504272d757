import type { DatabaseSync } from "node:sqlite";
import { prepare } from "../statement.ts";

/** An effect that one delivery has, or is about to have, on a connector's outside system. */
export interface Effect {
  readonly connector: string;
  readonly effect: string;
  /** End of the window in ms since 1970; null for ever. */
  readonly until: number | null;
  readonly delivery: number;
}

export interface Dedupe {
  /** False when another delivery has the effect at this time; else the effect is remembered for this one. */
  claim(effect: Effect, at: number): boolean;
  /** Remembers an effect again, if no other delivery has taken it meanwhile. */
  restore(effect: Effect): void;
  /** Forgets the effect of a delivery that did not happen. */
  forget(effect: Pick<Effect, "connector" | "effect" | "delivery">): void;
}

/** What was sent to whom, apart from the log so that it outlives it. */
export function createDedupe(database: DatabaseSync): Dedupe {
  const claim = prepare(
    database,
    `INSERT INTO dedupe (connector, hash, delivery_seq, expires_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (connector, hash) DO UPDATE
     SET delivery_seq = excluded.delivery_seq, expires_at = excluded.expires_at WHERE expires_at <= ?`,
  );
  const restore = prepare(
    database,
    "INSERT OR IGNORE INTO dedupe (connector, hash, delivery_seq, expires_at) VALUES (?, ?, ?, ?)",
  );
  const forget = prepare(
    database,
    "DELETE FROM dedupe WHERE connector = ? AND hash = ? AND delivery_seq = ?",
  );
  return {
    claim: ({ connector, effect, delivery, until }, at) =>
      Number(claim.run(connector, effect, delivery, until, at).changes) === 1,
    restore({ connector, effect, delivery, until }) {
      restore.run(connector, effect, delivery, until);
    },
    forget({ connector, effect, delivery }) {
      forget.run(connector, effect, delivery);
    },
  };
}
