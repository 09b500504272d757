/** How a due time of `Infinity` ("not before a resume") is stored: later than every time, and an exact integer. */
export const UNTIL_RESUMED = Number.MAX_SAFE_INTEGER;

/** A due time as it is stored. */
export function storedDueAt(dueAt: number): number {
  return Math.min(dueAt, UNTIL_RESUMED);
}

/** A stored due time as callers see it. */
export function dueAtOf(stored: number): number {
  return stored >= UNTIL_RESUMED ? Number.POSITIVE_INFINITY : stored;
}
