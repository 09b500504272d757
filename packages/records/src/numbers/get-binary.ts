import { addProblem, type Problems } from "../problems/problems.ts";
import type { BinaryForm } from "./binary-form.ts";

/** Reads a COMP number of at most 15 digits and none behind the point. */
export function getBinaryNumber(
  bytes: Uint8Array,
  at: number,
  form: BinaryForm,
  problems: Problems,
  field: number,
): number {
  if (form.bytes > 6) return Number(getBinaryBigInt(bytes, at, form, problems, field));
  const big = form.order === "big";
  let value = 0;
  for (let index = 0; index < form.bytes; index++) {
    value = value * 256 + bytes[big ? at + index : at + form.bytes - 1 - index]!;
  }
  if (form.signed && value >= 2 ** (form.bytes * 8 - 1)) value -= 2 ** (form.bytes * 8);
  if (value > form.mostNumber || value < form.leastNumber) {
    overflow(bytes, form, problems, field, at);
    return 0;
  }
  return value;
}

/** Reads a COMP number of more than 15 digits and none behind the point. */
export function getBinaryBigInt(
  bytes: Uint8Array,
  at: number,
  form: BinaryForm,
  problems: Problems,
  field: number,
): bigint {
  const big = form.order === "big";
  let value = 0n;
  for (let index = 0; index < form.bytes; index++) {
    value = (value << 8n) | BigInt(bytes[big ? at + index : at + form.bytes - 1 - index]!);
  }
  if (form.signed) value = BigInt.asIntN(form.bytes * 8, value);
  const beyondNumber = form.digits - form.scale <= 15 && form.scale <= 0 && !isSafe(value, form.scale);
  if (value > form.most || value < form.least || beyondNumber) {
    overflow(bytes, form, problems, field, at);
    return 0n;
  }
  return value;
}

/** Reads a COMP number with digits behind the point, as text with all of them. */
export function getBinaryDecimal(
  bytes: Uint8Array,
  at: number,
  form: BinaryForm,
  problems: Problems,
  field: number,
): string {
  const value = getBinaryBigInt(bytes, at, form, problems, field);
  const negative = value < 0n;
  const digits = String(negative ? -value : value).padStart(form.scale + 1, "0");
  const point = digits.length - form.scale;
  return `${negative ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function isSafe(value: bigint, scale: number): boolean {
  const whole = scale === 0 ? value : value * 10n ** BigInt(-scale);
  return whole <= MOST_SAFE && whole >= -MOST_SAFE;
}

/** A field of up to 15 digits is read as a number; what storage holds past its PICTURE may not be one. */
const MOST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

function overflow(bytes: Uint8Array, form: BinaryForm, problems: Problems, field: number, at: number): void {
  addProblem(
    problems,
    field,
    "overflow",
    `holds more than the ${form.digits} digits of its picture (set truncate to false if that is meant)`,
    at,
    bytes,
    at,
    form.bytes,
  );
}
