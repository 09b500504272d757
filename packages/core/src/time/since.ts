import { HmsSyncError, isHmsSyncError } from "@hms-sync/connector-api";
import { parseDuration } from "./duration.ts";

const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** RFC 3339 has years of four digits, also when the zone is taken off. */
const EARLIEST_MS = Date.parse("0000-01-01T00:00:00Z");
const LATEST_MS = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * Reads a duration back from now (`24h`) or a time (RFC 3339, `2024-04-02T09:00:00Z`) and gives ms since 1970.
 *
 * A time needs its zone: `2024-04-02T09:00:00` would mean something else on every machine.
 *
 * @throws HMS_CFG_DURATION for anything else.
 */
export function parseSince(text: string, nowMs: number): number {
  const trimmed = text.trim();
  if (RFC_3339.test(trimmed)) {
    const atMs = Date.parse(trimmed.toUpperCase().replace(" ", "T"));
    if (atMs >= EARLIEST_MS && atMs <= LATEST_MS && dayExists(trimmed)) return atMs;
  }
  try {
    return nowMs - parseDuration(trimmed);
  } catch (error) {
    if (!isHmsSyncError(error, "HMS_CFG_DURATION")) throw error;
    throw new HmsSyncError(
      "HMS_CFG_DURATION",
      "expected a duration such as 24h or a time with its zone such as 2024-04-02T09:00:00Z",
    );
  }
}

/** `Date.parse` turns 30 February into 1 March. */
function dayExists(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number) as [number, number, number];
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
