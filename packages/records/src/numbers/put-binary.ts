import { addProblem, type Problems } from "../problems/problems.ts";
import type { BinaryForm } from "./binary-form.ts";
import { safeInteger } from "./safe-integer.ts";
import { type NumberInput, scanDigits } from "./scan-digits.ts";
import { scanned } from "./scanned.ts";

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
  if (safe <= form.mostNumber && safe >= form.leastNumber && form.bytes <= 8) {
    putHalves(bytes, at, form, Math.floor(safe / 0x1_0000_0000), safe | 0);
    return;
  }
  // any value of the storage, whatever the picture: 8 bytes hold up to 20 digits
  const digits = Math.ceil(form.bytes * 2.5) + Math.max(0, form.scale);
  const sign = scanDigits(value, digits, form.scale, form.signed, problems, field);
  if (sign === 0) return;
  let whole = 0n;
  for (let index = 0; index < digits; index++) whole = whole * 10n + BigInt(scanned[index]!);
  if (sign < 0) whole = -whole;
  if (whole > form.most || whole < form.least) {
    overflow(form, String(whole).replace("-", "").length - form.scale, problems, field);
  } else putBigInt(bytes, at, form, whole);
}

function overflow(form: BinaryForm, before: number, problems: Problems, field: number): void {
  const holds = Math.max(0, form.digits - form.scale);
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

function putBigInt(bytes: Uint8Array, at: number, form: BinaryForm, whole: bigint): void {
  const count = form.bytes;
  let rest = BigInt.asUintN(count * 8, whole);
  for (let index = 0; index < count; index++) {
    bytes[form.order === "big" ? at + count - 1 - index : at + index] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}
