import { addProblem, type Problems } from "../problems/problems.ts";
import { bigIntOf, decimalOf, numberOf } from "./digits-read.ts";
import type { SignPlace } from "./put-zoned.ts";
import { MINUS, type ZonedForm } from "./zoned-form.ts";

/** The digits read last, 0 to 9 each. */
const read = new Uint8Array(48);

/** Reads a DISPLAY number of at most 15 digits and none behind the point. */
export function getZonedNumber(
  bytes: Uint8Array,
  at: number,
  digits: number,
  place: SignPlace | null,
  form: ZonedForm,
  problems: Problems,
  field: number,
): number {
  const sign = readDigits(bytes, at, digits, place, form, problems, field);
  return numberOf(read, digits, sign);
}

/** Reads a DISPLAY number of more than 15 digits and none behind the point. */
export function getZonedBigInt(
  bytes: Uint8Array,
  at: number,
  digits: number,
  place: SignPlace | null,
  form: ZonedForm,
  problems: Problems,
  field: number,
): bigint {
  const sign = readDigits(bytes, at, digits, place, form, problems, field);
  return bigIntOf(read, digits, sign);
}

/** Reads a DISPLAY number with digits behind the point, as text with all of them. */
export function getZonedDecimal(
  bytes: Uint8Array,
  at: number,
  digits: number,
  scale: number,
  place: SignPlace | null,
  form: ZonedForm,
  problems: Problems,
  field: number,
): string {
  const sign = readDigits(bytes, at, digits, place, form, problems, field);
  return decimalOf(read, digits, scale, sign);
}

/** Gives the sign: -1, 1, or 0 after a problem. */
function readDigits(
  bytes: Uint8Array,
  at: number,
  digits: number,
  place: SignPlace | null,
  form: ZonedForm,
  problems: Problems,
  field: number,
): -1 | 0 | 1 {
  const first = place === "leading-separate" ? at + 1 : at;
  const width = place === "leading-separate" || place === "trailing-separate" ? digits + 1 : digits;
  const signedIndex = place === "trailing" ? digits - 1 : place === "leading" ? 0 : -1;
  let sign: -1 | 0 | 1 = 1;
  for (let index = 0; index < digits; index++) {
    const byte = bytes[first + index]!;
    let digit = index === signedIndex ? form.signedDigit[byte]! : form.digit[byte]!;
    if (digit < 0) {
      const blank = isBlank(bytes, at, digits, form.space);
      const message = blank
        ? "is blank, expected digits"
        : index === signedIndex
          ? "has a byte that is no signed digit"
          : "has a byte that is no digit";
      addProblem(problems, field, "bad-digit", message, blank ? at : first + index, bytes, at, width);
      return 0;
    }
    if (digit >= MINUS) {
      sign = -1;
      digit -= MINUS;
    }
    read[index] = digit;
  }
  if (place === "leading-separate" || place === "trailing-separate") {
    const separate = place === "leading-separate" ? at : at + digits;
    if (bytes[separate] === form.minusSign) sign = -1;
    else if (bytes[separate] !== form.plusSign) {
      addProblem(
        problems,
        field,
        "bad-sign",
        "has a byte that is neither + nor -",
        separate,
        bytes,
        at,
        width,
      );
      return 0;
    }
  }
  return sign;
}

function isBlank(bytes: Uint8Array, at: number, length: number, space: number): boolean {
  for (let index = at; index < at + length; index++) if (bytes[index] !== space) return false;
  return true;
}
