const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** Longest text that is certain to stay a safe integer: 15 digits, sign and point. */
const LONGEST = 17;

/**
 * The value with its decimals as an integer (`"1.5"` with scale 2 is 150), or NaN when that takes more than a safe
 * integer, or when the value is not exactly such a number.
 *
 * The usual case, without a detour over digits. NaN says nothing about what is wrong; `scanDigits` does.
 */
export function safeInteger(value: unknown, scale: number): number {
  if (typeof value === "number") {
    if (Number.isSafeInteger(value)) return scaled(value, scale);
    const text = String(value);
    return text.length <= LONGEST ? parse(text, scale) : Number.NaN;
  }
  if (typeof value === "string") return value.length <= LONGEST ? parse(value, scale) : Number.NaN;
  if (typeof value === "bigint") return scaled(Number(value), scale);
  return Number.NaN;
}

function scaled(value: number, scale: number): number {
  // a field with P at its right (negative scale) is left to `scanDigits`
  if (scale > 15 || scale < 0) return Number.NaN;
  const whole = value * POWERS[scale]!;
  return Number.isSafeInteger(whole) ? whole : Number.NaN;
}

function parse(text: string, scale: number): number {
  const first = text.charCodeAt(0);
  const start = first === 0x2d || first === 0x2b ? 1 : 0;
  let value = 0;
  let point = -1;
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) value = value * 10 + code - 0x30;
    else if (code === 0x2e && point === -1) point = index;
    else return Number.NaN;
  }
  const decimals = point === -1 ? 0 : text.length - point - 1;
  const digits = text.length - start - (point === -1 ? 0 : 1);
  if (digits === 0 || digits > 15 || decimals > scale) return Number.NaN;
  return scaled(first === 0x2d ? -value : value, scale - decimals);
}
