import { type Cursor, describe } from "./cursor.ts";
import type { EntryDraft, Reference } from "./entry.ts";
import { skipToClause } from "./recover.ts";

/** `data-name [{OF | IN} group-name] …`; reports what stands there instead. */
export function parseReference(cursor: Cursor, entry: EntryDraft, what: string): Reference | null {
  const token = cursor.peek();
  if (token?.kind !== "word") {
    entry.faulty = true;
    cursor.syntax(token, `expected the name of ${what}, found ${describe(token)}`);
    skipToClause(cursor);
    return null;
  }
  cursor.next();
  const span = cursor.span(token);
  const qualifiers: string[] = [];
  while (cursor.skipWord("OF", "IN")) {
    const group = cursor.peek();
    if (group?.kind !== "word") {
      entry.faulty = true;
      cursor.syntax(group, `expected the name of a group, found ${describe(group)}`);
      skipToClause(cursor);
      return null;
    }
    cursor.next();
    qualifiers.push(group.text);
  }
  return { name: token.text, qualifiers, span };
}
