import type { FindingList } from "../finding-list.ts";
import { type SourceText, spanOf } from "../source/source-text.ts";
import type { Replacement } from "./replacements.ts";
import type { TextWord } from "./text-words.ts";

/** The words of one text and how far they are read. */
export interface WordCursor {
  readonly source: SourceText;
  readonly words: readonly TextWord[];
  at: number;
}

interface Operand {
  readonly words: readonly TextWord[];
  readonly text: string;
}

/**
 * `{[LEADING | TRAILING] operand BY operand} …` up to a period; null with a finding when a pair is wrong.
 *
 * Operands are pseudo-text between `==`, literals, and names with their qualifiers.
 */
export function parsePairs(cursor: WordCursor, findings: FindingList): Replacement[] | null {
  const pairs: Replacement[] = [];
  for (;;) {
    const word = cursor.words[cursor.at];
    if (word === undefined || word.kind === "period") {
      if (pairs.length > 0) return pairs;
      return refuse(cursor, findings, "expected text to replace");
    }
    const next = cursor.words[cursor.at + 1];
    const partial =
      (word.match === "LEADING" || word.match === "TRAILING") && next !== undefined && next.match !== "BY";
    if (partial) cursor.at++;
    const from = readOperand(cursor, findings);
    if (from === null) return null;
    if (from.words.length === 0) {
      cursor.at--;
      return refuse(cursor, findings, "the text to replace is empty");
    }
    if (partial && from.words.length !== 1) {
      return refuse(cursor, findings, `${word.match} takes one word`);
    }
    if (cursor.words[cursor.at]?.match !== "BY") return refuse(cursor, findings, "expected BY");
    cursor.at++;
    const by = readOperand(cursor, findings);
    if (by === null) return null;
    const part = !partial ? "whole" : word.match === "LEADING" ? "leading" : "trailing";
    pairs.push({ part, words: from.words, by: by.text });
  }
}

function readOperand(cursor: WordCursor, findings: FindingList): Operand | null {
  const first = cursor.words[cursor.at];
  if (first === undefined || first.kind === "period") {
    return refuse(cursor, findings, "expected ==text==, a literal or a name");
  }
  if (first.kind !== "delimiter") {
    const start = cursor.at++;
    while (["OF", "IN"].includes(cursor.words[cursor.at]?.match ?? "")) cursor.at += 2;
    const words = cursor.words.slice(start, cursor.at);
    const end = words.at(-1)!.end;
    return { words, text: cursor.source.text.slice(first.start, end) };
  }
  let close = cursor.at + 1;
  while (close < cursor.words.length && cursor.words[close]!.kind !== "delimiter") close++;
  const last = cursor.words[close];
  if (last === undefined) return refuse(cursor, findings, "the text between == has no end");
  const words = cursor.words.slice(cursor.at + 1, close);
  cursor.at = close + 1;
  return { words, text: cursor.source.text.slice(first.end, last.start).trim() };
}

/** Reports at the cursor what is missing there. */
export function refuse(cursor: WordCursor, findings: FindingList, message: string): null {
  const word = cursor.words[Math.min(cursor.at, cursor.words.length - 1)];
  const found =
    cursor.at >= cursor.words.length
      ? ", found the end of the text"
      : word?.kind === "word"
        ? `, found \`${word.text.slice(0, 40)}\``
        : "";
  const text = message.startsWith("expected") ? `${message}${found}` : message;
  findings.add("HMS_CPY_COPY", spanOf(cursor.source, word?.start ?? 0, word?.end ?? 0), text, {
    hint: "Write the pairs as REPLACING ==old== BY ==new==, and end the statement with a period.",
  });
  return null;
}

/** Steps behind the period that ends a statement, or to the end. */
export function skipStatement(cursor: WordCursor): void {
  while (cursor.at < cursor.words.length && cursor.words[cursor.at]!.kind !== "period") cursor.at++;
  cursor.at++;
}
