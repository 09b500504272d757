import type { HmsPath } from "@hms-sync/connector-api";

/**
 * True when a change at one of the paths can be seen by a mapping that reads the others.
 *
 * A path overlaps with itself, with every path above it and with every path below it: a mapping that reads `ticket.data`
 * sees a change of `ticket.data.time`, and one that reads `ticket.data.time` sees `ticket.data` turned into text.
 */
export function pathsOverlap(changed: readonly HmsPath[], reads: readonly HmsPath[]): boolean {
  return changed.some((path) => reads.some((read) => isAtOrBelow(path, read) || isAtOrBelow(read, path)));
}

function isAtOrBelow(path: HmsPath, above: HmsPath): boolean {
  return (
    above === "" ||
    path === above ||
    (path.length > above.length && path.charCodeAt(above.length) === 46 && path.startsWith(above))
  );
}
