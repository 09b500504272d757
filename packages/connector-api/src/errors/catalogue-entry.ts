/** One entry of the error catalogue. `docs/reference/errors.md` is generated from it. */
export interface CatalogueEntry {
  /** What happened, one sentence for the errors page. */
  readonly summary: string;
  /** What to do next, one sentence; a thrown error may carry a more exact one. */
  readonly hint: string;
  /** `later`: the same call may succeed later without a change. */
  readonly retry: "never" | "later";
  /** HTTP status when it leaves through the API. */
  readonly status?: number;
}

/** Keeps the literal keys while checking the shape. */
export function entries<const Table extends Record<`HMS_${string}`, CatalogueEntry>>(
  table: Table,
): Readonly<Table> {
  return Object.freeze(table);
}
