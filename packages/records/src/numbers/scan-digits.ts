import { addProblem, type Problems } from "../problems/problems.ts";
import { kindOf } from "../text/put-text.ts";
import { scanShifted } from "./scan-shifted.ts";
import { scanned } from "./scanned.ts";

/** Every number may be given as any of these; decimals best as text, which cannot lose anything. */
export type NumberInput = number | bigint | string;

/**
 * Takes a value apart into `digits` digits, the last `scale` of them behind the point; where the picture has P, `scale` is
 * negative or more than `digits`. They are then in `scanned`.
 *
 * Gives -1 for a negative value, 1 for others (minus zero is zero), 0 when the value does not fit exactly, which is then
 * reported.
 */
export function scanDigits(
  value: unknown,
  digits: number,
  scale: number,
  signed: boolean,
  problems: Problems,
  field: number,
): -1 | 0 | 1 {
  const text = plainDecimal(value);
  if (text === null) {
    const message =
      typeof value === "string" || typeof value === "number"
        ? "must be a decimal number"
        : `must be a number, not ${kindOf(value)}`;
    addProblem(problems, field, "wrong-type", message);
    return 0;
  }
  let start = 0;
  let negative = false;
  if (text.charCodeAt(0) === 0x2d) {
    negative = true;
    start = 1;
  } else if (text.charCodeAt(0) === 0x2b) start = 1;
  let point = text.indexOf(".");
  if (point === -1) point = text.length;
  while (start < point && text.charCodeAt(start) === 0x30) start++;
  let end = text.length;
  while (end > point && (text.charCodeAt(end - 1) === 0x30 || end - 1 === point)) end--;
  const before = point - start;
  const behind = Math.max(0, end - point - 1);
  if (scale < 0 || scale > digits) {
    const zero = before === 0 && behind === 0;
    if (negative && !zero && !signed) return refuseNegative(problems, field);
    const fits = scanShifted(
      text.slice(start, point),
      text.slice(point + 1, point + 1 + behind),
      digits,
      scale,
      problems,
      field,
    );
    return fits ? (negative && !zero ? -1 : 1) : 0;
  }
  if (before > digits - scale) {
    addProblem(
      problems,
      field,
      "overflow",
      `has ${before} digits before the point, the field holds ${digits - scale}`,
    );
    return 0;
  }
  if (behind > scale) {
    addProblem(
      problems,
      field,
      "not-exact",
      `has ${behind} digits behind the point, the field holds ${scale}`,
    );
    return 0;
  }
  const zero = before === 0 && behind === 0;
  if (negative && !zero && !signed) return refuseNegative(problems, field);
  scanned.fill(0, 0, digits);
  const pointAt = digits - scale;
  for (let index = 0; index < before; index++) {
    scanned[pointAt - before + index] = text.charCodeAt(start + index) - 0x30;
  }
  for (let index = 0; index < behind; index++) {
    scanned[pointAt + index] = text.charCodeAt(point + 1 + index) - 0x30;
  }
  return negative && !zero ? -1 : 1;
}

function refuseNegative(problems: Problems, field: number): 0 {
  addProblem(problems, field, "negative-in-unsigned", "is negative, the field has no sign");
  return 0;
}

/** A number as digits with at most one point, as people write it; null when it is none. */
export function plainDecimal(value: unknown): string | null {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return null;
    const text = String(value);
    return text.includes("e") ? withoutExponent(text) : text;
  }
  if (typeof value !== "string") return null;
  return isDecimal(value) ? value : null;
}

function isDecimal(text: string): boolean {
  const first = text.charCodeAt(0);
  let digits = 0;
  let points = 0;
  for (let index = first === 0x2d || first === 0x2b ? 1 : 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x2e) points++;
    else if (code >= 0x30 && code <= 0x39) digits++;
    else return false;
  }
  return digits > 0 && points <= 1;
}

/** `1.5e-7` as `0.00000015`: what JavaScript prints for very large and very small numbers. */
function withoutExponent(text: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(
    text,
  )!;
  const digits = whole + fraction;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return `${sign}${digits.slice(0, point).padEnd(point, "0")}.${digits.slice(point)}`;
}
