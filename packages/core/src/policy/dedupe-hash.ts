import { createHash } from "node:crypto";
import type { HmsPath } from "@hms-sync/connector-api";
import { valueAt } from "../packet/value-at.ts";

/**
 * A hash of an event's effect: its name and the values at the given paths, as 64 hexadecimal digits.
 *
 * The order of the paths and of members of objects does not matter; an absent value and null are the same.
 */
export function dedupeHash(event: string, paths: readonly HmsPath[], payload: unknown): string {
  const values = [...paths].sort().map((path) => [path, canonical(valueAt(payload, path))]);
  return createHash("sha256")
    .update(JSON.stringify([event, values]))
    .digest("hex");
}

function canonical(value: unknown): unknown {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => [name, canonical(member)]);
}
