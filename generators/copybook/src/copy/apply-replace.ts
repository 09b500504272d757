import type { FindingList } from "../finding-list.ts";
import { type SourceText, spanOf } from "../source/source-text.ts";
import { parsePairs, refuse, skipStatement, type WordCursor } from "./parse-pairs.ts";
import { applyReplacements, type Replacement } from "./replacements.ts";
import { createTextBuilder, MOST_TEXT } from "./text-builder.ts";
import { textWords } from "./text-words.ts";

/** Carries out `REPLACE [ALSO] pairs.` and `REPLACE [LAST] OFF.`: each holds for the text up to the next one. */
export function applyReplace(source: SourceText, findings: FindingList): SourceText {
  if (!/\bREPLACE\b/i.test(source.text)) return source;
  const cursor: WordCursor = { source, words: textWords(source.text), at: 0 };
  const builder = createTextBuilder();
  /** Innermost last: ALSO puts pairs before those that hold already. */
  let active: readonly (readonly Replacement[])[] = [];
  let from = 0;

  function flush(to: number): void {
    const part = slice(source, from, to);
    const replaced = applyReplacements(part, active.toReversed().flat());
    builder.add(replaced.source, 0, replaced.source.text.length);
    if (replaced.full || builder.isFull()) {
      findings.add(
        "HMS_CPY_COPY",
        spanOf(source, from, from + 1),
        `the text is longer than ${MOST_TEXT} characters`,
      );
    }
  }

  while (cursor.at < cursor.words.length) {
    const word = cursor.words[cursor.at]!;
    const before = cursor.words[cursor.at - 1];
    if (word.match !== "REPLACE" || (before !== undefined && before.kind !== "period")) {
      cursor.at++;
      continue;
    }
    flush(word.start);
    cursor.at++;
    active = next(active);
    from = cursor.words[cursor.at - 1]?.end ?? source.text.length;
  }
  flush(source.text.length);
  return builder.finish(source.file);

  function next(current: readonly (readonly Replacement[])[]): readonly (readonly Replacement[])[] {
    const word = cursor.words[cursor.at]?.match;
    const behind = cursor.words[cursor.at + 1];
    if (word === "OFF" || (word === "LAST" && behind?.match === "OFF")) {
      cursor.at += word === "OFF" ? 1 : 2;
      if (cursor.words[cursor.at]?.kind !== "period") refuse(cursor, findings, "expected a period");
      skipStatement(cursor);
      return word === "OFF" ? [] : current.slice(0, -1);
    }
    if (word === "ALSO") cursor.at++;
    const pairs = parsePairs(cursor, findings);
    skipStatement(cursor);
    if (pairs === null) return current;
    return word === "ALSO" ? [...current, pairs] : [pairs];
  }
}

function slice(source: SourceText, start: number, end: number): SourceText {
  return {
    file: source.file,
    text: source.text.slice(start, end),
    ...(source.files && { files: source.files.slice(start, end) }),
    lines: source.lines.slice(start, end),
    columns: source.columns.slice(start, end),
  };
}
