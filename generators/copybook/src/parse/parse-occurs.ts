import { CLAUSE_WORDS } from "./clause-words.ts";
import { type Cursor, describe } from "./cursor.ts";
import type { EntryDraft } from "./entry.ts";
import { refuse, refuseSecond, skipToClause, startsEntry } from "./recover.ts";

/** `OCCURS n [TIMES] [{ASCENDING | DESCENDING} [KEY] [IS] name …]… [INDEXED [BY] name …]`; keys and indexes name no bytes. */
export function parseOccurs(cursor: Cursor, entry: EntryDraft): void {
  refuseSecond(cursor, entry, "occurs", "OCCURS");
  const count = cursor.peek(1);
  if (isVariable(cursor)) {
    refuse(cursor, entry, "OCCURS DEPENDING ON");
    return;
  }
  cursor.next();
  if (count?.kind !== "number" || !/^\d+$/.test(count.text)) {
    entry.faulty = true;
    cursor.syntax(count, `expected how often it occurs, found ${describe(count)}`, {
      hint: "Write a whole number behind OCCURS, for example OCCURS 12 TIMES.",
    });
    skipToClause(cursor);
    return;
  }
  cursor.next();
  cursor.skipWord("TIMES");
  const times = Number(count.text);
  if (times < 1 || !Number.isSafeInteger(times)) {
    cursor.findings.add("HMS_CPY_CLAUSE", cursor.span(count), "a table occurs at least once", {
      hint: "Write a number of 1 or more behind OCCURS.",
    });
    entry.faulty = true;
  }
  entry.occurs ??= { value: times, span: cursor.span(count) };
  for (;;) {
    if (cursor.skipWord("ASCENDING", "DESCENDING")) {
      cursor.skipWord("KEY");
      cursor.skipWord("IS", "ARE");
    } else if (cursor.skipWord("INDEXED")) cursor.skipWord("BY");
    else return;
    skipNames(cursor);
  }
}

/** `OCCURS n TO m`, `OCCURS DYNAMIC`, `OCCURS UNBOUNDED`, `OCCURS n DEPENDING`: a table whose length varies. */
function isVariable(cursor: Cursor): boolean {
  for (let ahead = 1; ahead < 5; ahead++) {
    const token = cursor.peek(ahead);
    if (token === undefined || token.kind === "period") return false;
    if (["TO", "DEPENDING", "DYNAMIC", "UNBOUNDED"].includes(token.upper)) return true;
    if (token.kind === "word" && token.upper !== "TIMES") return false;
  }
  return false;
}

function skipNames(cursor: Cursor): void {
  for (let token = cursor.peek(); token !== undefined; token = cursor.peek()) {
    const stops =
      ["ASCENDING", "DESCENDING", "INDEXED"].includes(token.upper) || CLAUSE_WORDS.has(token.upper);
    if (token.kind !== "word" || stops || startsEntry(cursor)) return;
    cursor.next();
  }
}
