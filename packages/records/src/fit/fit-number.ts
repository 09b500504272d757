import { type NumberInput, plainDecimal } from "../numbers/scan-digits.ts";

/**
 * Cuts a number as a MOVE to a shorter field does: digits before the point from the left, decimals from the right.
 *
 * What is no number, or absent, stays as it is and is refused by the writer.
 */
export function truncateNumber<Value extends NumberInput | null | undefined>(
  value: Value,
  digits: number,
  scale: number,
): Value | string {
  const parts = partsOf(value);
  if (parts === null) return value;
  const before = digits <= scale ? "" : parts.before.slice(-(digits - scale));
  if (scale < 0) return joined(parts.negative, zeroed(before, -scale), "");
  // P at the left of a picture: digits that it does not store
  const missing = Math.max(0, scale - digits);
  const behind = parts.behind.slice(0, scale);
  return joined(parts.negative, before, "0".repeat(Math.min(missing, behind.length)) + behind.slice(missing));
}

/** Rounds a number to `scale` decimals, halves away from zero, digit by digit: no binary fraction is involved. */
export function roundNumber<Value extends NumberInput | null | undefined>(
  value: Value,
  scale: number,
): Value | string {
  const parts = partsOf(value);
  if (parts === null) return value;
  const { negative, before, behind } = parts;
  if (scale < 0) {
    const zeros = -scale;
    const up = before.padStart(zeros, "0").charCodeAt(Math.max(before.length, zeros) - zeros) >= 0x35;
    const whole = BigInt(before.slice(0, Math.max(0, before.length - zeros)) || "0") + (up ? 1n : 0n);
    return joined(negative, `${whole}${"0".repeat(zeros)}`, "");
  }
  const kept = `${before}${behind.slice(0, scale).padEnd(scale, "0")}`;
  const up = behind.charCodeAt(scale) >= 0x35;
  const digits = (up ? String(BigInt(kept || "0") + 1n) : kept).padStart(scale + 1, "0");
  return joined(negative, digits.slice(0, digits.length - scale), digits.slice(digits.length - scale));
}

/** Whole digits with the last `count` of them zero: those that P at the right of a picture stands for. */
function zeroed(before: string, count: number): string {
  return before.slice(0, Math.max(0, before.length - count)) + "0".repeat(Math.min(count, before.length));
}

function partsOf(value: unknown): { negative: boolean; before: string; behind: string } | null {
  const text = plainDecimal(value);
  if (text === null) return null;
  const negative = text.startsWith("-");
  const [before = "", behind = ""] = text.replace(/^[+-]/, "").split(".");
  return { negative, before, behind };
}

function joined(negative: boolean, before: string, behind: string): string {
  const digits = `${before.replace(/^0+(?=\d)/, "") || "0"}${behind === "" ? "" : `.${behind}`}`;
  return negative && /[1-9]/.test(digits) ? `-${digits}` : digits;
}
