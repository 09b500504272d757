import { type Cursor, describe } from "./cursor.ts";
import type { EntryDraft } from "./entry.ts";
import { refuseSecond, skipToClause } from "./recover.ts";

/** `[SIGN [IS]] {LEADING | TRAILING} [SEPARATE [CHARACTER]]`. */
export function parseSign(cursor: Cursor, entry: EntryDraft): void {
  refuseSecond(cursor, entry, "sign", "SIGN");
  if (cursor.skipWord("SIGN")) cursor.skipWord("IS");
  const token = cursor.peek();
  const leading = cursor.skipWord("LEADING");
  if (!leading && !cursor.skipWord("TRAILING")) {
    entry.faulty = true;
    cursor.syntax(token, `expected LEADING or TRAILING, found ${describe(token)}`);
    skipToClause(cursor);
    return;
  }
  const separate = cursor.skipWord("SEPARATE");
  if (separate) cursor.skipWord("CHARACTER");
  const side = leading ? "leading" : "trailing";
  entry.sign ??= { value: separate ? `${side}-separate` : side, span: cursor.span(token) };
}
