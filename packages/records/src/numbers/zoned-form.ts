import type { CodePage } from "../code-pages/code-page.ts";

/** Which bytes digits and signed digits have. */
export interface ZonedForm {
  /** The byte of zero; the other digits follow it. */
  readonly zero: number;
  /** Per digit the byte that also says plus, or minus. */
  readonly plus: Uint8Array;
  readonly minus: Uint8Array;
  /** Per byte its digit, or -1. */
  readonly digit: Int8Array;
  /** Per byte its digit when it carries a sign: the digit for plus, 16 more for minus, or -1. */
  readonly signedDigit: Int8Array;
  /** The bytes of a separate sign. */
  readonly plusSign: number;
  readonly minusSign: number;
  readonly space: number;
}

/** How the sign is put over a digit: see `overpunchBytes`. */
export type Overpunch = "ebcdic" | "ibm-ascii" | "microfocus";

/** What a signed digit read from a table adds when it is negative. */
export const MINUS = 16;

export function zonedForm(page: CodePage, overpunch: Overpunch): ZonedForm {
  const { zero } = page;
  const { plus, minus } = overpunchBytes(page, overpunch);
  const digit = new Int8Array(256).fill(-1);
  const signedDigit = new Int8Array(256).fill(-1);
  for (let value = 0; value < 10; value++) {
    digit[zero + value] = value;
    // a digit without a sign is positive in every convention
    signedDigit[zero + value] = value;
    if (overpunch === "ebcdic") {
      // the hardware also takes zones A and E for plus, B for minus (z/Architecture, "Decimal data formats")
      signedDigit[0xa0 + value] = value;
      signedDigit[0xe0 + value] = value;
      signedDigit[0xb0 + value] = value + MINUS;
    }
    signedDigit[plus[value]!] = value;
    signedDigit[minus[value]!] = value + MINUS;
  }
  const byte = (character: string): number => page.encode[character.charCodeAt(0)]!;
  return {
    zero,
    plus,
    minus,
    digit,
    signedDigit,
    plusSign: byte("+"),
    minusSign: byte("-"),
    space: page.space,
  };
}

/**
 * - `ebcdic`: zone C for plus, D for minus, F without a sign
 * - `ibm-ascii`: those bytes as a text transfer turns them into characters: `{`, `A` to `I`, and `}`, `J` to `R`
 * - `microfocus`: plus is the plain digit, minus the digit with bit 0x40: `p` to `y`. GnuCOBOL does the same
 */
function overpunchBytes(page: CodePage, overpunch: Overpunch): { plus: Uint8Array; minus: Uint8Array } {
  if (overpunch === "ebcdic") return { plus: run(0xc0), minus: run(0xd0) };
  if (overpunch === "microfocus") return { plus: run(page.zero), minus: run(page.zero + 0x40) };
  return {
    plus: Uint8Array.from(Buffer.from("{ABCDEFGHI")),
    minus: Uint8Array.from(Buffer.from("}JKLMNOPQR")),
  };
}

function run(first: number): Uint8Array {
  return Uint8Array.from({ length: 10 }, (_, index) => first + index);
}
