import { addProblem, type Problems } from "../problems/problems.ts";
import type { FloatForm } from "./float-form.ts";

const scratch = new DataView(new ArrayBuffer(8));

/** Reads a COMP-1 (4 bytes) or COMP-2 number (8 bytes). Minus zero is zero; infinity and not-a-number are refused. */
export function getFloat(
  bytes: Uint8Array,
  at: number,
  size: 4 | 8,
  form: FloatForm,
  problems: Problems,
  field: number,
): number {
  if (form === "ibm") return hexadecimal(bytes, at, size);
  for (let index = 0; index < size; index++) {
    scratch.setUint8(index, bytes[form === "ieee-big" ? at + index : at + size - 1 - index]!);
  }
  const value = size === 4 ? scratch.getFloat32(0) : scratch.getFloat64(0);
  if (Number.isFinite(value)) return value === 0 ? 0 : value;
  addProblem(problems, field, "bad-digit", "is no finite number", at, bytes, at, size);
  return 0;
}

/** See `putFloat`. A fraction of 56 bits is rounded to the 53 of a JavaScript number. */
function hexadecimal(bytes: Uint8Array, at: number, size: number): number {
  let fraction = 0n;
  for (let index = 1; index < size; index++) fraction = (fraction << 8n) | BigInt(bytes[at + index]!);
  if (fraction === 0n) return 0;
  const power = (bytes[at]! & 0x7f) - 64;
  const value = Number(fraction) * 2 ** (power * 4 - (size - 1) * 8);
  return (bytes[at]! & 0x80) === 0 ? value : -value;
}
