import type { DiffPacket, HmsPath, Json } from "@hms-sync/connector-api";
import { valueAt } from "./value-at.ts";

/** What the store knows about a packet, with its body read. */
export interface PacketParts {
  readonly id: string;
  readonly event: string;
  readonly key: string;
  /** Ms since 1970. */
  readonly occurredAt: number;
  readonly baseVersion: number;
  /** Leaf paths that differ from the entity's previous image. */
  readonly changed: readonly HmsPath[];
  /** The after-image. */
  readonly body: unknown;
}

/** The small JSON that says what changed: only the changed fields of the after-image; a removed one is null. */
export function diffPacket(parts: PacketParts): DiffPacket {
  const fields: [HmsPath, Json][] = parts.changed.map((path) => [
    path,
    (valueAt(parts.body, path) ?? null) as Json,
  ]);
  return {
    id: parts.id,
    event: parts.event,
    key: parts.key,
    occurredAt: new Date(parts.occurredAt).toISOString(),
    baseVersion: parts.baseVersion,
    // fromEntries defines members, so a path named __proto__ stays a member
    fields: Object.fromEntries(fields),
  };
}
