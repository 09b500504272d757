import { HmsSyncError } from "@hms-sync/connector-api";

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof UNITS;

/** A hundred years: longer waits are typing errors, and timers and date arithmetic stay exact below. */
const LONGEST_MS = 36_525 * UNITS.d;

/**
 * Reads `500ms`, `10s`, `5m`, `2h`, `3d` and gives milliseconds.
 *
 * @throws HMS_CFG_DURATION for anything else, and for more than a hundred years.
 */
export function parseDuration(text: string): number {
  const found = /^(\d{1,15})(ms|s|m|h|d)$/.exec(text.trim());
  const durationMs = found === null ? Number.NaN : Number(found[1]) * UNITS[found[2] as Unit];
  if (durationMs <= LONGEST_MS) return durationMs;
  throw new HmsSyncError(
    "HMS_CFG_DURATION",
    Number.isNaN(durationMs)
      ? `${quoted(text)} is not a duration: expected a whole number and a unit, such as 500ms, 10s, 5m, 2h or 3d`
      : `${quoted(text)} is longer than a hundred years`,
  );
}

/** The shortest exact form of a duration: `90000` is `90s`, `86400000` is `1d`. */
export function formatDuration(durationMs: number): string {
  const wholeMs = Math.round(durationMs);
  if (wholeMs === 0) return "0s";
  for (const unit of ["d", "h", "m", "s"] as const) {
    if (wholeMs % UNITS[unit] === 0) return `${wholeMs / UNITS[unit]}${unit}`;
  }
  return `${wholeMs}ms`;
}

/** Configuration may hold anything; only something short is worth repeating. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
