import { type NumberInput, scanDigits } from "../numbers/scan-digits.ts";
import { scanned } from "../numbers/scanned.ts";
import type { Problems } from "../problems/problems.ts";
import { editDigits } from "./edit-digits.ts";
import type { EditMask } from "./edit-mask.ts";

/** Writes a number as its edited PICTURE shows it. Absent or null leaves what stands there. */
export function putEdited(
  bytes: Uint8Array,
  at: number,
  mask: EditMask,
  value: NumberInput | null | undefined,
  problems: Problems,
  field: number,
): void {
  if (value === undefined || value === null) return;
  const sign = scanDigits(value, mask.digits, mask.scale, mask.signed, problems, field);
  if (sign !== 0) editDigits(bytes, at, mask, scanned, sign < 0);
}
