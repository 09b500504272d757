import type { LayoutField } from "@hms-sync/connector-api";
import { roundNumber, truncateNumber, truncateText } from "@hms-sync/records/codegen-v1";

/** What to do with a value that does not fit its field. */
export type OverflowPolicy = "reject" | "truncate" | "round";

/**
 * A value made to fit by the policy: `truncate` as COBOL's MOVE does, `round` to the field's decimals. What cannot be
 * made to fit stays as it is, and the codec refuses it.
 */
export function fitValue(policy: OverflowPolicy, value: unknown, field: LayoutField): unknown {
  const { kind, width, digits, scale = 0 } = field;
  if (policy === "reject") return value;
  if (kind === "text") {
    const cut = policy === "truncate" && typeof value === "string" && width !== undefined;
    return cut ? truncateText(value, width) : value;
  }
  if (digits === undefined || !isNumeric(value)) return value;
  return policy === "truncate" ? truncateNumber(value, digits, scale) : roundNumber(value, scale);
}

function isNumeric(value: unknown): value is number | bigint | string {
  return typeof value === "number" || typeof value === "bigint" || typeof value === "string";
}
