import { decimalOf } from "../numbers/digits-read.ts";
import { addProblem, type Problems } from "../problems/problems.ts";
import { editDigits } from "./edit-digits.ts";
import { type EditMask, holdsDigit } from "./edit-mask.ts";

/** The digits read last, 0 to 9 each. */
const read = new Uint8Array(48);

/**
 * Reads the number that an edited field shows, as decimal text.
 *
 * Strict: only what the PICTURE would make of that number is taken, so nothing in the field is passed over.
 */
export function getEdited(
  bytes: Uint8Array,
  at: number,
  mask: EditMask,
  problems: Problems,
  field: number,
): string {
  const { positions } = mask;
  let next = 0;
  let negative = false;
  for (let index = 0; index < positions.length; index++) {
    const position = positions[index]!;
    const byte = bytes[at + index]!;
    if (holdsDigit(position)) {
      const digit = byte - mask.zero;
      read[next++] = digit >= 0 && digit <= 9 ? digit : 0;
    }
    if (position.kind === "sign") negative ||= byte === mask.signMinus;
    else if (position.kind === "credit") negative ||= byte === position.byte;
    // a floating minus may also stand where an insertion was suppressed
    else if (mask.floatMinus !== mask.floatPlus) negative ||= byte === mask.floatMinus;
  }
  const expected = new Uint8Array(positions.length);
  editDigits(expected, 0, mask, read, negative);
  for (let index = 0; index < positions.length; index++) {
    if (expected[index] === bytes[at + index]) continue;
    const message = `is no number as its picture shows one, at position ${index + 1}`;
    addProblem(problems, field, "bad-digit", message, at + index, bytes, at, positions.length);
    return "";
  }
  return mask.scale < 0
    ? `${decimalOf(read, mask.digits, 0, negative ? -1 : 1)}${"0".repeat(-mask.scale)}`
    : decimalOf(read, mask.digits, mask.scale, negative ? -1 : 1);
}
