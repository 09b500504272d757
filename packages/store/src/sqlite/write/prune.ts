import type { DatabaseSync } from "node:sqlite";
import type { DeliveryState } from "@hms-sync/connector-api";
import { contentHash } from "../../content-hash.ts";
import { prepare, type Statement } from "../statement.ts";
import { keyHash, parseBody } from "./previous-image.ts";
import type { RowNumbers } from "./row-numbers.ts";
import type { Tally } from "./tally.ts";

/** Bounds of one slice, in ms since 1970. */
export interface PruneSlice {
  readonly bodies: number;
  readonly log: number;
  /** Dedupe windows that ended by then are forgotten. */
  readonly now: number;
}

/** Packets looked at in one transaction: about 2 ms, so that the intake does not feel it. */
const SLICE = 500;

interface OldPacket {
  readonly seq: number;
  readonly event: string;
  readonly key: string;
  readonly version: number;
  readonly version_seq: number;
  readonly received_at: number;
  readonly content: string | null;
  readonly unfinished: number;
}

const COLUMNS = `p.seq, p.event, p.key, p.version, p.version_seq, p.received_at, p.content, EXISTS (SELECT 1 FROM delivery d
  WHERE d.packet_seq = p.seq AND d.state IN ('waiting', 'sending', 'retrying', 'accepted', 'in_doubt')) AS unfinished`;

/**
 * Removes what is older than the bounds, a slice per call; true when more is left. See `Store.prune`.
 *
 * Rows are visited in the order of `seq`, from where the last slice ended up to the first that is young enough; then the
 * next call starts at the oldest again and finds those that were unfinished the last time.
 */
export function createPrune(
  database: DatabaseSync,
  numbers: RowNumbers,
  tally: Tally,
): (slice: PruneSlice) => boolean {
  const withBody = prepare<OldPacket>(
    database,
    `SELECT ${COLUMNS} FROM body b JOIN packet p ON p.seq = b.packet_seq WHERE b.packet_seq > ? ORDER BY b.packet_seq LIMIT ?`,
  );
  const inLog = prepare<OldPacket>(
    database,
    `SELECT ${COLUMNS} FROM packet p WHERE p.seq > ? ORDER BY p.seq LIMIT ?`,
  );
  const body = prepare<{ json: string }>(database, "SELECT json FROM body WHERE packet_seq = ?");
  const setContent = prepare(database, "UPDATE packet SET content = ? WHERE seq = ?");
  const deleteBody = prepare(database, "DELETE FROM body WHERE packet_seq = ?");
  const ofDeliveries = "delivery_seq IN (SELECT seq FROM delivery WHERE packet_seq = ?)";
  const deleteSent = prepare(database, `DELETE FROM sent WHERE ${ofDeliveries}`);
  const deleteAttempts = prepare(database, `DELETE FROM attempt WHERE ${ofDeliveries}`);
  const deleteDeliveries = prepare<{ connector: string; state: DeliveryState }>(
    database,
    "DELETE FROM delivery WHERE packet_seq = ? RETURNING connector, state",
  );
  const deletePacket = prepare(database, "DELETE FROM packet WHERE seq = ?");
  const last = prepare<{ seq: number; version: number }>(
    database,
    "SELECT seq, version FROM packet WHERE key = ? ORDER BY seq DESC LIMIT 1",
  );
  const rememberEntity = prepare(
    database,
    "INSERT OR REPLACE INTO entity (key_hash, version, version_seq, content) VALUES (?, ?, ?, ?)",
  );
  // the version of an entity that has moved on cannot come again, so its `p…` effects can be forgotten
  const forgetVersion = prepare(
    database,
    `DELETE FROM dedupe WHERE (connector, hash) IN
       (SELECT connector, effect FROM delivery WHERE packet_seq = ? AND effect LIKE 'p%')`,
  );
  const forgetExpired = prepare(
    database,
    `DELETE FROM dedupe WHERE (connector, hash) IN
       (SELECT connector, hash FROM dedupe WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)`,
  );

  function contentOf(packet: OldPacket): string {
    return packet.content ?? contentHash(packet.event, parseBody(body.get(packet.seq)!.json));
  }

  function removeBody(packet: OldPacket): void {
    setContent.run(contentOf(packet), packet.seq);
    deleteBody.run(packet.seq);
    deleteSent.run(packet.seq);
  }

  function removePacket(packet: OldPacket): void {
    const { seq, key, version, version_seq } = packet;
    const newest = last.get(key)!;
    if (newest.seq === seq) rememberEntity.run(keyHash(key), version, version_seq, contentOf(packet));
    else if (newest.version > version) forgetVersion.run(seq);
    deleteBody.run(seq);
    deleteSent.run(seq);
    deleteAttempts.run(seq);
    for (const { connector, state } of deleteDeliveries.all(seq)) tally.note(connector, state, undefined);
    deletePacket.run(seq);
  }

  const bodies = createPass(withBody, removeBody);
  const log = createPass(inLog, removePacket);
  return (slice) => {
    const more = [log(slice.log), bodies(slice.bodies)];
    more.push(Number(forgetExpired.run(slice.now, SLICE).changes) === SLICE);
    numbers.remember();
    return more.includes(true);
  };
}

/** One walk over old packets that goes on where its last slice ended. */
function createPass(
  after: Statement<OldPacket>,
  remove: (packet: OldPacket) => void,
): (olderThan: number) => boolean {
  let position = 0;
  return (olderThan) => {
    const packets = after.all(position, SLICE);
    for (const packet of packets) {
      if (packet.received_at >= olderThan) {
        position = 0;
        return false;
      }
      if (packet.unfinished === 0) remove(packet);
      position = packet.seq;
    }
    if (packets.length === SLICE) return true;
    position = 0;
    return false;
  };
}
