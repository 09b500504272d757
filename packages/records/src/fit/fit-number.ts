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
  const before = digits === scale ? "" : parts.before.slice(-(digits - scale));
  return joined(parts.negative, before, parts.behind.slice(0, scale));
}

/** Rounds a number to `scale` decimals, halves away from zero, digit by digit: no binary fraction is involved. */
export function roundNumber<Value extends NumberInput | null | undefined>(
  value: Value,
  scale: number,
): Value | string {
  const parts = partsOf(value);
  if (parts === null) return value;
  const { negative, before, behind } = parts;
  const kept = `${before}${behind.slice(0, scale).padEnd(scale, "0")}`;
  const up = behind.charCodeAt(scale) >= 0x35;
  const digits = (up ? String(BigInt(kept || "0") + 1n) : kept).padStart(scale + 1, "0");
  return joined(negative, digits.slice(0, digits.length - scale), digits.slice(digits.length - scale));
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
