/** A dotted path into an event's payload: `ticket.data.time`. Array members have no path of their own. */
export type HmsPath = string;

/** A JSON value as it travels in a payload. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * What changed: the small JSON that HMS Sync shows for one event.
 *
 * The stored body is the full after-image of the entity; `fields` holds only the paths that differ from the entity's
 * previous image. The first packet of an entity therefore carries every field.
 */
export interface DiffPacket {
  /** Time-ordered id (UUIDv7). */
  readonly id: string;
  readonly event: string;
  /** `entity:key`, for example `ticket:42`. Created, updated and cancelled share it. */
  readonly key: string;
  /** When it happened in HMS, RFC 3339 in UTC with milliseconds. */
  readonly occurredAt: string;
  /** Version of the entity this packet builds on; 0 when HMS Sync had not seen the entity before. */
  readonly baseVersion: number;
  /** Changed leaf paths and their new values; a removed path has `null`. */
  readonly fields: Readonly<Record<HmsPath, Json>>;
}
