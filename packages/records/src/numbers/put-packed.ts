import { addProblem, type Problems } from "../problems/problems.ts";
import { type NumberInput, scanDigits, scanned } from "./scan-digits.ts";

/** Sign nibbles: C and D are the preferred ones of z/Architecture, F is unsigned. */
const PLUS = 0xc;
const MINUS = 0xd;
const UNSIGNED = 0xf;

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
  if (typeof value === "number" && scale === 0 && value >= 0 && (value | 0) === value) {
    putSmall(bytes, at, last, digits, value, signed ? PLUS : UNSIGNED, problems, field);
    return;
  }
  const sign = scanDigits(value, digits, scale, signed, problems, field);
  if (sign === 0) return;
  let index = digits - 1;
  bytes[last] = (scanned[index]! << 4) | (signed ? (sign < 0 ? MINUS : PLUS) : UNSIGNED);
  for (let byte = last - 1; byte >= at; byte--) {
    index -= 2;
    bytes[byte] = ((index >= 0 ? scanned[index]! : 0) << 4) | scanned[index + 1]!;
  }
}

function putSmall(
  bytes: Uint8Array,
  at: number,
  last: number,
  digits: number,
  value: number,
  sign: number,
  problems: Problems,
  field: number,
): void {
  let tenth = (value / 10) | 0;
  bytes[last] = ((value - tenth * 10) << 4) | sign;
  let rest = tenth;
  for (let byte = last - 1; byte >= at; byte--) {
    const hundredth = (rest / 100) | 0;
    const pair = rest - hundredth * 100;
    tenth = (pair / 10) | 0;
    bytes[byte] = (tenth << 4) | (pair - tenth * 10);
    rest = hundredth;
  }
  // an even number of digits leaves half a byte in front, which has to stay zero
  if (rest !== 0 || ((digits & 1) === 0 && bytes[at]! > 0x0f)) {
    addProblem(
      problems,
      field,
      "overflow",
      `has ${String(value).length} digits before the point, the field holds ${digits}`,
    );
  }
}
