import type { DatabaseSync } from "node:sqlite";
import { invariant, isFinal } from "@hms-sync/connector-api";
import type { DeliveryUpdate } from "../../store.ts";
import { prepare } from "../statement.ts";
import { storedDueAt } from "../until-resumed.ts";
import type { Moves } from "./moves.ts";

/** Moves a delivery with what led to it; see `Store.update`. */
export function createUpdate(database: DatabaseSync, moves: Moves): (update: DeliveryUpdate) => void {
  const move = prepare(
    database,
    `UPDATE delivery SET state = ?, reason = ?, due_at = ?, done_at = ?, reference = coalesce(?, reference),
       contract = coalesce(?, contract) WHERE seq = ?`,
  );
  const setAck = prepare(
    database,
    "UPDATE delivery SET ack_status = ?, ack_at = ?, ack_reason = ?, ack_reference = ? WHERE seq = ?",
  );
  const keep = prepare(
    database,
    "INSERT OR REPLACE INTO sent (delivery_seq, record, bytes) VALUES (?, ?, ?)",
  );
  const insertAttempt = prepare(
    database,
    `INSERT INTO attempt (delivery_seq, place, n, at, duration_ms, outcome, code, message)
     VALUES (?1, (SELECT coalesce(max(place), 0) + 1 FROM attempt WHERE delivery_seq = ?1), ?2, ?3, ?4, ?5, ?6, ?7)`,
  );
  const countAttempt = prepare(database, "UPDATE delivery SET attempt = max(attempt, ?) WHERE seq = ?");

  return (update) => {
    const { seq, to, attempt, ack, sent } = update;
    invariant(to !== "retrying" || update.dueAt !== undefined, "a retry needs a due time");
    const delivery = moves.begin(seq, to, update.throughSending);
    move.run(
      to,
      update.reason ?? null,
      dueAt(update),
      isFinal(to) ? update.at : null,
      update.reference ?? null,
      update.contract ?? null,
      seq,
    );
    if (attempt !== undefined) {
      insertAttempt.run(
        seq,
        attempt.n,
        attempt.at,
        attempt.durationMs,
        attempt.outcome,
        attempt.code ?? null,
        attempt.message ?? null,
      );
      // a probe sends nothing, so it uses up no attempt
      if (attempt.outcome !== "probe") countAttempt.run(attempt.n, seq);
    }
    if (ack !== undefined) {
      setAck.run(ack.status, update.at, ack.reason ?? null, ack.reference ?? null, seq);
    } else if (to === "waiting" && isFinal(delivery.state)) {
      // the operator's retry: the old answer is not this try's
      setAck.run(null, null, null, null, seq);
    }
    if (sent !== undefined) keep.run(seq, sent.record, sent.bytes);
    moves.settle(delivery, to, update.awaits);
  };
}

/** Only what `due` gives has a due time. */
function dueAt({ to, at, dueAt }: DeliveryUpdate): number | null {
  return to === "waiting" || to === "retrying" || to === "sending" ? storedDueAt(dueAt ?? at) : null;
}
