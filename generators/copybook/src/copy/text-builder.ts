import type { SourceText } from "../source/source-text.ts";

/** Most characters of program text; a copybook of this size is a mistake or an attack. */
export const MOST_TEXT = 4_000_000;

/** Puts pieces of texts together and keeps the place of every character. */
export interface TextBuilder {
  add(source: SourceText, start: number, end: number): void;
  /** Text that stands where `source` has the characters from `start` to `end`. */
  addInPlace(text: string, source: SourceText, start: number, end: number): void;
  /** True once the text was longer than it may be; what followed is left out. */
  isFull(): boolean;
  finish(file: string): SourceText;
}

export function createTextBuilder(): TextBuilder {
  const parts: string[] = [];
  const files: string[] = [];
  const lines: number[] = [];
  const columns: number[] = [];
  let full = false;

  function place(source: SourceText, index: number, column: number): void {
    files.push(source.files?.[index] ?? source.file);
    lines.push(source.lines[index] ?? 1);
    columns.push(column);
  }

  return {
    isFull: () => full,
    add(source, start, end) {
      if (lines.length + end - start > MOST_TEXT) full = true;
      if (full) return;
      parts.push(source.text.slice(start, end));
      for (let index = start; index < end; index++) place(source, index, source.columns[index]!);
    },
    addInPlace(text, source, start, end) {
      if (lines.length + text.length > MOST_TEXT) full = true;
      if (full) return;
      parts.push(text);
      for (let index = 0; index < text.length; index++) {
        const from = Math.max(start, Math.min(start + index, end - 1));
        place(source, from, source.columns[from] ?? 1);
      }
    },
    finish: (file) => ({ file, text: parts.join(""), files, lines, columns }),
  };
}
