import type { EventPath } from "@hms-sync/connector-api";
import { numberSizes, type Target, textWidth } from "./target.ts";

/** True when values of the path have a type that the field takes, whatever their size. */
export function fitsType(path: EventPath, target: Target): boolean {
  if (path.each !== undefined) return false;
  if (target.kind === "text") return path.type === "string";
  return path.type === "integer" || path.type === "number" || isDecimalText(path);
}

/** Decimal numbers travel as text with their scale (`"12.30"`). */
export function isDecimalText(path: EventPath): boolean {
  return path.type === "string" && path.format === "decimal";
}

/** The path's type in words: `text`, `a whole number`. */
export function typeInWords(path: EventPath): string {
  if (path.each !== undefined) return "a list";
  if (isDecimalText(path)) return "a decimal number as text";
  return {
    string: "text",
    integer: "a whole number",
    number: "a number",
    boolean: "true or false",
    unknown: "of no one type",
  }[path.type];
}

/** The field's type in words. */
export function targetInWords(target: Target): string {
  if (target.kind === "text") return "text";
  if (target.kind === "float") return "a number";
  return target.kind === "decimal" ? "a decimal number" : "a whole number";
}

/** Why some value of the path may not fit, as the end of a sentence; undefined when every value fits. */
export function mayNotFit(path: EventPath, target: Target): string | undefined {
  const { type } = target.item;
  const width = textWidth(type);
  if (width !== undefined) {
    if (path.enum !== undefined) return undefined; // members are checked one by one
    const most = path.maxLength ?? fixedLength(path.format);
    if (most === undefined) return `has no greatest length, and ${target.path} has ${width} characters`;
    return most > width ? `has up to ${most} characters, and ${target.path} has ${width}` : undefined;
  }
  const sizes = numberSizes(type);
  if (sizes === undefined) return undefined;
  if (sizes.scale <= 0 && (path.type === "number" || isDecimalText(path))) {
    return `may have decimals, and ${target.path} has none`;
  }
  const minimum = bound(path.minimum);
  const maximum = bound(path.maximum);
  if (minimum !== undefined && minimum < 0 && !sizes.signed)
    return `may be negative, and ${target.path} has no sign`;
  const largest = 10 ** (sizes.digits - sizes.scale);
  if ((maximum !== undefined && maximum >= largest) || (minimum !== undefined && minimum <= -largest)) {
    const digits = sizes.digits - sizes.scale;
    return `may need more than the ${digits} ${digits === 1 ? "digit" : "digits"} that ${target.path} has before the point`;
  }
  return undefined;
}

/** Characters of a format whose texts all have the same length. */
function fixedLength(format: string | undefined): number | undefined {
  return format === "date" ? 10 : format === "uuid" ? 36 : undefined;
}

/** A declared bound; the limits that every JSON integer has say nothing. */
function bound(value: number | undefined): number | undefined {
  return value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value;
}
