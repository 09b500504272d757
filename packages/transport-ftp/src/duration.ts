const UNIT_MS = { ms: 1, s: 1_000, m: 60_000 } as const;

/** Milliseconds of `500ms`, `10s`, `2m` or a plain number of milliseconds; undefined for anything else. */
export function durationMs(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) && value > 0 ? value : undefined;
  if (typeof value !== "string") return undefined;
  const parts = /^([1-9]\d{0,8})(ms|s|m)$/.exec(value);
  if (parts === null) return undefined;
  return Number(parts[1]) * UNIT_MS[parts[2] as keyof typeof UNIT_MS];
}
