import { addProblem, type Problems } from "../problems/problems.ts";
import type { BinaryForm } from "./binary-form.ts";
import { safeInteger } from "./safe-integer.ts";
import { type NumberInput, scanDigits, scanned } from "./scan-digits.ts";

/** Digits that any value of 8 bytes has at most. */
const STORAGE_DIGITS = 20;

/** Writes a COMP number, two's complement. Absent or null leaves what stands there. */
export function putBinary(
  bytes: Uint8Array,
  at: number,
  form: BinaryForm,
  value: NumberInput | null | undefined,
  problems: Problems,
  field: number,
): void {
  if (value === undefined || value === null) return;
  const safe = safeInteger(value, form.scale);
  if (safe <= form.mostNumber && safe >= form.leastNumber) {
    putHalves(bytes, at, form, Math.floor(safe / 0x1_0000_0000), safe | 0);
    return;
  }
  const sign = scanDigits(value, STORAGE_DIGITS + form.scale, form.scale, form.signed, problems, field);
  if (sign === 0) return;
  let whole = 0n;
  for (let index = 0; index < STORAGE_DIGITS + form.scale; index++) {
    whole = whole * 10n + BigInt(scanned[index]!);
  }
  if (sign < 0) whole = -whole;
  if (whole > form.most || whole < form.least) {
    overflow(form, String(whole).replace("-", "").length - form.scale, problems, field);
  } else putHalves(bytes, at, form, Number(whole >> 32n) | 0, Number(whole & 0xffff_ffffn) | 0);
}

function overflow(form: BinaryForm, before: number, problems: Problems, field: number): void {
  const holds = form.digits - form.scale;
  const message =
    before > holds
      ? `has ${before} digits before the point, the field holds ${holds}`
      : `is out of the range of ${form.bytes} bytes`;
  addProblem(problems, field, "overflow", message);
}

function putHalves(bytes: Uint8Array, at: number, form: BinaryForm, high: number, low: number): void {
  const count = form.bytes;
  for (let index = 0; index < count; index++) {
    const byte = index < 4 ? low >>> (index * 8) : high >>> ((index - 4) * 8);
    bytes[form.order === "big" ? at + count - 1 - index : at + index] = byte;
  }
}
