import { addProblem, type Problems } from "../problems/problems.ts";
import { bigIntOf, decimalOf, numberOf } from "./digits-read.ts";

/** The digits read last, 0 to 9 each. */
const read = new Uint8Array(48);

/** Reads a COMP-6 number of at most 15 digits and none behind the point. */
export function getUnsignedPackedNumber(
  bytes: Uint8Array,
  at: number,
  digits: number,
  problems: Problems,
  field: number,
): number {
  return numberOf(read, digits, readDigits(bytes, at, digits, problems, field));
}

/** Reads a COMP-6 number of more than 15 digits and none behind the point. */
export function getUnsignedPackedBigInt(
  bytes: Uint8Array,
  at: number,
  digits: number,
  problems: Problems,
  field: number,
): bigint {
  return bigIntOf(read, digits, readDigits(bytes, at, digits, problems, field));
}

/** Reads a COMP-6 number with digits behind the point, as text with all of them. */
export function getUnsignedPackedDecimal(
  bytes: Uint8Array,
  at: number,
  digits: number,
  scale: number,
  problems: Problems,
  field: number,
): string {
  return decimalOf(read, digits, scale, readDigits(bytes, at, digits, problems, field));
}

/** 1, or 0 after a problem. */
function readDigits(bytes: Uint8Array, at: number, digits: number, problems: Problems, field: number): 0 | 1 {
  const length = (digits + 1) >> 1;
  // nibble 0 is the unused half byte in front of an odd number of digits
  let index = (digits & 1) === 1 ? -1 : 0;
  for (let byte = at; byte < at + length; byte++) {
    const high = bytes[byte]! >> 4;
    const low = bytes[byte]! & 0x0f;
    if (low > 9 || (index < 0 ? high !== 0 : high > 9)) {
      addProblem(problems, field, "bad-digit", "has a half byte that is no digit", byte, bytes, at, length);
      return 0;
    }
    if (index >= 0) read[index] = high;
    read[index + 1] = low;
    index += 2;
  }
  return 1;
}
