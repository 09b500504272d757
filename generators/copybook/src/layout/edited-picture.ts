import type { ItemType } from "@hms-sync/gen/source";
import { type PictureFault, pictureFault, type Symbols } from "./picture-symbols.ts";

/** A numeric-edited picture; BLANK WHEN ZERO is a clause of its own. */
export type Edited = Omit<Extract<ItemType, { readonly kind: "edited" }>, "blankWhenZero">;

/** Longest edited item that compilers take. */
const LONGEST = 255;

/**
 * Reads a numeric-edited picture and counts its digits (COBOL 2002, 13.16.38.5): 9, Z and * hold a digit each, a floating
 * string of +, - or $ one less than its length.
 */
export function readEdited(symbols: Symbols, length: number): Edited | PictureFault {
  const size = symbols.reduce((sum, entry) => sum + entry.count, 0);
  if (size > LONGEST) {
    return pictureFault("wrong", `an edited picture has at most ${LONGEST} characters`, 0, length);
  }
  const mask = symbols.map(({ symbol, count }) => symbol.repeat(count)).join("");
  const places = symbols.flatMap(({ at, count }) => Array.from({ length: count }, () => at));
  const wrong = (index: number, message: string): PictureFault =>
    pictureFault("wrong", message, places[index] ?? 0, 1);
  const sign = signFault(mask, wrong) ?? suppressionFault(mask, wrong) ?? pointFault(mask, wrong);
  if (sign !== null) return sign;

  const floating = floatingSymbol(mask);
  let digits = 0;
  let behind = 0;
  let shift = 0;
  let point = false;
  let floated = false;
  for (const symbol of mask) {
    if (symbol === "." || symbol === "V") point = true;
    else if (symbol === "P") shift++;
    else if (symbol === floating && !floated) floated = true;
    else if (symbol === "9" || symbol === "Z" || symbol === "*" || symbol === floating) {
      digits++;
      if (point) behind++;
    }
  }
  if (digits === 0)
    return pictureFault("wrong", "an edited number needs a 9, Z, * or a floating string", 0, length);
  const firstP = mask.indexOf("P");
  const leadingP = firstP !== -1 && !/[9Z*]/.test(mask.slice(0, firstP));
  const scale = firstP === -1 ? behind : leadingP ? digits + shift : -shift;
  const width = mask.replaceAll(/[VP]/g, "").length;
  return { kind: "edited", mask, width, digits, scale, signed: /[+-]|CR|DB/.test(mask) };
}

type Wrong = (index: number, message: string) => PictureFault;

/** The symbol of the floating string: two or more of +, - or $ that only insertions part. */
function floatingSymbol(mask: string): string | null {
  return /([+\-$])[B0/,.V]*\1/.exec(mask)?.[1] ?? null;
}

function signFault(mask: string, wrong: Wrong): PictureFault | null {
  if (mask.includes("S")) return wrong(mask.indexOf("S"), "S cannot stand with editing symbols");
  const letters = /[CRD]/.exec(mask);
  const credit = /(CR|DB)$/.exec(mask);
  if (letters !== null && letters.index !== credit?.index) {
    return wrong(letters.index, "CR and DB stand at the end of the picture");
  }
  const plus = mask.indexOf("+");
  const minus = mask.indexOf("-");
  if (plus !== -1 && minus !== -1) return wrong(Math.max(plus, minus), "+ and - cannot stand in one picture");
  const sign = plus === -1 ? "-" : "+";
  const first = Math.max(plus, minus);
  if (first === -1) return null;
  if (credit !== null) return wrong(credit.index, "CR and DB cannot stand with + or -");
  if (floatingSymbol(mask) === sign) {
    const run = new RegExp(`^\\$?[B0/,]*\\${sign}[\\${sign}B0/,.V9P]*$`);
    const head = mask.slice(0, mask.lastIndexOf(sign));
    return run.test(mask) && !head.includes("9")
      ? null
      : wrong(mask.lastIndexOf(sign), `a floating string of ${sign} stands before the other digits`);
  }
  const count = mask.split(sign).length - 1;
  const leads = /^\$?$/.test(mask.slice(0, first).replaceAll(/[B0/]/g, ""));
  return count === 1 && (leads || first === mask.length - 1)
    ? null
    : wrong(mask.lastIndexOf(sign), `${sign} stands at the start or the end of the picture`);
}

function suppressionFault(mask: string, wrong: Wrong): PictureFault | null {
  const stars = mask.indexOf("*");
  const zeds = mask.indexOf("Z");
  if (stars !== -1 && zeds !== -1) return wrong(Math.max(stars, zeds), "Z and * cannot stand in one picture");
  const floating = floatingSymbol(mask);
  const suppressor = /[Z*]/.exec(mask);
  if (floating !== null && suppressor !== null) {
    return wrong(suppressor.index, `Z and * cannot stand with a floating string of ${floating}`);
  }
  const late = /9.*[Z*]/.exec(mask);
  if (late !== null) return wrong(late.index + late[0].length - 1, "Z and * stand before every 9");
  const dollar = mask.indexOf("$");
  if (dollar === -1) return null;
  if (!/^[+-]?$/.test(mask.slice(0, dollar).replaceAll(/[B0/]/g, ""))) {
    return wrong(dollar, "$ stands before the digits");
  }
  const last = mask.lastIndexOf("$");
  if (last !== dollar && /[9Z*]/.test(mask.slice(dollar, last))) {
    return wrong(last, "a floating string of $ stands before the other digits");
  }
  return null;
}

function pointFault(mask: string, wrong: Wrong): PictureFault | null {
  const points = [...mask.matchAll(/[.V]/g)];
  if (points.length > 1) return wrong(points[1]!.index, "a picture has one decimal point");
  if (mask.includes("P") && !/^(V?P+[^P]*|[^PV.]*P+V?[^P9Z*]*)$/.test(mask.replace(/^[+\-$]+/, ""))) {
    return wrong(mask.indexOf("P"), "P stands at one end of the digits");
  }
  return null;
}
