import type { Problems } from "../problems/problems.ts";
import { safeInteger } from "./safe-integer.ts";
import { type NumberInput, scanDigits } from "./scan-digits.ts";
import { scanned } from "./scanned.ts";

/** Sign nibbles: C and D are the preferred ones of z/Architecture, F is unsigned. */
const PLUS = 0xc;
const MINUS = 0xd;
const UNSIGNED = 0xf;

const MOST_INT = 0x7fff_ffff;

/** Writes a COMP-3 number: two digits a byte, the sign in the last half. Absent or null leaves what stands there. */
export function putPacked(
  bytes: Uint8Array,
  at: number,
  digits: number,
  scale: number,
  signed: boolean,
  value: NumberInput | null | undefined,
  problems: Problems,
  field: number,
): void {
  if (value === undefined || value === null) return;
  const last = at + (digits >> 1);
  const whole = safeInteger(value, scale);
  if (whole >= 0) {
    if (putDigits(bytes, at, last, digits, whole, signed ? PLUS : UNSIGNED)) return;
  } else if (whole < 0 && signed && putDigits(bytes, at, last, digits, -whole, MINUS)) return;
  const sign = scanDigits(value, digits, scale, signed, problems, field);
  if (sign === 0) return;
  let index = digits - 1;
  bytes[last] = (scanned[index]! << 4) | (signed ? (sign < 0 ? MINUS : PLUS) : UNSIGNED);
  for (let byte = last - 1; byte >= at; byte--) {
    index -= 2;
    bytes[byte] = ((index >= 0 ? scanned[index]! : 0) << 4) | scanned[index + 1]!;
  }
}

/** False when the value has more digits; what was written then is not used. */
function putDigits(
  bytes: Uint8Array,
  at: number,
  last: number,
  digits: number,
  value: number,
  sign: number,
): boolean {
  let rest = Math.floor(value / 10);
  bytes[last] = ((value - rest * 10) << 4) | sign;
  let byte = last - 1;
  for (; rest > MOST_INT && byte >= at; byte--) {
    const hundredth = Math.floor(rest / 100);
    bytes[byte] = packedPair(rest - hundredth * 100);
    rest = hundredth;
  }
  let small = rest | 0;
  for (; byte >= at; byte--) {
    const hundredth = (small / 100) | 0;
    bytes[byte] = packedPair(small - hundredth * 100);
    small = hundredth;
  }
  // an even number of digits leaves half a byte in front, which has to stay zero
  return small === 0 && rest <= MOST_INT && ((digits & 1) === 1 || bytes[at]! <= 0x0f);
}

/** 0 to 99 as two half bytes. */
function packedPair(value: number): number {
  const tenth = (value / 10) | 0;
  return (tenth << 4) | (value - tenth * 10);
}
