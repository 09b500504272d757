import type { FindingList } from "../finding-list.ts";
import type { SourceText } from "../source/source-text.ts";
import type { Token } from "../tokens/token.ts";
import {
  CLAUSE_WORDS,
  KNOWN_USAGES,
  POSSIBLE_NAMES,
  REFUSED_CLAUSES,
  REFUSED_USAGES,
} from "./clause-words.ts";
import { type Cursor, createCursor, describe } from "./cursor.ts";
import type { Entry, EntryDraft } from "./entry.ts";
import { parseOccurs } from "./parse-occurs.ts";
import { parsePicture } from "./parse-picture.ts";
import { parseReference } from "./parse-reference.ts";
import { parseSign } from "./parse-sign.ts";
import { parseUsage } from "./parse-usage.ts";
import { parseValues } from "./parse-values.ts";
import { refuse, refuseSecond, skipToClause, skipToEntry, startsEntry } from "./recover.ts";

/** Reads the data description entries. A fault is reported and costs its clause, never the rest of the text. */
export function parseEntries(source: SourceText, tokens: readonly Token[], findings: FindingList): Entry[] {
  const cursor = createCursor(source, tokens, findings);
  const entries: Entry[] = [];
  while (cursor.peek() !== undefined) {
    const entry = parseEntry(cursor);
    if (entry !== null) entries.push(entry);
  }
  return entries;
}

function parseEntry(cursor: Cursor): Entry | null {
  const token = cursor.peek()!;
  if (token.kind === "period") {
    cursor.next();
    return null;
  }
  if (token.kind !== "number") {
    refuseStatement(cursor, token);
    return null;
  }
  cursor.next();
  if (!/^\d{1,2}$/.test(token.text)) {
    cursor.syntax(token, `expected a level number, found ${describe(token)}`, {
      hint: "An entry starts with a level number: 01 to 49, 66, 77 or 88.",
    });
    skipToEntry(cursor);
    return null;
  }
  const level = Number(token.text);
  const levelSpan = cursor.span(token);
  if (level === 78) {
    cursor.findings.add("HMS_CPY_UNSUPPORTED", levelSpan, "level 78 (constants) is not supported", {
      hint: "Write the constant's value where its name is used.",
    });
    skipToEntry(cursor);
    return null;
  }
  if (level === 0 || (level > 49 && ![66, 77, 88].includes(level))) {
    cursor.findings.add("HMS_CPY_LEVEL", levelSpan, `level ${token.text} does not exist`, {
      hint: "Levels are 01 to 49, 66 for RENAMES, 77 for single items and 88 for condition names.",
    });
    skipToEntry(cursor);
    return null;
  }
  const entry: EntryDraft = { level, levelSpan, name: null, nameSpan: levelSpan, faulty: false };
  parseName(cursor, entry);
  parseClauses(cursor, entry);
  return entry;
}

function parseName(cursor: Cursor, entry: EntryDraft): void {
  const token = cursor.peek();
  if (token?.kind !== "word" && token?.kind !== "number") return;
  if (token.kind === "word" && CLAUSE_WORDS.has(token.upper) && !POSSIBLE_NAMES.has(token.upper)) return;
  cursor.next();
  entry.nameSpan = cursor.span(token);
  if (token.upper === "FILLER") return;
  entry.name = token.text;
  if (token.text.includes(":")) {
    cursor.findings.add(
      "HMS_CPY_UNSUPPORTED",
      entry.nameSpan,
      "a name made by COPY REPLACING is not supported",
      {
        hint: "Write the name that the program gives it in place of the part between colons.",
      },
    );
  } else if (!/^(?=.*[A-Z])[A-Z0-9]([A-Z0-9_-]*[A-Z0-9])?$/i.test(token.text)) {
    cursor.findings.add("HMS_CPY_NAME", entry.nameSpan, `${describe(token)} is not a COBOL name`, {
      hint: "Names are made of letters, digits and hyphens, hold a letter, and start and end with a letter or digit.",
    });
  }
}

function parseClauses(cursor: Cursor, entry: EntryDraft): void {
  for (;;) {
    const token = cursor.peek();
    if (token === undefined || startsEntry(cursor)) {
      cursor.findings.add("HMS_CPY_SYNTAX", cursor.spanBehind(), "the entry is not ended by a period", {
        hint: "Put a period followed by a blank behind the entry.",
      });
      return;
    }
    if (token.kind === "period") {
      cursor.next();
      return;
    }
    // IS GLOBAL, IS EXTERNAL
    if (token.upper === "IS" && ["GLOBAL", "EXTERNAL"].includes(cursor.peek(1)?.upper ?? "")) cursor.next();
    else if (token.kind === "word" && CLAUSE_WORDS.has(token.upper)) parseClause(cursor, entry, token);
    else {
      cursor.next();
      entry.faulty = true;
      const suggestions = token.kind === "word" ? cursor.findings.nearest(token.upper, CLAUSE_WORDS) : [];
      cursor.syntax(token, `expected a clause or a period, found ${describe(token)}`, {
        ...(suggestions.length > 0 && { hint: `Did you mean ${suggestions.join(" or ")}?`, suggestions }),
      });
      skipToClause(cursor);
    }
  }
}

function parseClause(cursor: Cursor, entry: EntryDraft, token: Token): void {
  const word = token.upper;
  if (word in REFUSED_CLAUSES) refuse(cursor, entry, REFUSED_CLAUSES[word]!);
  else if (REFUSED_USAGES.has(word) || word in KNOWN_USAGES || word === "USAGE") parseUsage(cursor, entry);
  else if (word === "PIC" || word === "PICTURE") parsePicture(cursor, entry);
  else if (word === "OCCURS") parseOccurs(cursor, entry);
  else if (word === "SIGN" || word === "LEADING" || word === "TRAILING") parseSign(cursor, entry);
  else if (word === "VALUE" || word === "VALUES") parseValues(cursor, entry);
  else if (word === "REDEFINES") parseRedefines(cursor, entry);
  else if (word === "RENAMES") parseRenames(cursor, entry);
  else parseShortClause(cursor, entry, token);
}

/** Clauses of one word and its noise. */
function parseShortClause(cursor: Cursor, entry: EntryDraft, token: Token): void {
  cursor.next();
  const span = cursor.span(token);
  if (token.upper.startsWith("JUST")) {
    cursor.skipWord("RIGHT");
    entry.justified = span;
  } else if (token.upper.startsWith("SYNC")) {
    cursor.skipWord("LEFT", "RIGHT");
    entry.synchronized = span;
  } else if (token.upper === "BLANK") {
    cursor.skipWord("WHEN");
    const word = cursor.peek();
    if (cursor.skipWord("ZERO", "ZEROS", "ZEROES")) entry.blankWhenZero = span;
    else {
      entry.faulty = true;
      cursor.syntax(word, `expected ZERO, found ${describe(word)}`, { hint: "Write BLANK WHEN ZERO." });
      skipToClause(cursor);
    }
  } else if (token.upper === "EXTERNAL" && cursor.skipWord("AS") && cursor.peek()?.kind === "literal") {
    // GLOBAL, EXTERNAL and VOLATILE say where a program keeps the item, not what its bytes are
    cursor.next();
  }
}

function parseRedefines(cursor: Cursor, entry: EntryDraft): void {
  refuseSecond(cursor, entry, "redefines", "REDEFINES");
  cursor.next();
  const base = parseReference(cursor, entry, "the item that is redefined");
  if (base !== null) entry.redefines ??= { value: base.name, span: base.span };
}

function parseRenames(cursor: Cursor, entry: EntryDraft): void {
  refuseSecond(cursor, entry, "renames", "RENAMES");
  const start = cursor.next();
  const from = parseReference(cursor, entry, "the first item");
  if (from === null) return;
  const through = cursor.skipWord("THRU", "THROUGH")
    ? parseReference(cursor, entry, "the last item")
    : undefined;
  if (through === null) return;
  const value = through === undefined ? { from } : { from, through };
  entry.renames ??= { value, span: cursor.span(start) };
}

/** Statements and headings that a data description cannot hold; a few are known by name. */
function refuseStatement(cursor: Cursor, token: Token): void {
  if (token.kind === "word" && ["COPY", "REPLACE", "EXEC"].includes(token.upper)) {
    cursor.findings.add("HMS_CPY_UNSUPPORTED", cursor.span(token), `${token.upper} is not supported`);
  } else {
    cursor.syntax(token, `expected a level number, found ${describe(token)}`, {
      hint: "An entry starts with a level number: 01 to 49, 66, 77 or 88.",
    });
  }
  cursor.next();
  skipToEntry(cursor);
}
