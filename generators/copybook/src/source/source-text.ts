import type { SourceSpan } from "@hms-sync/connector-api";

/**
 * The program text of a copybook as one string, lines ended by `\n`, with the place of every character.
 *
 * Comments, sequence numbers and columns past 72 are gone, continued lines are joined, COPY members stand in their
 * place, so the place of a character cannot be computed from its index; it is kept beside it.
 */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** Per character of `text`: the file that it was written in; `file` for all when absent. */
  readonly files?: readonly string[];
  /** Per character of `text`: line, from 1. */
  readonly lines: readonly number[];
  /** Per character of `text`: column as an editor shows it (a tab is one column), from 1. */
  readonly columns: readonly number[];
}

/** The place of `text.slice(start, end)`; an empty slice stands for the character before it. */
export function spanOf(source: SourceText, start: number, end: number): SourceSpan {
  if (source.text.length === 0) return { file: source.file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const first = Math.min(start, source.text.length - 1);
  let last = Math.max(first, Math.min(end, source.text.length) - 1);
  const file = source.files?.[first] ?? source.file;
  // what a member and its copier hold together is shown where it starts
  const apart = (source.files?.[last] ?? source.file) !== file || source.lines[last]! < source.lines[first]!;
  if (apart) last = first;
  const endColumn = source.columns[last]! + 1;
  return {
    file,
    line: source.lines[first]!,
    column: source.columns[first]!,
    endLine: source.lines[last]!,
    endColumn:
      source.lines[first] === source.lines[last]
        ? Math.max(endColumn, source.columns[first]! + 1)
        : endColumn,
  };
}
