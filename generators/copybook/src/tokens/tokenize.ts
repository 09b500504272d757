import type { FindingList } from "../finding-list.ts";
import { type SourceText, spanOf } from "../source/source-text.ts";
import type { Token, TokenKind } from "./token.ts";

const WORD = /[A-Za-z0-9_:$#@-]/;
const NUMBER = /^[+-]?(\d+(\.\d+)?|\.\d+)$/;

/** Cuts the program text into tokens. Literals without an end are reported and end at their line. */
export function tokenize(source: SourceText, findings: FindingList): Token[] {
  const { text } = source;
  const tokens: Token[] = [];
  let at = 0;
  let lineStart = true;

  function push(kind: TokenKind, value: string, start: number, end: number, content?: string): void {
    const more = content === undefined ? {} : { content };
    tokens.push({ kind, text: value, upper: value.toUpperCase(), start, end, first: lineStart, ...more });
    lineStart = false;
    at = end;
  }

  function reportOpen(start: number, end: number): void {
    findings.add("HMS_CPY_SYNTAX", spanOf(source, start, end), "the literal has no closing quotation mark", {
      hint: "Close the literal, or continue it on the next line with `-` in column 7.",
    });
  }

  while (at < text.length) {
    const character = text[at]!;
    if (character === "\n") {
      lineStart = true;
      at++;
    } else if (character === " " || ((character === "," || character === ";") && isBlank(text[at + 1]))) {
      at++;
    } else if (pictureFollows(tokens, text, at) && !(character === "." && isBlank(text[at + 1]))) {
      const end = pictureEnd(text, at);
      push("picture", text.slice(at, end), at, end);
    } else if (character === "." && isBlank(text[at + 1])) {
      push("period", ".", at, at + 1);
    } else if (character === '"' || character === "'") {
      const literal = readLiteral(text, at);
      if (!literal.closed) reportOpen(at, literal.end);
      push("literal", literal.value, at, literal.end);
    } else {
      const end = wordEnd(text, at);
      const word = text.slice(at, end);
      const next = text[end];
      if (/^[A-Za-z]{1,2}$/.test(word) && (next === '"' || next === "'")) {
        const literal = readLiteral(text, end);
        if (!literal.closed) reportOpen(at, literal.end);
        push("prefixed", word, at, literal.end, literal.value);
      } else if (NUMBER.test(word)) push("number", word, at, end);
      else if (word !== "" && WORD.test(character)) push("word", word, at, end);
      else push("other", character, at, at + 1);
    }
  }
  return tokens;
}

function isBlank(character: string | undefined): boolean {
  return character === undefined || character === " " || character === "\n";
}

/** The next token is a picture when PIC or PICTURE, with or without IS, stands before it. */
function pictureFollows(tokens: readonly Token[], text: string, at: number): boolean {
  const last = tokens.at(-1);
  if (isPictureWord(last)) return !/^is(?=[ \n]|$)/i.test(text.slice(at, at + 3));
  return last?.kind === "word" && last.upper === "IS" && isPictureWord(tokens.at(-2));
}

function isPictureWord(token: Token | undefined): boolean {
  return token?.kind === "word" && (token.upper === "PIC" || token.upper === "PICTURE");
}

/** A picture ends at a blank; a period or comma before that blank is a separator. */
function pictureEnd(text: string, start: number): number {
  let end = start;
  while (!isBlank(text[end])) end++;
  while (end > start + 1 && ".,;".includes(text[end - 1]!)) end--;
  return end;
}

function readLiteral(text: string, start: number): { value: string; end: number; closed: boolean } {
  const quote = text[start]!;
  let value = "";
  let at = start + 1;
  while (at < text.length && text[at] !== "\n") {
    if (text[at] === quote) {
      if (text[at + 1] !== quote) return { value, end: at + 1, closed: true };
      at++;
    }
    value += text[at]!;
    at++;
  }
  return { value, end: at, closed: false };
}

/** Words end at the first character that cannot be part of them; a point belongs to a number when digits follow. */
function wordEnd(text: string, start: number): number {
  let end = start;
  if (text[end] === "+" || text[end] === "-") end++;
  while (end < text.length) {
    const character = text[end]!;
    const point =
      character === "." && /^[+-]?\d*$/.test(text.slice(start, end)) && /\d/.test(text[end + 1] ?? "");
    if (!WORD.test(character) && !point) break;
    end++;
  }
  return end;
}
