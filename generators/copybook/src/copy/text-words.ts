/** A text word: what COPY and REPLACE compare (COBOL 2002, 3.183): no blank, no comma or semicolon before a blank. */
export interface TextWord {
  readonly kind: "word" | "literal" | "period" | "delimiter";
  readonly text: string;
  /** In upper case, but for literals. */
  readonly match: string;
  readonly start: number;
  readonly end: number;
}

const SINGLE = "():";

/** Cuts program text into text words. Parentheses and colons are words of their own, so `:TAG:-NAME` can be matched. */
export function textWords(text: string): TextWord[] {
  const words: TextWord[] = [];
  const push = (kind: TextWord["kind"], start: number, end: number): number => {
    const word = text.slice(start, end);
    words.push({ kind, text: word, match: kind === "literal" ? word : word.toUpperCase(), start, end });
    return end;
  };
  let at = 0;
  while (at < text.length) {
    const character = text[at]!;
    if (character === " " || character === "\n") at++;
    else if (isSeparator(text, at)) at = character === "." ? push("period", at, at + 1) : at + 1;
    else if (character === "'" || character === '"') at = push("literal", at, literalEnd(text, at));
    else if (character === "=" && text[at + 1] === "=") at = push("delimiter", at, at + 2);
    else if (SINGLE.includes(character)) at = push("word", at, at + 1);
    else at = push("word", at, wordEnd(text, at));
  }
  return words;
}

function isSeparator(text: string, at: number): boolean {
  const next = text[at + 1];
  const open = next === undefined || next === " " || next === "\n" || (next === "=" && text[at + 2] === "=");
  return open && ".,;".includes(text[at]!);
}

function literalEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== "\n") {
    if (text[at] === text[start]) {
      if (text[at + 1] !== text[start]) return at + 1;
      at++;
    }
    at++;
  }
  return at;
}

function wordEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const character = text[at]!;
    if (` \n'"${SINGLE}`.includes(character) || isSeparator(text, at)) break;
    if (character === "=" && text[at + 1] === "=") break;
    at++;
  }
  return at;
}
