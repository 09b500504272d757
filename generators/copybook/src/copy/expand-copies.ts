import type { SourceSpan } from "@hms-sync/connector-api";
import type { CopyMember, SourceInput } from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";
import { type SourceText, spanOf } from "../source/source-text.ts";
import { parsePairs, refuse, skipStatement, type WordCursor } from "./parse-pairs.ts";
import { applyReplacements, type Replacement } from "./replacements.ts";
import { createTextBuilder, MOST_TEXT } from "./text-builder.ts";
import { textWords } from "./text-words.ts";

/** COPY statements inside each other; deeper nesting is a mistake. */
const DEEPEST = 50;

export interface CopyOptions {
  readonly copy: SourceInput["copy"];
  readonly members: SourceInput["members"];
  /** Takes a member's lines apart. */
  readonly read: (member: CopyMember) => SourceText;
}

/**
 * Puts COPY members in the place of their statements: `COPY name [{OF | IN} library] [SUPPRESS] [REPLACING pairs].`
 *
 * REPLACING works on the member with everything that the member itself copies. A member that is missing, copies itself, or
 * grows without end is reported and left out.
 */
export function expandCopies(source: SourceText, options: CopyOptions, findings: FindingList): SourceText {
  // shared by all members: a text that doubles on each level must end
  let budget = MOST_TEXT;
  return expand(source, [source.file]);

  function expand(text: SourceText, chain: readonly string[]): SourceText {
    if (!/\bCOPY\b/i.test(text.text)) return text;
    const cursor: WordCursor = { source: text, words: textWords(text.text), at: 0 };
    const builder = createTextBuilder();
    let copied = 0;
    while (cursor.at < cursor.words.length) {
      const word = cursor.words[cursor.at]!;
      if (word.match !== "COPY" || !isStatement(cursor)) {
        cursor.at++;
        continue;
      }
      builder.add(text, copied, word.start);
      const member = statement(cursor, chain);
      copied = cursor.words[cursor.at - 1]?.end ?? text.text.length;
      if (member !== null) {
        builder.addInPlace("\n", text, word.start, word.end);
        builder.add(member, 0, member.text.length);
        builder.addInPlace("\n", text, word.start, word.end);
      }
    }
    builder.add(text, Math.min(copied, text.text.length), text.text.length);
    return builder.finish(text.file);
  }

  /** Reads a COPY statement and gives the member's text; the cursor is left behind the statement. */
  function statement(cursor: WordCursor, chain: readonly string[]): SourceText | null {
    const { source: text, words } = cursor;
    const start = words[cursor.at++]!;
    const named = words[cursor.at];
    if (named === undefined || named.kind === "period" || named.kind === "delimiter") {
      refuse(cursor, findings, "expected the name of a member");
      skipStatement(cursor);
      return null;
    }
    cursor.at++;
    const span = spanOf(text, named.start, named.end);
    let library: string | undefined;
    if (["OF", "IN"].includes(words[cursor.at]?.match ?? "")) {
      const place = words[cursor.at + 1];
      cursor.at += 2;
      library = place === undefined ? undefined : unquote(place.text);
    }
    if (words[cursor.at]?.match === "SUPPRESS") cursor.at++;
    let replacements: readonly Replacement[] = [];
    if (words[cursor.at]?.match === "REPLACING") {
      cursor.at++;
      const pairs = parsePairs(cursor, findings);
      if (pairs === null) {
        skipStatement(cursor);
        return null;
      }
      replacements = pairs;
    }
    if (words[cursor.at]?.kind === "period") cursor.at++;
    else {
      const last = words[cursor.at - 1]!;
      const end = spanOf(text, last.start, last.end);
      const behind = { ...end, line: end.endLine, column: end.endColumn, endColumn: end.endColumn + 1 };
      findings.add("HMS_CPY_COPY", behind, "the COPY statement is not ended by a period", {
        hint: "Put a period behind it.",
      });
    }
    const found = find(unquote(named.text), library, span, chain);
    if (found === null) return null;
    findings.copied(found.file, spanOf(text, start.start, named.end));
    const body = expand(options.read(found), [...chain, found.file]);
    budget -= body.text.length;
    const replaced = applyReplacements(body, replacements);
    if (budget < 0 || replaced.full) {
      findings.add("HMS_CPY_COPY", span, `the copied text is longer than ${MOST_TEXT} characters`);
      return null;
    }
    return replaced.source;
  }

  function find(
    name: string,
    library: string | undefined,
    span: SourceSpan,
    chain: readonly string[],
  ): CopyMember | null {
    const fault = (message: string, hint: string, suggestions: readonly string[] = []): null => {
      findings.add("HMS_CPY_COPY", span, message, { hint, suggestions });
      return null;
    };
    if (chain.length > DEEPEST || budget < 0) {
      return fault("COPY statements are nested too deep", "Copy fewer members inside each other.");
    }
    const member = options.copy?.(name, library, span.file);
    const where = library === undefined ? "" : ` in ${library}`;
    if (member === undefined) {
      const suggestions = findings.nearest(name, options.members?.() ?? []);
      return fault(
        `there is no member ${name}${where} to copy`,
        suggestions.length > 0
          ? `Did you mean ${suggestions.join(" or ")}?`
          : "Put the member beside the copybook, or name its folder in the search path.",
        suggestions,
      );
    }
    if (chain.includes(member.file)) {
      const circle = [...chain.slice(chain.indexOf(member.file)), member.file].join(" copies ");
      return fault(`${name} copies itself: ${circle}`, "Remove one of the COPY statements.");
    }
    return member;
  }
}

/** COPY is reserved, but stands for itself behind a level number and inside pictures. */
function isStatement({ words, at }: WordCursor): boolean {
  const before = words[at - 1];
  return before === undefined || !/^(\d{1,2}|PIC|PICTURE|==)$/.test(before.match);
}

function unquote(text: string): string {
  return /^(['"]).*\1$/.test(text) ? text.slice(1, -1) : text;
}
