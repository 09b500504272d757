import { transformError } from "./transform-error.ts";

/** A whole number as text, for a text field: 42 as `42`. */
export function numberToText(value: number): string {
  if (!Number.isSafeInteger(value)) throw transformError("numberToText", "a whole number");
  return String(value);
}

/** Text of digits as a number, for a number field: `0042` as 42. At most 15 digits, which are exact. */
export function textToNumber(value: string): number {
  if (typeof value !== "string" || !/^-?\d{1,15}$/.test(value.trim())) {
    throw transformError("textToNumber", "text of at most 15 digits");
  }
  return Number(value.trim());
}

/** An amount in its smallest unit: `25.00` as 2500. */
export function amountToCents(value: string): number {
  const found = typeof value === "string" ? /^(-?)(\d{1,13})\.(\d{2})$/.exec(value) : null;
  if (found === null) throw transformError("amountToCents", "an amount with two decimals such as 25.00");
  const cents = Number(found[2]! + found[3]!);
  return found[1] === "-" && cents !== 0 ? -cents : cents;
}

/** `Y` for true and `N` for false. */
export function yesNo(value: boolean): string {
  if (typeof value !== "boolean") throw transformError("yesNo", "true or false");
  return value ? "Y" : "N";
}
