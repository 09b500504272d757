import type { Token } from "../tokens/token.ts";
import { type Cursor, describe } from "./cursor.ts";
import type { EntryDraft, FigurativeConstant, ValueLiteral, ValueRange } from "./entry.ts";
import { refuseSecond, skipToClause, startsEntry } from "./recover.ts";

const FIGURATIVE: Readonly<Record<string, FigurativeConstant>> = {
  SPACE: "SPACE",
  SPACES: "SPACE",
  ZERO: "ZERO",
  ZEROS: "ZERO",
  ZEROES: "ZERO",
  "LOW-VALUE": "LOW-VALUE",
  "LOW-VALUES": "LOW-VALUE",
  "HIGH-VALUE": "HIGH-VALUE",
  "HIGH-VALUES": "HIGH-VALUE",
  QUOTE: "QUOTE",
  QUOTES: "QUOTE",
};

/** `VALUE [IS] literal`, and the lists and ranges of level 88: `VALUES [ARE] literal [THRU literal] …`. */
export function parseValues(cursor: Cursor, entry: EntryDraft): void {
  refuseSecond(cursor, entry, "values", "VALUE");
  const start = cursor.next();
  cursor.skipWord("IS", "ARE");
  const values: ValueRange[] = [];
  while (startsLiteral(cursor.peek()) && !startsEntry(cursor)) {
    const from = parseLiteral(cursor, entry);
    if (from === null) return;
    if (cursor.skipWord("THRU", "THROUGH")) {
      const through = startsLiteral(cursor.peek()) ? parseLiteral(cursor, entry) : missing(cursor, entry);
      if (through === null) return;
      values.push({ from, through });
    } else {
      values.push({ from });
    }
  }
  if (values.length === 0) {
    missing(cursor, entry);
    return;
  }
  if (entry.level !== 88 && (values.length > 1 || values[0]!.through !== undefined)) {
    cursor.findings.add(
      "HMS_CPY_CLAUSE",
      cursor.span(start),
      "an item has one VALUE; lists and ranges belong to level 88",
    );
  }
  entry.values ??= { value: values, span: cursor.span(start) };
}

function startsLiteral(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === "literal" || token.kind === "number" || token.kind === "prefixed") return true;
  return token.kind === "word" && (token.upper === "ALL" || Object.hasOwn(FIGURATIVE, token.upper));
}

function parseLiteral(cursor: Cursor, entry: EntryDraft): ValueLiteral | null {
  const all = cursor.skipWord("ALL");
  const token = cursor.next();
  const span = cursor.span(token);
  if (token?.kind === "literal") {
    if (token.text === "") {
      cursor.syntax(token, "the literal is empty", { hint: "Use SPACES for an item of blanks." });
      entry.faulty = true;
    }
    return { kind: all ? "all" : "text", text: token.text, span };
  }
  if (token?.kind === "prefixed") return prefixed(cursor, entry, token, all);
  if (token?.kind === "number" && !all) return { kind: "number", text: token.text, span };
  const figurative = token?.kind === "word" ? FIGURATIVE[token.upper] : undefined;
  if (figurative !== undefined) return { kind: "figurative", text: figurative, span };
  cursor.syntax(token, `expected a literal, found ${describe(token)}`);
  entry.faulty = true;
  return null;
}

/** `X"C1"`: bytes; `N"…"` and `G"…"`: wide text; `Z"…"`: text and a zero byte. */
function prefixed(cursor: Cursor, entry: EntryDraft, token: Token, all: boolean): ValueLiteral | null {
  const span = cursor.span(token);
  const content = token.content ?? "";
  if (token.upper === "X" && /^([0-9A-F]{2})+$/i.test(content)) {
    return { kind: "hex", text: content.toUpperCase(), span };
  }
  if ((token.upper === "N" || token.upper === "G") && content !== "") {
    return { kind: all ? "all" : "text", text: content, span };
  }
  entry.faulty = true;
  if (token.upper === "X") {
    cursor.syntax(token, "a hexadecimal literal has two digits a byte", {
      hint: "Write an even number of the digits 0-9 and A-F.",
    });
  } else {
    cursor.findings.add(
      "HMS_CPY_UNSUPPORTED",
      span,
      `a literal with the prefix ${token.upper} is not supported`,
    );
  }
  return null;
}

function missing(cursor: Cursor, entry: EntryDraft): null {
  const token = cursor.peek();
  cursor.syntax(token, `expected a literal, found ${describe(token)}`, {
    hint: "Write a quoted text, a number, SPACES, ZERO, LOW-VALUES or HIGH-VALUES.",
  });
  entry.faulty = true;
  skipToClause(cursor);
  return null;
}
