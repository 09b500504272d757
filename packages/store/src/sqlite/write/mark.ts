import type { DatabaseSync } from "node:sqlite";
import type { SendingMark } from "../../store.ts";
import { prepare } from "../statement.ts";
import type { Moves } from "./moves.ts";

/** Makes the intention to send durable; see `Store.mark`. */
export function createMark(database: DatabaseSync, moves: Moves): (mark: SendingMark) => void {
  const update = prepare(
    database,
    "UPDATE delivery SET state = 'sending', reason = NULL, reference = ? WHERE seq = ?",
  );
  const keep = prepare(
    database,
    "INSERT OR REPLACE INTO sent (delivery_seq, record, bytes) VALUES (?, ?, ?)",
  );
  return (mark) => {
    const delivery = moves.begin(mark.seq, "sending");
    update.run(mark.reference, mark.seq);
    keep.run(mark.seq, mark.record, mark.bytes);
    moves.settle(delivery, "sending", mark.awaits);
  };
}
