import type { DatabaseSync } from "node:sqlite";
import type { DeliveryState } from "@hms-sync/connector-api";
import type { StoredAttempt, StoredDelivery } from "../../store.ts";
import { prepare } from "../statement.ts";
import { dueAtOf } from "../until-resumed.ts";

/** A delivery with what it takes from its packet. */
export interface DeliveryRow {
  readonly seq: number;
  readonly id: string;
  readonly packet_seq: number;
  readonly packet_id: string;
  readonly connector: string;
  readonly key: string;
  readonly event: string;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly attempt: number;
  readonly due_at: number | null;
  readonly reference: string | null;
  readonly contract: string;
  readonly replay_of: string | null;
  readonly done_at: number | null;
  readonly ack_status: "delivered" | "rejected" | null;
  readonly ack_at: number | null;
  readonly ack_reason: string | null;
  readonly ack_reference: string | null;
}

/** The columns of a `DeliveryRow`, from `delivery d` and `packet p`. */
export const DELIVERY_COLUMNS = [
  "d.seq",
  "d.id",
  "d.packet_seq",
  "p.id as packet_id",
  "d.connector",
  "p.key",
  "p.event",
  "d.state",
  "d.reason",
  "d.attempt",
  "d.due_at",
  "d.reference",
  "d.contract",
  "d.replay_of",
  "d.done_at",
  "d.ack_status",
  "d.ack_at",
  "d.ack_reason",
  "d.ack_reference",
] as const;

interface AttemptRow {
  readonly n: number;
  readonly at: number;
  readonly duration_ms: number;
  readonly outcome: StoredAttempt["outcome"];
  readonly code: string | null;
  readonly message: string | null;
}

/** Turns rows into deliveries with their attempts. */
export function createDeliveryView(database: DatabaseSync): (row: DeliveryRow) => StoredDelivery {
  const attempts = prepare<AttemptRow>(
    database,
    "SELECT n, at, duration_ms, outcome, code, message FROM attempt WHERE delivery_seq = ? ORDER BY place",
  );
  return (row) => ({
    seq: row.seq,
    id: row.id,
    packetSeq: row.packet_seq,
    packetId: row.packet_id,
    connector: row.connector,
    key: row.key,
    event: row.event,
    state: row.state,
    attempt: row.attempt,
    contract: row.contract,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.due_at !== null && { dueAt: dueAtOf(row.due_at) }),
    ...(row.reference !== null && { reference: row.reference }),
    ...(row.replay_of !== null && { replayOf: row.replay_of }),
    ...(row.done_at !== null && { doneAt: row.done_at }),
    attempts: attempts.all(row.seq).map(attemptOf),
    ...(row.ack_status !== null && {
      ack: {
        status: row.ack_status,
        at: row.ack_at!,
        ...(row.ack_reason !== null && { reason: row.ack_reason }),
        ...(row.ack_reference !== null && { reference: row.ack_reference }),
      },
    }),
  });
}

function attemptOf(row: AttemptRow): StoredAttempt {
  return {
    n: row.n,
    at: row.at,
    durationMs: row.duration_ms,
    outcome: row.outcome,
    ...(row.code !== null && { code: row.code }),
    ...(row.message !== null && { message: row.message }),
  };
}
