import type { HmsPath } from "@hms-sync/connector-api";

/**
 * Paths of a payload's leaves, sorted. Lists, empty objects and null are leaves as a whole.
 *
 * Of the code units, not of a locale, so every machine sorts alike.
 */
export function leafPaths(payload: unknown): HmsPath[] {
  const paths: HmsPath[] = [];
  collect(payload, "", paths);
  return paths.sort();
}

function collect(value: unknown, path: string, paths: string[]): void {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value);
    for (const [name, member] of entries) collect(member, path === "" ? name : `${path}.${name}`, paths);
    if (entries.length > 0) return;
  }
  if (path !== "" && value !== undefined) paths.push(path);
}
