/** How a due time of `Infinity` ("not before a resume") is stored: later than every time, and an exact integer. */
export const UNTIL_RESUMED = Number.MAX_SAFE_INTEGER;

/** A due time as it is stored: in whole milliseconds, since a schedule with jitter may give parts, and never too early. */
export function storedDueAt(dueAt: number): number {
  return Math.min(Math.ceil(dueAt), UNTIL_RESUMED);
}

/** A stored due time as callers see it. */
export function dueAtOf(stored: number): number {
  return stored >= UNTIL_RESUMED ? Number.POSITIVE_INFINITY : stored;
}
