import { CLAUSE_WORDS, KNOWN_USAGES, REFUSED_USAGES } from "./clause-words.ts";
import { type Cursor, describe } from "./cursor.ts";
import type { EntryDraft } from "./entry.ts";
import { refuse, refuseSecond, skipToClause } from "./recover.ts";

/** `[USAGE [IS]] usage-name`. */
export function parseUsage(cursor: Cursor, entry: EntryDraft): void {
  refuseSecond(cursor, entry, "usage", "USAGE");
  if (cursor.skipWord("USAGE")) cursor.skipWord("IS");
  const token = cursor.peek();
  const known = token?.kind === "word" ? KNOWN_USAGES[token.upper] : undefined;
  if (known !== undefined) {
    cursor.next();
    entry.usage ??= { value: known, span: cursor.span(token) };
  } else if (token?.kind === "word" && REFUSED_USAGES.has(token.upper)) {
    refuse(cursor, entry, `USAGE ${token.upper}`);
  } else {
    entry.faulty = true;
    const suggestions =
      token === undefined ? [] : cursor.findings.nearest(token.upper, Object.keys(KNOWN_USAGES));
    cursor.syntax(token, `expected a usage, found ${describe(token)}`, {
      hint:
        suggestions.length > 0
          ? `Did you mean ${suggestions.join(" or ")}?`
          : "Known usages are DISPLAY, COMP, BINARY, COMP-3, PACKED-DECIMAL, COMP-1, COMP-2, COMP-5, COMP-6, COMP-X, NATIONAL and DISPLAY-1.",
      suggestions,
    });
    if (token?.kind === "word" && !CLAUSE_WORDS.has(token.upper)) cursor.next();
    else skipToClause(cursor);
  }
}
