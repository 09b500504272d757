import { transformError } from "./transform-error.ts";

function text(transform: string, value: string): string {
  // rules made in code are checked by the compiler, but a payload of plain JavaScript is not
  if (typeof value !== "string") throw transformError(transform, "text");
  return value;
}

/** Capital letters, by Unicode's rules and no locale's. */
export function upperCase(value: string): string {
  return text("upperCase", value).toUpperCase();
}

/** Small letters, by Unicode's rules and no locale's. */
export function lowerCase(value: string): string {
  return text("lowerCase", value).toLowerCase();
}

/** Without white space at both ends. */
export function trim(value: string): string {
  return text("trim", value).trim();
}

/** Without everything but the digits 0 to 9: `(555) 010-1234` as `5550101234`. */
export function digitsOnly(value: string): string {
  return text("digitsOnly", value).replace(/[^0-9]/g, "");
}

/** The last four characters. A shorter value is refused, since nothing of it would be hidden. */
export function last4(value: string): string {
  const characters = [...text("last4", value)];
  if (characters.length <= 4) throw transformError("last4", "more than four characters");
  return characters.slice(-4).join("");
}

/** Letters without their marks, as old code pages need them: `José` as `Jose`. Letters that are their own, such as `ß`, stay. */
export function withoutMarks(value: string): string {
  return text("withoutMarks", value).normalize("NFD").replace(/\p{M}/gu, "");
}
