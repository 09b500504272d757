import type { ItemType } from "../source/layout.ts";

/** What a field is in a record: see the records guide. */
export type ValueKind = "text" | "number" | "bigint" | "decimal" | "float";

/** Most digits of an integer that every one of that length is exact as a number. */
const NUMBER_DIGITS = 15;

export function valueKind(type: ItemType): ValueKind {
  if (type.kind === "text" || type.kind === "national") return "text";
  if (type.kind === "float") return "float";
  if (type.kind === "edited" || type.scale > 0) return "decimal";
  // digits of the whole number: P at the right stands for zeros that are not stored
  return type.digits - type.scale > NUMBER_DIGITS ? "bigint" : "number";
}
