/** The integer of at most 15 digits; 0 after a problem, when `sign` is 0. Minus zero is zero. */
export function numberOf(digits: Uint8Array, count: number, sign: -1 | 0 | 1): number {
  if (sign === 0) return 0;
  let value = 0;
  for (let index = 0; index < count; index++) value = value * 10 + digits[index]!;
  return sign < 0 && value !== 0 ? -value : value;
}

/** The integer, however long. */
export function bigIntOf(digits: Uint8Array, count: number, sign: -1 | 0 | 1): bigint {
  if (sign === 0) return 0n;
  // 15 digits are exact in a number; a bigint is made once or twice, not per digit
  let value = 0n;
  for (let start = 0; start < count; start += 15) {
    const end = Math.min(count, start + 15);
    let part = 0;
    for (let index = start; index < end; index++) part = part * 10 + digits[index]!;
    value = value * 10n ** BigInt(end - start) + BigInt(part);
  }
  return sign < 0 ? -value : value;
}

/** The number as text with `scale` digits behind the point and no needless zeros before it. */
export function decimalOf(digits: Uint8Array, count: number, scale: number, sign: -1 | 0 | 1): string {
  if (sign === 0) return "";
  const point = count - scale;
  if (point < 0) return belowDigits(digits, count, -point, sign);
  let start = 0;
  while (start < point - 1 && digits[start] === 0) start++;
  let text = point === 0 ? "0" : "";
  let zero = true;
  for (let index = start; index < count; index++) {
    if (index === point) text += ".";
    const digit = digits[index]!;
    if (digit !== 0) zero = false;
    text += String.fromCharCode(0x30 + digit);
  }
  return sign < 0 && !zero ? `-${text}` : text;
}

/** A number whose picture has P at the left: zeros stand between the point and the first digit. */
function belowDigits(digits: Uint8Array, count: number, zeros: number, sign: -1 | 0 | 1): string {
  const text = Array.from(digits.subarray(0, count), String).join("");
  return `${sign < 0 && /[1-9]/.test(text) ? "-" : ""}0.${"0".repeat(zeros)}${text}`;
}
