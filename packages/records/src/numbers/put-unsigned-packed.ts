import type { Problems } from "../problems/problems.ts";
import { type NumberInput, scanDigits } from "./scan-digits.ts";
import { scanned } from "./scanned.ts";

/** Writes a COMP-6 number: two digits a byte and no sign. Absent or null leaves what stands there. */
export function putUnsignedPacked(
  bytes: Uint8Array,
  at: number,
  digits: number,
  scale: number,
  value: NumberInput | null | undefined,
  problems: Problems,
  field: number,
): void {
  if (value === undefined || value === null) return;
  if (scanDigits(value, digits, scale, false, problems, field) === 0) return;
  let index = digits - 1;
  for (let byte = at + ((digits + 1) >> 1) - 1; byte >= at; byte--) {
    bytes[byte] = ((index > 0 ? scanned[index - 1]! : 0) << 4) | scanned[index]!;
    index -= 2;
  }
}
