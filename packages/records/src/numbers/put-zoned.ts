import type { Problems } from "../problems/problems.ts";
import { safeInteger } from "./safe-integer.ts";
import { type NumberInput, scanDigits } from "./scan-digits.ts";
import { scanned } from "./scanned.ts";
import type { ZonedForm } from "./zoned-form.ts";

/** Where the sign stands. */
export type SignPlace = "trailing" | "leading" | "trailing-separate" | "leading-separate";

const MOST_INT = 0x7fff_ffff;

/** Writes an unsigned DISPLAY number. Absent or null leaves what stands there. */
export function putZoned(
  bytes: Uint8Array,
  at: number,
  digits: number,
  scale: number,
  value: NumberInput | null | undefined,
  form: ZonedForm,
  problems: Problems,
  field: number,
): void {
  if (value === undefined || value === null) return;
  const whole = safeInteger(value, scale);
  if (whole >= 0 && putDigits(bytes, at, digits, whole, form.zero)) return;
  if (scanDigits(value, digits, scale, false, problems, field) !== 0) putScanned(bytes, at, digits, form);
}

/** Writes a DISPLAY number with its sign over the last digit. */
export function putSignedZoned(
  bytes: Uint8Array,
  at: number,
  digits: number,
  scale: number,
  value: NumberInput | null | undefined,
  form: ZonedForm,
  problems: Problems,
  field: number,
): void {
  if (value === undefined || value === null) return;
  const sign = putAnyDigits(bytes, at, digits, scale, value, form, problems, field);
  if (sign === 0) return;
  const last = at + digits - 1;
  bytes[last] = (sign < 0 ? form.minus : form.plus)[bytes[last]! - form.zero]!;
}

/** Writes a DISPLAY number with its sign where SIGN says. */
export function putPlacedZoned(
  bytes: Uint8Array,
  at: number,
  digits: number,
  scale: number,
  place: SignPlace,
  value: NumberInput | null | undefined,
  form: ZonedForm,
  problems: Problems,
  field: number,
): void {
  if (value === undefined || value === null) return;
  const first = place === "leading-separate" ? at + 1 : at;
  const sign = putAnyDigits(bytes, first, digits, scale, value, form, problems, field);
  if (sign === 0) return;
  if (place === "leading" || place === "trailing") {
    const signed = place === "leading" ? first : first + digits - 1;
    bytes[signed] = (sign < 0 ? form.minus : form.plus)[bytes[signed]! - form.zero]!;
  } else {
    const separate = place === "leading-separate" ? at : at + digits;
    bytes[separate] = sign < 0 ? form.minusSign : form.plusSign;
  }
}

function putAnyDigits(
  bytes: Uint8Array,
  at: number,
  digits: number,
  scale: number,
  value: NumberInput,
  form: ZonedForm,
  problems: Problems,
  field: number,
): -1 | 0 | 1 {
  const whole = safeInteger(value, scale);
  if (whole < 0) {
    if (putDigits(bytes, at, digits, -whole, form.zero)) return -1;
  } else if (whole >= 0 && putDigits(bytes, at, digits, whole, form.zero)) return 1;
  const sign = scanDigits(value, digits, scale, true, problems, field);
  if (sign !== 0) putScanned(bytes, at, digits, form);
  return sign;
}

/** False when the value has more digits; what was written then is not used. */
function putDigits(bytes: Uint8Array, at: number, digits: number, value: number, zero: number): boolean {
  let index = at + digits - 1;
  let rest = value;
  while (rest > MOST_INT && index >= at) {
    const tenth = Math.floor(rest / 10);
    bytes[index--] = zero + rest - tenth * 10;
    rest = tenth;
  }
  // integers of 31 bits are divided without a detour over fractions
  let small = rest | 0;
  for (; index >= at; index--) {
    const tenth = (small / 10) | 0;
    bytes[index] = zero + small - tenth * 10;
    small = tenth;
  }
  return small === 0 && rest <= MOST_INT;
}

function putScanned(bytes: Uint8Array, at: number, digits: number, form: ZonedForm): void {
  for (let index = 0; index < digits; index++) bytes[at + index] = form.zero + scanned[index]!;
}
