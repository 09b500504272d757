import type { DatabaseSync } from "node:sqlite";
import type { DeliveryState } from "@hms-sync/connector-api";
import type { ConnectorState, DueDelivery } from "../../store.ts";
import type { DispatchReads } from "../operations.ts";
import { prepare } from "../statement.ts";
import { dueAtOf, UNTIL_RESUMED } from "../until-resumed.ts";
import { createDeliveryView, DELIVERY_COLUMNS, type DeliveryRow } from "./delivery-rows.ts";

interface DueRow {
  readonly seq: number;
  readonly id: string;
  readonly packet_seq: number;
  readonly packet_id: string;
  readonly event: string;
  readonly key: string;
  readonly connector: string;
  readonly state: DeliveryState;
  readonly attempt: number;
  readonly due_at: number | null;
  readonly received_at: number;
  readonly occurred_at: number;
  readonly base_version: number;
  readonly contract: string;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly json: string | null;
  readonly bytes: Uint8Array | null;
  readonly record: string | null;
}

const DUE_COLUMNS = `d.seq, d.id, d.packet_seq, p.id AS packet_id, p.event, p.key, d.connector, d.state, d.attempt, d.due_at,
  p.received_at, p.occurred_at, p.base_version, d.contract, d.reference, d.reason, b.json, s.bytes, s.record`;
const DUE_PARTS = `JOIN packet p ON p.seq = d.packet_seq LEFT JOIN body b ON b.packet_seq = d.packet_seq
  LEFT JOIN sent s ON s.delivery_seq = d.seq AND d.as_sent = 1`;

/** The reads that the hub makes while it delivers; all go through an index and end early. */
export function createDispatchReads(database: DatabaseSync): DispatchReads {
  const view = createDeliveryView(database);
  const due = prepare<DueRow>(
    database,
    `SELECT ${DUE_COLUMNS} FROM delivery d INDEXED BY delivery_open ${DUE_PARTS}
     WHERE d.connector = ? AND d.state IN ('waiting', 'sending', 'retrying') AND d.seq > ? AND d.due_at <= ?
     ORDER BY d.seq LIMIT ?`,
  );
  const dueById = prepare<DueRow>(
    database,
    `SELECT ${DUE_COLUMNS} FROM delivery d ${DUE_PARTS} WHERE d.id = ?`,
  );
  const overdue = prepare<DeliveryRow>(
    database,
    `SELECT ${DELIVERY_COLUMNS.join(", ")} FROM await_ack a JOIN delivery d ON d.seq = a.delivery_seq
       JOIN packet p ON p.seq = d.packet_seq
     WHERE a.deadline <= ? AND d.state = 'accepted' ORDER BY a.deadline, d.seq LIMIT ?`,
  );
  const seen = prepare(
    database,
    "SELECT 1 FROM seen_file WHERE connector = ? AND name = ? AND fingerprint = ?",
  );
  const states = prepare<{
    readonly id: string;
    readonly state: ConnectorState["state"];
    readonly reason: string | null;
    readonly since: number;
  }>(database, "SELECT id, state, reason, since FROM connector ORDER BY id");

  return {
    due: ({ connector, limit, afterSeq = 0, dueBefore = UNTIL_RESUMED }) =>
      due.all(connector, afterSeq, Math.min(dueBefore, UNTIL_RESUMED), limit).map(dueDelivery),
    dueById(id) {
      const row = dueById.get(id);
      return row && dueDelivery(row);
    },
    overdueAnswers: ({ at, limit }) => overdue.all(at, limit).map(view),
    sawFile: ({ connector, name, fingerprint }) => seen.get(connector, name, fingerprint) !== undefined,
    connectorStates: () =>
      states
        .all()
        .map(({ id, state, reason, since }) => ({ id, state, since, ...(reason !== null && { reason }) })),
  };
}

function dueDelivery(row: DueRow): DueDelivery {
  return {
    seq: row.seq,
    id: row.id,
    packetSeq: row.packet_seq,
    packetId: row.packet_id,
    event: row.event,
    key: row.key,
    connector: row.connector,
    state: row.state,
    attempt: row.attempt,
    // a delivery looked up by its id may be in a state that is not due at all
    dueAt: dueAtOf(row.due_at ?? UNTIL_RESUMED),
    receivedAt: row.received_at,
    occurredAt: row.occurred_at,
    baseVersion: row.base_version,
    contract: row.contract,
    ...(row.reference !== null && { reference: row.reference }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.json !== null && { body: row.json }),
    ...(row.bytes !== null && { bytes: row.bytes }),
    ...(row.record !== null && { record: row.record }),
  };
}
