/** A decoded record as one line of JSON: `bigint` becomes a string (design of record JSON). */
export function formatRecord(record: unknown): string {
  return JSON.stringify(record, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
