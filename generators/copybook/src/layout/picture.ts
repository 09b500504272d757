/** What a PICTURE says, before USAGE and SIGN. */
export type Picture =
  | { readonly kind: "text"; readonly width: number }
  | { readonly kind: "number"; readonly digits: number; readonly scale: number; readonly signed: boolean };

export interface PictureFault {
  readonly kind: "fault";
  /** `unsupported`: right in COBOL, not known here. */
  readonly reason: "unsupported" | "wrong";
  readonly message: string;
  /** Characters of the picture to point at. */
  readonly at: number;
  readonly width: number;
}

/** Pictures that are right in COBOL and refused by name. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/P/, "P scaling in a picture is not supported"],
  [/[NG]/, "national and double-byte pictures (N, G) are not supported"],
  [/U/, "UTF-8 pictures (U) are not supported"],
  [/E/, "floating-point pictures (E) are not supported"],
  [/1/, "boolean pictures (1) are not supported"],
  [/[Z*+\-,.B0/$]|CR|DB/, "edited pictures are not supported"],
];

/**
 * Reads a PICTURE character-string, in upper case.
 *
 * Known are text of X, A and 9, and numbers of S, 9 and V (COBOL 2002, 13.16.38). A repetition `(n)` multiplies the
 * symbol before it.
 */
export function readPicture(text: string): Picture | PictureFault {
  const symbols: { symbol: string; count: number; at: number }[] = [];
  for (let at = 0; at < text.length; ) {
    const symbol = text[at]!;
    const repetition = /^\((\d+)\)/.exec(text.slice(at + 1));
    if (symbol === "(" || (text[at + 1] === "(" && repetition === null)) {
      return fault(
        "wrong",
        "a repetition is a number in parentheses behind a symbol",
        symbol === "(" ? at : at + 1,
        1,
      );
    }
    const count = repetition === null ? 1 : Number(repetition[1]);
    const width = 1 + (repetition?.[0].length ?? 0);
    if (count === 0) return fault("wrong", "a symbol cannot be repeated zero times", at, width);
    if (count > 2 ** 31) return fault("wrong", "the repetition is too large", at, width);
    symbols.push({ symbol, count, at });
    at += width;
  }
  const letters = symbols.map((entry) => entry.symbol).join("");
  for (const [pattern, message] of REFUSED) {
    const found = pattern.exec(letters);
    if (found !== null && /^[XA9SVPNGUE1Z*+\-,.B0/$CRD]+$/.test(letters)) {
      return fault("unsupported", message, symbols[found.index]!.at, found[0].length);
    }
  }
  const unknown = symbols.find((entry) => !"XA9SV".includes(entry.symbol));
  if (unknown !== undefined) {
    return fault("wrong", "expected a picture of X, A, 9, S and V", unknown.at, 1);
  }
  return /[XA]/.test(letters) ? readText(symbols) : readNumber(symbols, text.length);
}

type Symbols = readonly { readonly symbol: string; readonly count: number; readonly at: number }[];

function readText(symbols: Symbols): Picture | PictureFault {
  const stray = symbols.find((entry) => entry.symbol === "S" || entry.symbol === "V");
  if (stray !== undefined) return fault("wrong", `${stray.symbol} cannot stand with X or A`, stray.at, 1);
  return { kind: "text", width: total(symbols) };
}

function readNumber(symbols: Symbols, length: number): Picture | PictureFault {
  let signed = false;
  let point: number | null = null;
  let digits = 0;
  for (const [index, { symbol, count, at }] of symbols.entries()) {
    if (symbol === "9") digits += count;
    else if (symbol === "S") {
      if (index !== 0 || count !== 1) return fault("wrong", "S stands once, at the start", at, 1);
      signed = true;
    } else {
      if (point !== null || count !== 1) return fault("wrong", "V stands at most once", at, 1);
      point = digits;
    }
  }
  if (digits === 0) return fault("wrong", "a number needs at least one 9", 0, length);
  return { kind: "number", digits, scale: point === null ? 0 : digits - point, signed };
}

function total(symbols: Symbols): number {
  return symbols.reduce((sum, entry) => sum + entry.count, 0);
}

function fault(reason: PictureFault["reason"], message: string, at: number, width: number): PictureFault {
  return { kind: "fault", reason, message, at, width };
}
