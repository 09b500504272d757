import { addProblem, type Problems } from "../problems/problems.ts";
import { scanned } from "./scanned.ts";

/**
 * Digits of a field whose picture has P: its point stands outside the digits that are stored (ISO/IEC 1989:2014,
 * 13.18.40, symbol P). What such a field cannot hold, a digit in place of a P, is refused.
 *
 * @param before digits before the point, without zeros in front
 * @param behind digits behind it, without zeros at the end
 * @param scale negative (P at the right), or more than `digits` (P at the left)
 * @returns false when the value does not fit, which is then reported
 */
export function scanShifted(
  before: string,
  behind: string,
  digits: number,
  scale: number,
  problems: Problems,
  field: number,
): boolean {
  const stored = scale < 0 ? leftOf(before, behind) : rightOf(before, behind);
  if (stored === null) return false;
  scanned.fill(0, 0, digits);
  const first = scale < 0 ? digits - stored.length : 0;
  for (let index = 0; index < stored.length; index++) {
    scanned[first + index] = stored.charCodeAt(index) - 0x30;
  }
  return true;

  function leftOf(whole: string, fraction: string): string | null {
    const zeros = -scale;
    const kept = whole.slice(0, Math.max(0, whole.length - zeros));
    if (fraction !== "" || /[1-9]/.test(whole.slice(kept.length))) {
      addProblem(
        problems,
        field,
        "not-exact",
        `is no multiple of 1${"0".repeat(zeros)}, as its picture asks`,
      );
      return null;
    }
    if (kept.length > digits) {
      const message = `has ${whole.length} digits before the point, the field holds ${digits + zeros}`;
      addProblem(problems, field, "overflow", message);
      return null;
    }
    return kept;
  }

  function rightOf(whole: string, fraction: string): string | null {
    const zeros = scale - digits;
    if (whole !== "" || /[1-9]/.test(fraction.slice(0, zeros))) {
      addProblem(
        problems,
        field,
        "overflow",
        `is not below 0.${"0".repeat(zeros - 1)}1, as its picture asks`,
      );
      return null;
    }
    if (fraction.length > scale) {
      const message = `has ${fraction.length} digits behind the point, the field holds ${scale}`;
      addProblem(problems, field, "not-exact", message);
      return null;
    }
    return fraction.slice(zeros);
  }
}
