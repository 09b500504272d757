import type { CodePage } from "../code-pages/code-page.ts";

/** True for text from `from` through `to` in the order of the code page, as a level 88 with THRU means it. */
export function isTextWithin(value: string, from: string, to: string, page: CodePage): boolean {
  return compare(value, from, page) >= 0 && compare(value, to, page) <= 0;
}

/** True for text of nothing but one byte, LOW-VALUES or HIGH-VALUES, however long. */
export function isFilledWith(value: string, byte: number, page: CodePage): boolean {
  const code = page.name === "latin1" || page.name === "ascii" ? byte : page.decode[byte]!;
  if (value === "") return code === 0x20;
  for (let index = 0; index < value.length; index++) if (value.charCodeAt(index) !== code) return false;
  return true;
}

/** True for a decimal number from `from` through `to`; all three in text. */
export function isDecimalWithin(value: string, from: string, to: string): boolean {
  const scale = Math.max(decimals(value), decimals(from), decimals(to));
  const number = unscaled(value, scale);
  return number >= unscaled(from, scale) && number <= unscaled(to, scale);
}

function compare(left: string, right: string, page: CodePage): number {
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = byteAt(left, index, page) - byteAt(right, index, page);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Shorter text is compared as if blanks stood behind it. */
function byteAt(text: string, index: number, page: CodePage): number {
  if (index >= text.length) return page.space;
  const code = text.charCodeAt(index);
  return code < 256 ? page.encode[code]! : (page.encodeHigh.get(code) ?? 256);
}

function decimals(text: string): number {
  const point = text.indexOf(".");
  return point === -1 ? 0 : text.length - point - 1;
}

function unscaled(text: string, scale: number): bigint {
  const negative = text.startsWith("-");
  const [whole = "", fraction = ""] = text.replace(/^[+-]/, "").split(".");
  const digits = BigInt(`${whole}${fraction.padEnd(scale, "0")}` || "0");
  return negative ? -digits : digits;
}
