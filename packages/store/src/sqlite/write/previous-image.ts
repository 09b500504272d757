import { hash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { type HmsPath, invariant, type Json } from "@hms-sync/connector-api";
import { changedPaths } from "../../changed-paths.ts";
import { contentHash } from "../../content-hash.ts";
import { prepare } from "../statement.ts";

/** How a packet stands to its entity's last one. */
export interface Difference {
  readonly baseVersion: number;
  readonly version: number;
  readonly changed: readonly HmsPath[];
}

interface LastPacket {
  readonly event: string;
  readonly version: number;
  readonly content: string | null;
  readonly json: string | null;
}

/**
 * Compares a packet with its entity's last one: the body if it is still there, else its content hash, else what `prune`
 * remembered of the entity.
 */
export function createDifference(
  database: DatabaseSync,
): (packet: { readonly event: string; readonly key: string; readonly body: string }) => Difference {
  const lastPacket = prepare<LastPacket>(
    database,
    `SELECT p.event, p.version, p.content, b.json FROM packet p LEFT JOIN body b ON b.packet_seq = p.seq
     WHERE p.key = ? ORDER BY p.seq DESC LIMIT 1`,
  );
  const entity = prepare<{ version: number; content: string }>(
    database,
    "SELECT version, content FROM entity WHERE key_hash = ?",
  );

  return (packet) => {
    const last = lastPacket.get(packet.key);
    if (last?.json != null) {
      // equal text needs no parsing: the common case of an event published twice
      const changed =
        last.json === packet.body ? [] : changedPaths(parseBody(last.json), parseBody(packet.body));
      const same = changed.length === 0 && last.event === packet.event;
      return { baseVersion: last.version, version: last.version + (same ? 0 : 1), changed };
    }
    const image = parseBody(packet.body);
    const known = last ?? entity.get(keyHash(packet.key));
    const same = known !== undefined && known.content === contentHash(packet.event, image);
    const baseVersion = known?.version ?? 0;
    return {
      baseVersion,
      version: baseVersion + (same ? 0 : 1),
      changed: same ? [] : changedPaths(undefined, image),
    };
  };
}

/** Under this name an entity is remembered when its packets are gone. */
export function keyHash(key: string): string {
  return hash("sha256", key, "base64url").slice(0, 32);
}

/** The intake made the text, so a fault is a bug; the parser's own message would show a part of the payload. */
export function parseBody(json: string): Json {
  try {
    return JSON.parse(json) as Json;
  } catch {
    invariant(false, `a body of ${json.length} characters is not JSON`);
  }
}
