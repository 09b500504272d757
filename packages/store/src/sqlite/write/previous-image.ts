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
  /** Number of the packet that began the version; undefined when this packet begins one. */
  readonly versionSeq: number | undefined;
  readonly changed: readonly HmsPath[];
  /** False when the last image is gone: `changed` is then every path of this one, and what was removed is not known. */
  readonly exact: boolean;
}

interface LastVersion {
  readonly version: number;
  readonly version_seq: number;
  readonly content: string | null;
}

interface LastPacket extends LastVersion {
  readonly event: string;
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
    `SELECT p.event, p.version, p.version_seq, p.content, b.json FROM packet p LEFT JOIN body b ON b.packet_seq = p.seq
     WHERE p.key = ? ORDER BY p.seq DESC LIMIT 1`,
  );
  const entity = prepare<LastVersion>(
    database,
    "SELECT version, version_seq, content FROM entity WHERE key_hash = ?",
  );

  return (packet) => {
    const last = lastPacket.get(packet.key);
    if (last?.json != null) {
      // equal text needs no parsing: the common case of an event published twice
      const changed =
        last.json === packet.body ? [] : changedPaths(parseBody(last.json), parseBody(packet.body));
      return { ...step(last, changed.length === 0 && last.event === packet.event), changed, exact: true };
    }
    const image = parseBody(packet.body);
    const known = last ?? entity.get(keyHash(packet.key));
    if (known === undefined) {
      return {
        baseVersion: 0,
        version: 1,
        versionSeq: undefined,
        changed: changedPaths(undefined, image),
        exact: true,
      };
    }
    const same = known.content === contentHash(packet.event, image);
    return { ...step(known, same), changed: same ? [] : changedPaths(undefined, image), exact: same };
  };
}

/** From the last version to the same or the next one. */
function step({ version, version_seq }: LastVersion, same: boolean) {
  return same
    ? { baseVersion: version, version, versionSeq: version_seq }
    : { baseVersion: version, version: version + 1, versionSeq: undefined };
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
