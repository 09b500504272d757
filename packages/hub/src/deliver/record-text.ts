/** A record as JSON text; whole numbers beyond 2^53 are strings, as design and `decode` have it. */
export function recordText(record: unknown): string {
  return JSON.stringify(record ?? null, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
