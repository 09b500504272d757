import type { SourceSpan } from "@hms-sync/connector-api";
import type { FindingDetails, FindingList } from "../finding-list.ts";
import { type SourceText, spanOf } from "../source/source-text.ts";
import type { Token } from "../tokens/token.ts";

/** Walks over the tokens of one text. */
export interface Cursor {
  peek(ahead?: number): Token | undefined;
  next(): Token | undefined;
  /** Steps over the next token when it is one of these words. */
  skipWord(...words: readonly string[]): boolean;
  span(token: Token | undefined): SourceSpan;
  /** The place right behind the last token read. */
  spanBehind(): SourceSpan;
  readonly findings: FindingList;
  syntax(token: Token | undefined, message: string, details?: FindingDetails): void;
}

export function createCursor(source: SourceText, tokens: readonly Token[], findings: FindingList): Cursor {
  let at = 0;
  const span = (token: Token | undefined): SourceSpan =>
    token === undefined
      ? spanOf(source, source.text.length, source.text.length)
      : spanOf(source, token.start, token.end);
  return {
    findings,
    span,
    peek: (ahead = 0) => tokens[at + ahead],
    next: () => tokens[at++],
    skipWord(...words) {
      const token = tokens[at];
      if (token?.kind !== "word" || !words.includes(token.upper)) return false;
      at++;
      return true;
    },
    spanBehind() {
      const last = span(tokens[at - 1]);
      return { ...last, line: last.endLine, column: last.endColumn, endColumn: last.endColumn + 1 };
    },
    syntax(token, message, details) {
      findings.add("HMS_CPY_SYNTAX", span(token), message, details);
    },
  };
}

/** How a token is named in a message: keywords and names as written, literals never (they may be values). */
export function describe(token: Token | undefined): string {
  if (token === undefined) return "the end of the text";
  if (token.kind === "period") return "a period";
  if (token.kind === "literal" || token.kind === "prefixed") return "a literal";
  return `\`${token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text}\``;
}
