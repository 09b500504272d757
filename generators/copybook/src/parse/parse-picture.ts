import { type Cursor, describe } from "./cursor.ts";
import type { EntryDraft } from "./entry.ts";
import { refuseSecond, skipToClause } from "./recover.ts";

/** `PICTURE [IS] character-string`; what the string means is the layout's business. */
export function parsePicture(cursor: Cursor, entry: EntryDraft): void {
  refuseSecond(cursor, entry, "picture", "PICTURE");
  cursor.next();
  cursor.skipWord("IS");
  const token = cursor.peek();
  if (token?.kind !== "picture") {
    entry.faulty = true;
    cursor.syntax(token, `expected a picture, found ${describe(token)}`, {
      hint: "Write the picture behind PIC, for example PIC X(20).",
    });
    skipToClause(cursor);
    return;
  }
  cursor.next();
  entry.picture ??= { value: token.upper, span: cursor.span(token) };
}
