import { addProblem, type Problems } from "../problems/problems.ts";
import { bigIntOf, decimalOf, numberOf } from "./digits-read.ts";

/** The digits read last, 0 to 9 each. */
const read = new Uint8Array(48);

/** Reads a COMP-3 number of at most 15 digits and none behind the point. */
export function getPackedNumber(
  bytes: Uint8Array,
  at: number,
  digits: number,
  signed: boolean,
  problems: Problems,
  field: number,
): number {
  return numberOf(read, digits, readDigits(bytes, at, digits, signed, problems, field));
}

/** Reads a COMP-3 number of more than 15 digits and none behind the point. */
export function getPackedBigInt(
  bytes: Uint8Array,
  at: number,
  digits: number,
  signed: boolean,
  problems: Problems,
  field: number,
): bigint {
  return bigIntOf(read, digits, readDigits(bytes, at, digits, signed, problems, field));
}

/** Reads a COMP-3 number with digits behind the point, as text with all of them. */
export function getPackedDecimal(
  bytes: Uint8Array,
  at: number,
  digits: number,
  scale: number,
  signed: boolean,
  problems: Problems,
  field: number,
): string {
  return decimalOf(read, digits, scale, readDigits(bytes, at, digits, signed, problems, field));
}

/**
 * Gives the sign: -1, 1, or 0 after a problem.
 *
 * A, C, E and F are plus, B and D minus, as the hardware takes them (z/Architecture, "Decimal data formats").
 */
function readDigits(
  bytes: Uint8Array,
  at: number,
  digits: number,
  signed: boolean,
  problems: Problems,
  field: number,
): -1 | 0 | 1 {
  const last = at + (digits >> 1);
  // nibble 0 is the unused half byte in front of an even number of digits
  let index = (digits & 1) === 0 ? -1 : 0;
  let zero = true;
  for (let byte = at; byte <= last; byte++) {
    const pair = bytes[byte]!;
    const high = pair >> 4;
    const low = pair & 0x0f;
    if (index < 0 ? high !== 0 : high > 9 || (byte < last && low > 9)) {
      addProblem(
        problems,
        field,
        "bad-digit",
        "has a half byte that is no digit",
        byte,
        bytes,
        at,
        last - at + 1,
      );
      return 0;
    }
    if (index >= 0) read[index] = high;
    if (byte < last) read[index + 1] = low;
    if (high !== 0 || (byte < last && low !== 0)) zero = false;
    index += 2;
  }
  const sign = bytes[last]! & 0x0f;
  if (sign < 0xa) {
    addProblem(
      problems,
      field,
      "bad-sign",
      "has no sign in its last half byte",
      last,
      bytes,
      at,
      last - at + 1,
    );
    return 0;
  }
  const negative = sign === 0xb || sign === 0xd;
  if (negative && !signed && !zero) {
    addProblem(
      problems,
      field,
      "bad-sign",
      "is negative, the field has no sign",
      last,
      bytes,
      at,
      last - at + 1,
    );
    return 0;
  }
  return negative ? -1 : 1;
}
