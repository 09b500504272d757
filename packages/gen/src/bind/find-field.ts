import type { Spanned } from "../manifest/manifest.ts";
import type { BoundRecord } from "./bound.ts";
import type { FindingSink } from "./findings.ts";
import { findTarget, type Target } from "./target.ts";

/** Finds the field that a manifest names; reports one that is not there, or a short name that several share. */
export function findField(
  sink: FindingSink,
  record: BoundRecord,
  field: Spanned<string>,
): Target | undefined {
  const lookup = findTarget(record.targets, field.value);
  if (lookup.found !== null) return lookup.found;
  const name = record.shape.name ?? "the record";
  if (lookup.several.length > 0) {
    const message = `${name} has several fields ${field.value}`;
    sink.error("HMS_MAP_AMBIGUOUS", field.span, message, { suggestions: lookup.several });
  } else {
    const message = `${name} has no field ${field.value}`;
    sink.error("HMS_MAP_UNKNOWN_FIELD", field.span, message, { suggestions: lookup.nearest });
  }
  return undefined;
}
