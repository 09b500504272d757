import type { Page } from "../../store.ts";

/**
 * Makes a page of the rows of a query that was asked for one row more than the page holds: the last row that is shown
 * gives the cursor.
 */
export function takePage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): Page<Item> {
  const items = rows.slice(0, limit).map(view);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return last === undefined ? { items } : { items, next: cursorOf(last) };
}
