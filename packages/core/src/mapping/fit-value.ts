import type { LayoutField } from "@hms-sync/connector-api";
import type { Overflow } from "./mapping-rule.ts";

/**
 * Makes a value fit its field where the rule says so; with `reject` the record's writer refuses it.
 *
 * `truncate` cuts text at the field's width in characters, and decimals towards zero; `round` rounds decimals half away
 * from zero, as COBOL's ROUNDED does (ISO/IEC 1989, NEAREST-AWAY-FROM-ZERO). Digits before the point are never cut.
 */
export function fitValue(value: unknown, field: LayoutField, overflow: Overflow): unknown {
  if (overflow === "reject" || value === undefined || value === null) return value;
  if (field.kind === "text") {
    return typeof value === "string" && field.width !== undefined
      ? [...value].slice(0, field.width).join("")
      : value;
  }
  if (field.kind === "float" || (typeof value !== "number" && typeof value !== "string")) return value;
  const fitted = fitDecimals(decimalText(value), field.scale ?? 0, overflow);
  if (fitted === undefined) return value;
  if (field.kind === "decimal") return fitted;
  return field.kind === "bigint" ? BigInt(fitted) : Number(fitted);
}

function decimalText(value: number | string): string {
  return typeof value === "number" ? String(value) : value.trim();
}

/** Undefined for what is no plain decimal number (exponents included): the writer says what is wrong with it. */
function fitDecimals(text: string, scale: number, overflow: "truncate" | "round"): string | undefined {
  const found = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (found === null) return undefined;
  const [, sign, whole, fraction = ""] = found;
  if (fraction.length <= scale)
    return `${sign === "-" ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
  let digits = BigInt(whole! + fraction.slice(0, scale));
  if (overflow === "round" && fraction[scale]! >= "5") digits += 1n;
  const padded = digits.toString().padStart(scale + 1, "0");
  const point = padded.length - scale;
  const result = scale === 0 ? padded : `${padded.slice(0, point)}.${padded.slice(point)}`;
  return sign === "-" && digits !== 0n ? `-${result}` : result;
}
