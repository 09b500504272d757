import { stripVTControlCharacters } from "node:util";
import { printable } from "./printable.ts";
import type { Style } from "./style.ts";

export interface Column<Row> {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Plain text of the cell; control characters in it are made visible. */
  readonly text: (row: Row) => string | number | undefined;
  /** Colours the finished cell. */
  readonly paint?: (text: string, row: Row) => string;
}

/**
 * An aligned table with a heading, two spaces between columns and no trailing blanks. Columns that are empty in every
 * row are left out.
 */
export function renderTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  style: Style,
): string {
  const shown = columns
    .map((column) => ({ column, cells: rows.map((row) => printable(String(column.text(row) ?? ""))) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""))
    .map(({ column, cells }) => ({
      column,
      cells,
      width: Math.max(column.title.length, ...cells.map((cell) => cell.length)),
    }));
  const lines = [
    shown.map(({ column, width }) => style.dim(pad(column.title, width, column.align))),
    ...rows.map((row, index) =>
      shown.map(({ column, cells, width }) => {
        const cell = pad(cells[index] ?? "", width, column.align);
        return column.paint === undefined ? cell : column.paint(cell, row);
      }),
    ),
  ];
  return lines.map((cells) => `${trimEnd(cells.join("  "))}\n`).join("");
}

/** Names and values below each other: `name  value`. Undefined values are left out. */
export function renderPairs(
  pairs: readonly (readonly [string, string | number | undefined])[],
  style: Style,
): string {
  const shown = pairs.filter(([, value]) => value !== undefined && value !== "");
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown
    .map(([name, value]) => `${style.dim(name.padEnd(width))}  ${printable(String(value))}\n`)
    .join("");
}

function pad(text: string, width: number, align: "left" | "right" = "left"): string {
  return align === "left" ? text.padEnd(width) : text.padStart(width);
}

/** Takes blanks off the end, also those inside the last colour. */
function trimEnd(line: string): string {
  return stripVTControlCharacters(line) === line ? line.trimEnd() : line;
}
