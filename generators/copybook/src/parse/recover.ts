import { CLAUSE_WORDS, POSSIBLE_NAMES } from "./clause-words.ts";
import type { Cursor } from "./cursor.ts";
import type { EntryDraft } from "./entry.ts";

/**
 * True where a new entry starts although no period was seen: a level number at the start of a line with a name and a
 * clause or period behind it.
 */
export function startsEntry(cursor: Cursor): boolean {
  const token = cursor.peek();
  if (token?.kind !== "number" || !token.first || !/^\d{2}$/.test(token.text)) return false;
  const level = Number(token.text);
  if (!(level >= 1 && level <= 49) && ![66, 77, 88].includes(level)) return false;
  const name = cursor.peek(1);
  if (name?.kind !== "word" || name.upper === "TIMES" || name.upper.startsWith("THR")) return false;
  if (CLAUSE_WORDS.has(name.upper) && !POSSIBLE_NAMES.has(name.upper))
    return name.upper === "PIC" || name.upper === "PICTURE";
  const behind = cursor.peek(2);
  return behind?.kind === "period" || (behind?.kind === "word" && CLAUSE_WORDS.has(behind.upper));
}

/** Steps to the next clause of the same entry, or its period. */
export function skipToClause(cursor: Cursor): void {
  for (let token = cursor.peek(); token !== undefined; token = cursor.peek()) {
    if (token.kind === "period" || startsEntry(cursor)) return;
    if (token.kind === "word" && CLAUSE_WORDS.has(token.upper)) return;
    cursor.next();
  }
}

/** Steps over the period of this entry. */
export function skipToEntry(cursor: Cursor): void {
  for (let token = cursor.peek(); token !== undefined; token = cursor.peek()) {
    if (startsEntry(cursor)) return;
    cursor.next();
    if (token.kind === "period") return;
  }
}

/** Refuses the clause at the cursor by name and steps over its operands. */
export function refuse(cursor: Cursor, entry: EntryDraft, name: string): void {
  const token = cursor.next();
  entry.faulty = true;
  cursor.findings.add("HMS_CPY_UNSUPPORTED", cursor.span(token), `${name} is not supported`);
  const operand = cursor.peek();
  if (operand?.kind === "word" && POSSIBLE_NAMES.has(operand.upper)) cursor.next();
  skipToClause(cursor);
}

/** Reports a clause given twice. */
export function refuseSecond(cursor: Cursor, entry: EntryDraft, clause: RepeatedClause, name: string): void {
  if (entry[clause] === undefined) return;
  cursor.findings.add("HMS_CPY_CLAUSE", cursor.span(cursor.peek()), `${name} is given twice`, {
    hint: "Keep one of the two clauses.",
  });
}

type RepeatedClause = "picture" | "usage" | "occurs" | "sign" | "values" | "redefines" | "renames";
