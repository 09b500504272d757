import { type Edited, readEdited } from "./edited-picture.ts";
import { expandSymbols, type PictureFault, pictureFault, type Symbols } from "./picture-symbols.ts";

/** What a PICTURE says, before USAGE and SIGN. */
export type Picture =
  | { readonly kind: "text"; readonly width: number }
  /** N: national characters; G: double-byte ones. */
  | { readonly kind: "national"; readonly width: number; readonly letter: "N" | "G" }
  | { readonly kind: "number"; readonly digits: number; readonly scale: number; readonly signed: boolean }
  | Edited;

/** Pictures that are right in COBOL and refused by name. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/U/, "UTF-8 pictures (U) are not supported"],
  [/E/, "floating-point pictures (E) are not supported"],
  [/1/, "boolean pictures (1) are not supported"],
];

/**
 * Reads a PICTURE character-string, in upper case.
 *
 * A repetition `(n)` multiplies the symbol before it (COBOL 2002, 13.16.38). A text with insertion (B, 0, /) is a text of
 * its full width: the insertions are written by whoever gives the value.
 */
export function readPicture(text: string): Picture | PictureFault {
  const symbols = expandSymbols(text);
  if ("kind" in symbols) return symbols;
  const letters = symbols.map((entry) => entry.symbol).join("");
  for (const [pattern, message] of REFUSED) {
    const found = pattern.exec(letters);
    if (found !== null && /^[XA9SVPNGUE1Z*+\-,.B0/$CRD]+$/.test(letters)) {
      return pictureFault("unsupported", message, symbols[found.index]!.at, found[0].length);
    }
  }
  const unknown = symbols.find((entry) => !"XA9SVPNGZ*+-,.B0/$CRD".includes(entry.symbol));
  if (unknown !== undefined) {
    return pictureFault(
      "wrong",
      "expected a picture of X, A, 9, S, V, P, N or editing symbols",
      unknown.at,
      1,
    );
  }
  if (/[NG]/.test(letters)) return readNational(symbols);
  if (/[XA]/.test(letters)) return readText(symbols);
  return /^[9SVP]*$/.test(letters) ? readNumber(symbols, text.length) : readEdited(symbols, text.length);
}

function readNational(symbols: Symbols): Picture | PictureFault {
  const letter = symbols.find(({ symbol }) => symbol === "N" || symbol === "G")!.symbol as "N" | "G";
  const stray = symbols.find(({ symbol }) => symbol !== letter && !"B0/".includes(symbol));
  if (stray !== undefined)
    return pictureFault("wrong", `${stray.symbol} cannot stand with ${letter}`, stray.at, 1);
  return { kind: "national", width: total(symbols), letter };
}

function readText(symbols: Symbols): Picture | PictureFault {
  const stray = symbols.find(({ symbol }) => !"XA9B0/".includes(symbol));
  if (stray !== undefined)
    return pictureFault("wrong", `${stray.symbol} cannot stand with X or A`, stray.at, 1);
  return { kind: "text", width: total(symbols) };
}

function readNumber(symbols: Symbols, length: number): Picture | PictureFault {
  let signed = false;
  let point: number | null = null;
  let digits = 0;
  /** P before the first and behind the last 9. */
  let leading = 0;
  let trailing = 0;
  for (const [index, { symbol, count, at }] of symbols.entries()) {
    if (symbol === "9") {
      if (trailing > 0) return pictureFault("wrong", "P stands at one end of the digits", at, 1);
      digits += count;
    } else if (symbol === "S") {
      if (index !== 0 || count !== 1) return pictureFault("wrong", "S stands once, at the start", at, 1);
      signed = true;
    } else if (symbol === "P") {
      if (digits === 0) leading += count;
      else if (leading > 0 || point !== null)
        return pictureFault("wrong", "P stands at one end of the digits", at, 1);
      else trailing += count;
    } else {
      if (point !== null || count !== 1) return pictureFault("wrong", "V stands at most once", at, 1);
      if (leading > 0 && digits === 0) return pictureFault("wrong", "the point is to the left of P", at, 1);
      point = digits;
    }
  }
  if (digits === 0) return pictureFault("wrong", "a number needs at least one 9", 0, length);
  const scale =
    leading > 0 ? leading + digits : trailing > 0 ? -trailing : point === null ? 0 : digits - point;
  return { kind: "number", digits, scale, signed };
}

function total(symbols: Symbols): number {
  return symbols.reduce((sum, entry) => sum + entry.count, 0);
}
