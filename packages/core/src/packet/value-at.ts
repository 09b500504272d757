import type { HmsPath } from "@hms-sync/connector-api";

/**
 * The value at a dotted path, or undefined where there is none.
 *
 * Only own members count, so `ticket.constructor` is nothing. Members of lists have no path of their own.
 */
export function valueAt(payload: unknown, path: HmsPath): unknown {
  let current = payload;
  let start = 0;
  while (start <= path.length) {
    const dot = path.indexOf(".", start);
    const end = dot === -1 ? path.length : dot;
    if (typeof current !== "object" || current === null || Array.isArray(current)) return undefined;
    const name = path.slice(start, end);
    if (!Object.hasOwn(current, name)) return undefined;
    current = (current as Record<string, unknown>)[name];
    start = end + 1;
  }
  return current;
}
