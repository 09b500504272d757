import type { ZonedForm } from "./zoned-form.ts";

/** Makes a DISPLAY number without sign blank when it is zero, as BLANK WHEN ZERO says. */
export function blankIfZero(bytes: Uint8Array, at: number, length: number, form: ZonedForm): void {
  for (let index = at; index < at + length; index++) if (bytes[index] !== form.zero) return;
  bytes.fill(form.space, at, at + length);
}

/** True for a field of blanks, which with BLANK WHEN ZERO is a zero. */
export function isBlank(bytes: Uint8Array, at: number, length: number, form: ZonedForm): boolean {
  for (let index = at; index < at + length; index++) if (bytes[index] !== form.space) return false;
  return true;
}
