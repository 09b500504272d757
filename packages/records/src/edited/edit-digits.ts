import { type EditMask, holdsDigit } from "./edit-mask.ts";

/**
 * Writes digits through a mask.
 *
 * Zeros in front are suppressed where Z, * or a floating character stands, and with them what is inserted between those
 * and right behind them; the point ends that, unless all digits are zero and none is a 9: then the field is blank, or
 * asterisks around its point.
 *
 * @param digits `mask.digits` digits, the last `mask.scale` behind the point
 */
export function editDigits(
  bytes: Uint8Array,
  at: number,
  mask: EditMask,
  digits: Uint8Array,
  negative: boolean,
): void {
  const { positions, pad, space } = mask;
  const zero = isZero(digits, mask.digits);
  if (zero && (mask.blankWhenZero || (mask.allSuppressed && pad === space))) {
    bytes.fill(space, at, at + positions.length);
    return;
  }
  if (zero && mask.allSuppressed) {
    for (const [index, position] of positions.entries()) {
      bytes[at + index] = position.kind === "point" ? position.byte : pad;
    }
    return;
  }
  const minus = negative && !zero;
  let suppressing = true;
  let started = false;
  /** Where the floating character goes: the last position that was suppressed. */
  let float = -1;
  let next = 0;
  for (let index = 0; index < positions.length; index++) {
    const position = positions[index]!;
    const place = at + index;
    const digit = holdsDigit(position) ? digits[next++]! : 0;
    switch (position.kind) {
      case "digit":
        suppressing = false;
        bytes[place] = mask.zero + digit;
        break;
      case "suppress":
      case "float":
        started = true;
        if (digit !== 0) suppressing = false;
        // a float's own place, before any digit, stays free while nothing is shown left of it
        if (suppressing) {
          bytes[place] = pad;
          if (mask.floatPlus !== 0 && position.kind === "float") float = place;
        } else bytes[place] = mask.zero + digit;
        break;
      case "insert":
        if (suppressing && started && !position.kept) {
          bytes[place] = pad;
          if (mask.floatPlus !== 0) float = place;
        } else bytes[place] = position.byte;
        break;
      case "point":
        suppressing = false;
        bytes[place] = position.byte;
        break;
      case "currency":
        bytes[place] = position.byte;
        break;
      case "sign":
        bytes[place] = minus ? mask.signMinus : mask.signPlus;
        break;
      case "credit":
        bytes[place] = minus ? position.byte : space;
        break;
    }
  }
  if (float >= 0) bytes[float] = minus ? mask.floatMinus : mask.floatPlus;
}

function isZero(digits: Uint8Array, count: number): boolean {
  for (let index = 0; index < count; index++) if (digits[index] !== 0) return false;
  return true;
}
