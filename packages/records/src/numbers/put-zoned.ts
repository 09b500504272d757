import type { Problems } from "../problems/problems.ts";
import { addProblem } from "../problems/problems.ts";
import { type NumberInput, scanDigits, scanned } from "./scan-digits.ts";
import type { ZonedForm } from "./zoned-form.ts";

/** Where the sign stands. */
export type SignPlace = "trailing" | "leading" | "trailing-separate" | "leading-separate";

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
  if (typeof value === "number" && scale === 0 && value >= 0 && (value | 0) === value) {
    putSmall(bytes, at, digits, value, form, problems, field);
  } else if (scanDigits(value, digits, scale, false, problems, field) !== 0) {
    putScanned(bytes, at, digits, form);
  }
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
  if (typeof value === "number" && scale === 0 && (value | 0) === value && value !== -2147483648) {
    const fits = putSmall(bytes, at, digits, value < 0 ? -value : value, form, problems, field);
    return fits ? (value < 0 ? -1 : 1) : 0;
  }
  const sign = scanDigits(value, digits, scale, true, problems, field);
  if (sign !== 0) putScanned(bytes, at, digits, form);
  return sign;
}

// integers of 31 bits, the usual case, need no text in between
function putSmall(
  bytes: Uint8Array,
  at: number,
  digits: number,
  value: number,
  form: ZonedForm,
  problems: Problems,
  field: number,
): boolean {
  const { zero } = form;
  let rest = value;
  for (let index = at + digits - 1; index >= at; index--) {
    const tenth = (rest / 10) | 0;
    bytes[index] = zero + rest - tenth * 10;
    rest = tenth;
  }
  if (rest === 0) return true;
  addProblem(
    problems,
    field,
    "overflow",
    `has ${String(value).length} digits before the point, the field holds ${digits}`,
  );
  return false;
}

function putScanned(bytes: Uint8Array, at: number, digits: number, form: ZonedForm): void {
  for (let index = 0; index < digits; index++) bytes[at + index] = form.zero + scanned[index]!;
}
