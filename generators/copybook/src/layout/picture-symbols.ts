export interface PictureFault {
  readonly kind: "fault";
  /** `unsupported`: right in COBOL, not known here. */
  readonly reason: "unsupported" | "wrong";
  readonly message: string;
  /** Characters of the picture to point at. */
  readonly at: number;
  readonly width: number;
}

/** The symbols of a picture with how often each stands and where it was written. */
export type Symbols = readonly { readonly symbol: string; readonly count: number; readonly at: number }[];

/** Takes a picture apart into symbols and repetitions. */
export function expandSymbols(text: string): Symbols | PictureFault {
  const symbols: { symbol: string; count: number; at: number }[] = [];
  for (let at = 0; at < text.length; ) {
    const symbol = text[at]!;
    const repetition = text[at + 1] === "(" ? /^\((\d+)\)/.exec(text.slice(at + 1, at + 24)) : null;
    if (symbol === "(" || (text[at + 1] === "(" && repetition === null)) {
      const place = symbol === "(" ? at : at + 1;
      return pictureFault("wrong", "a repetition is a number in parentheses behind a symbol", place, 1);
    }
    const count = repetition === null ? 1 : Number(repetition[1]);
    const width = 1 + (repetition?.[0].length ?? 0);
    if (count === 0) return pictureFault("wrong", "a symbol cannot be repeated zero times", at, width);
    if (count > 2 ** 31) return pictureFault("wrong", "the repetition is too large", at, width);
    symbols.push({ symbol, count, at });
    at += width;
  }
  return symbols;
}

export function pictureFault(
  reason: PictureFault["reason"],
  message: string,
  at: number,
  width: number,
): PictureFault {
  return { kind: "fault", reason, message, at, width };
}
