import { addProblem, type Problems } from "../problems/problems.ts";
import { kindOf } from "../text/put-text.ts";
import type { FloatForm } from "./float-form.ts";
import { type NumberInput, plainDecimal } from "./scan-digits.ts";

const scratch = new DataView(new ArrayBuffer(8));

/**
 * Writes a COMP-1 (4 bytes) or COMP-2 number (8 bytes), rounded to the nearest that the form has. Absent or null leaves
 * what stands there; what is no finite number, or too large or too small for the form, is refused.
 */
export function putFloat(
  bytes: Uint8Array,
  at: number,
  size: 4 | 8,
  form: FloatForm,
  value: NumberInput | null | undefined,
  problems: Problems,
  field: number,
): void {
  if (value === undefined || value === null) return;
  const number = toNumber(value);
  if (Number.isNaN(number)) {
    const numeric = typeof value === "string" || typeof value === "number";
    const message = numeric ? "must be a finite number" : `must be a number, not ${kindOf(value)}`;
    addProblem(problems, field, "wrong-type", message);
    return;
  }
  if (form === "ibm") {
    if (number === 0) bytes.fill(0, at, at + size);
    else if (!putHexadecimal(bytes, at, size, number)) refuse(size, problems, field);
    return;
  }
  const stored = size === 4 ? Math.fround(number) : number;
  if (!Number.isFinite(stored) || (stored === 0 && number !== 0)) {
    refuse(size, problems, field);
    return;
  }
  if (size === 4) scratch.setFloat32(0, stored);
  else scratch.setFloat64(0, stored);
  for (let index = 0; index < size; index++) {
    bytes[form === "ieee-big" ? at + index : at + size - 1 - index] = scratch.getUint8(index);
  }
}

/**
 * A sign bit, 7 bits of exponent to the base 16 in excess of 64, and a fraction of 24 or 56 bits whose first half byte
 * is not zero (z/Architecture Principles of Operation, "Hexadecimal-Floating-Point Instructions").
 */
function putHexadecimal(bytes: Uint8Array, at: number, size: number, number: number): boolean {
  const fractionBits = size === 4 ? 24 : 56;
  let [mantissa, exponent] = split(Math.abs(number));
  // value = mantissa * 2^exponent: bring it to fraction * 16^power, fraction an integer of fractionBits bits
  const bits = mantissa.toString(2).length;
  let power = Math.ceil((exponent + bits) / 4);
  const shift = exponent - (power * 4 - fractionBits);
  if (shift >= 0) mantissa <<= BigInt(shift);
  else mantissa = (mantissa + (1n << BigInt(-shift - 1))) >> BigInt(-shift);
  if (mantissa >> BigInt(fractionBits) !== 0n) {
    mantissa >>= 4n;
    power += 1;
  }
  exponent = power + 64;
  // below the least exponent a fraction may begin with zeros, as long as nothing of it is lost
  for (; exponent < 0 && (mantissa & 0xfn) === 0n; exponent++) mantissa >>= 4n;
  if (exponent < 0 || exponent > 127) return false;
  bytes[at] = (number < 0 ? 0x80 : 0) | exponent;
  for (let index = size - 1; index > 0; index--) {
    bytes[at + index] = Number(mantissa & 0xffn);
    mantissa >>= 8n;
  }
  return true;
}

/** A positive number as an integer and a power of two. */
function split(number: number): [mantissa: bigint, exponent: number] {
  scratch.setFloat64(0, number);
  const word = scratch.getBigUint64(0);
  const exponent = Number((word >> 52n) & 0x7ffn);
  const fraction = word & 0xf_ffff_ffff_ffffn;
  return exponent === 0 ? [fraction, -1074] : [fraction | (1n << 52n), exponent - 1075];
}

/** NaN for what is no finite number. */
function toNumber(value: unknown): number {
  if (typeof value === "string") {
    return plainDecimal(value) !== null || EXPONENT.test(value) ? finite(Number(value)) : Number.NaN;
  }
  if (typeof value === "bigint") return finite(Number(value));
  return typeof value === "number" ? finite(value) : Number.NaN;
}

const EXPONENT = /^[+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?\d{1,3}$/;

function finite(number: number): number {
  return Number.isFinite(number) ? number : Number.NaN;
}

function refuse(size: number, problems: Problems, field: number): void {
  addProblem(problems, field, "overflow", `is out of the range of a floating-point number of ${size} bytes`);
}
