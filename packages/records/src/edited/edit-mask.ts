import type { CodePage } from "../code-pages/code-page.ts";

/**
 * What stands at one character position of an edited field.
 *
 * `suppress` is Z or *, `float` a floating +, - or $ (the first of them holds no digit: `digit` is false), `sign` a + or -
 * in a fixed place, `credit` one letter of CR or DB. What is inserted and `kept` stays where zeros are suppressed.
 */
export type EditPosition =
  | { readonly kind: "digit" }
  | { readonly kind: "suppress" }
  | { readonly kind: "float"; readonly digit: boolean }
  | { readonly kind: "insert"; readonly byte: number; readonly kept: boolean }
  | { readonly kind: "point"; readonly byte: number }
  | { readonly kind: "currency"; readonly byte: number }
  | { readonly kind: "sign" }
  | { readonly kind: "credit"; readonly byte: number };

/** A numeric-edited PICTURE as a program for both directions. */
export interface EditMask {
  readonly positions: readonly EditPosition[];
  readonly digits: number;
  readonly scale: number;
  readonly signed: boolean;
  readonly blankWhenZero: boolean;
  /** No position is a 9: a zero leaves nothing but blanks, or asterisks. */
  readonly allSuppressed: boolean;
  /** What stands in place of suppressed zeros. */
  readonly pad: number;
  /** What floats, for values that are not negative and for those that are; 0 when nothing does. */
  readonly floatPlus: number;
  readonly floatMinus: number;
  /** A sign in a fixed place. */
  readonly signPlus: number;
  readonly signMinus: number;
  readonly space: number;
  readonly zero: number;
}

/**
 * Makes a picture a program (ISO/IEC 1989:2014, 13.18.40.4 "Editing rules"; IBM Enterprise COBOL Language Reference,
 * "PICTURE clause editing").
 *
 * @param mask with its repetitions written out, upper case
 * @param keeps 0 and / stay among suppressed zeros, as GnuCOBOL has it; the standard suppresses them as well
 * @throws RangeError when the picture and its number of digits do not agree.
 */
export function editMask(
  mask: string,
  digits: number,
  scale: number,
  blankWhenZero: boolean,
  page: CodePage,
  keeps = false,
): EditMask {
  const byte = (character: string): number => page.encode[character.charCodeAt(0)]!;
  const credit = /(?:CR|DB)$/.exec(mask)?.[0] ?? "";
  const characters = [...mask.slice(0, mask.length - credit.length)].filter(
    (character) => !/[VP]/.test(character),
  );
  const floating = ["+", "-", "$"].find(
    (sign) => characters.filter((character) => character === sign).length > 1,
  );
  let floatSeen = false;
  const positions = characters.map((character): EditPosition => {
    switch (character) {
      case "9":
        return { kind: "digit" };
      case "Z":
      case "*":
        return { kind: "suppress" };
      case ".":
        return { kind: "point", byte: byte(".") };
      case "B":
        return { kind: "insert", byte: page.space, kept: false };
      case "+":
      case "-":
      case "$": {
        if (character === floating) {
          const position = { kind: "float", digit: floatSeen } as const;
          floatSeen = true;
          return position;
        }
        return character === "$" ? { kind: "currency", byte: byte("$") } : { kind: "sign" };
      }
      default:
        return { kind: "insert", byte: byte(character), kept: keeps && character !== "," };
    }
  });
  for (const letter of credit) positions.push({ kind: "credit", byte: byte(letter) });
  const counted = positions.filter(holdsDigit).length;
  if (counted !== digits) throw new RangeError(`picture ${mask} has ${counted} digits, not ${digits}`);
  const fixed = characters.find(
    (character) => (character === "+" || character === "-") && character !== floating,
  );
  const floats = floating === "+" || floating === "-" || floating === "$";
  const space = page.space;
  return {
    positions,
    digits,
    scale,
    signed: credit !== "" || fixed !== undefined || floating === "+" || floating === "-",
    blankWhenZero,
    allSuppressed: !positions.some(({ kind }) => kind === "digit"),
    pad: characters.includes("*") ? byte("*") : space,
    floatPlus: !floats ? 0 : floating === "-" ? space : byte(floating),
    floatMinus: !floats ? 0 : floating === "$" ? byte("$") : byte("-"),
    signPlus: fixed === "+" ? byte("+") : space,
    signMinus: byte("-"),
    space,
    zero: page.zero,
  };
}

/** True for a position that holds a digit of the number. */
export function holdsDigit(position: EditPosition): boolean {
  return (
    position.kind === "digit" || position.kind === "suppress" || (position.kind === "float" && position.digit)
  );
}
