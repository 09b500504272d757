import type { DatabaseSync } from "node:sqlite";
import type { AppliedAnswers, ApplyAnswers, MatchedAnswer } from "../../store.ts";
import { prepare } from "../statement.ts";
import type { Moves } from "./moves.ts";

/** Gives answers to those who await them and marks their file as seen; see `Store.applyAnswers`. */
export function createApplyAnswers(
  database: DatabaseSync,
  moves: Moves,
): (answers: ApplyAnswers) => AppliedAnswers {
  const oldestAwaiting = prepare<MatchedAnswer["delivery"]>(
    database,
    `SELECT d.seq, d.id, p.id AS packetId, d.connector, p.key, p.event
     FROM await_ack a JOIN delivery d ON d.seq = a.delivery_seq JOIN packet p ON p.seq = d.packet_seq
     WHERE a.connector = ? AND a.match = ? ORDER BY a.delivery_seq LIMIT 1`,
  );
  const answer = prepare(
    database,
    `UPDATE delivery SET state = ?, reason = ?, due_at = NULL, done_at = ?, ack_status = ?, ack_at = ?,
       ack_reason = ?, ack_reference = NULL WHERE seq = ?`,
  );
  const markSeen = prepare(
    database,
    "INSERT OR IGNORE INTO seen_file (connector, name, fingerprint, at) VALUES (?, ?, ?, ?)",
  );

  return ({ connector, at, answers, file }) => {
    const matched: MatchedAnswer[] = [];
    const unknown: number[] = [];
    for (const [index, { match, status, reason }] of answers.entries()) {
      const delivery = oldestAwaiting.get(connector, match);
      if (delivery === undefined) {
        unknown.push(index);
        continue;
      }
      const moving = moves.begin(delivery.seq, status);
      const text = reason ?? null;
      answer.run(status, status === "rejected" ? text : null, at, status, at, text, delivery.seq);
      moves.settle(moving, status);
      matched.push({ answer: index, delivery });
    }
    if (file !== undefined) markSeen.run(connector, file.name, file.fingerprint, at);
    return { matched, unknown };
  };
}
