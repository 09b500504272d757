/**
 * - `word`: names, keywords and everything written with letters, digits, `-` and `_` that is not a number
 * - `number`: numeric literals and level numbers, signs included
 * - `literal`: quoted text, `text` without quotation marks and with doubled ones resolved
 * - `prefixed`: a literal with a prefix (`X"41"`); `text` is the prefix
 * - `picture`: the character-string after PICTURE
 * - `period`: the separator that ends an entry
 * - `other`: anything else, one character
 */
export type TokenKind = "word" | "number" | "literal" | "prefixed" | "picture" | "period" | "other";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** `text` in upper case, for keywords. */
  readonly upper: string;
  /** Of a prefixed literal: what stands between its quotation marks. */
  readonly content?: string;
  /** Indexes into the source text. */
  readonly start: number;
  readonly end: number;
  /** No other token stands before it on its line. */
  readonly first: boolean;
}
