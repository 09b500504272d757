import type { Token } from "../tokens/token.ts";
import { CLAUSE_WORDS } from "./clause-words.ts";
import { type Cursor, describe } from "./cursor.ts";
import type { EntryDraft, Reference } from "./entry.ts";
import { parseReference } from "./parse-reference.ts";
import { refuse, refuseSecond, skipToClause, startsEntry } from "./recover.ts";

/**
 * `OCCURS [n TO] m [TIMES] [DEPENDING [ON] name] [{ASCENDING | DESCENDING} [KEY] [IS] name …]… [INDEXED [BY] name …]`;
 * keys and indexes name no bytes.
 */
export function parseOccurs(cursor: Cursor, entry: EntryDraft): void {
  refuseSecond(cursor, entry, "occurs", "OCCURS");
  const word = cursor.peek(1)?.upper;
  if (word === "DYNAMIC" || cursor.peek(3)?.upper === "UNBOUNDED" || word === "UNBOUNDED") {
    refuse(cursor, entry, word === "DYNAMIC" ? "OCCURS DYNAMIC" : "OCCURS UNBOUNDED");
    return;
  }
  const start = cursor.next();
  const first = readCount(cursor, entry);
  if (first === null) return;
  const ranged = cursor.skipWord("TO");
  const second = ranged ? readCount(cursor, entry) : first;
  if (second === null) return;
  cursor.skipWord("TIMES");
  const depending = cursor.peek();
  let dependingOn: Reference | null = null;
  if (cursor.skipWord("DEPENDING")) {
    cursor.skipWord("ON");
    dependingOn = parseReference(cursor, entry, "the counter");
    if (dependingOn === null) return;
  }
  const max = Number(second.text);
  const min = ranged ? Number(first.text) : dependingOn === null ? max : 1;
  checkCounts(cursor, entry, { first, second, min, max, ranged });
  if (ranged && dependingOn === null) {
    entry.faulty = true;
    cursor.findings.add("HMS_CPY_CLAUSE", cursor.span(start), "OCCURS with TO needs DEPENDING ON", {
      hint: "Name the item that counts the occurrences, or write one number.",
    });
  }
  skipKeys(cursor);
  // keys may stand before DEPENDING ON in some dialects
  if (dependingOn === null && cursor.peek() !== depending && cursor.skipWord("DEPENDING")) {
    cursor.skipWord("ON");
    dependingOn = parseReference(cursor, entry, "the counter");
    skipKeys(cursor);
  }
  entry.occurs ??= {
    value: { min, max, ...(dependingOn !== null && { dependingOn }) },
    span: cursor.span(second),
  };
}

function readCount(cursor: Cursor, entry: EntryDraft): Token | null {
  const count = cursor.peek();
  if (count?.kind === "number" && /^\d+$/.test(count.text) && !startsEntry(cursor)) {
    cursor.next();
    return count;
  }
  entry.faulty = true;
  cursor.syntax(count, `expected how often it occurs, found ${describe(count)}`, {
    hint: "Write a whole number behind OCCURS, for example OCCURS 12 TIMES.",
  });
  skipToClause(cursor);
  return null;
}

interface Counts {
  readonly first: Token;
  readonly second: Token;
  readonly min: number;
  readonly max: number;
  readonly ranged: boolean;
}

function checkCounts(cursor: Cursor, entry: EntryDraft, { first, second, min, max, ranged }: Counts): void {
  if (max < 1 || !Number.isSafeInteger(max)) {
    entry.faulty = true;
    cursor.findings.add("HMS_CPY_CLAUSE", cursor.span(second), "a table occurs at least once", {
      hint: "Write a number of 1 or more behind OCCURS.",
    });
  } else if (ranged && min >= max) {
    entry.faulty = true;
    cursor.findings.add(
      "HMS_CPY_CLAUSE",
      cursor.span(first),
      `the least number of occurrences, ${min}, is not below the greatest, ${max}`,
      { hint: "Write the smaller number before TO." },
    );
  }
}

function skipKeys(cursor: Cursor): void {
  for (;;) {
    if (cursor.skipWord("ASCENDING", "DESCENDING")) {
      cursor.skipWord("KEY");
      cursor.skipWord("IS", "ARE");
    } else if (cursor.skipWord("INDEXED")) cursor.skipWord("BY");
    else return;
    skipNames(cursor);
  }
}

function skipNames(cursor: Cursor): void {
  for (let token = cursor.peek(); token !== undefined; token = cursor.peek()) {
    const stops =
      ["ASCENDING", "DESCENDING", "INDEXED", "DEPENDING"].includes(token.upper) ||
      CLAUSE_WORDS.has(token.upper);
    if (token.kind !== "word" || stops || startsEntry(cursor)) return;
    cursor.next();
  }
}
