import type { Manifest, Spanned } from "../manifest/manifest.ts";
import type { BoundAck, BoundRecord } from "./bound.ts";
import { checkLiteral } from "./check-literal.ts";
import type { FindingSink } from "./findings.ts";
import { findTarget, type Target } from "./target.ts";

/** Finds the fields that the `ack` block names, in the answer and in the sent record, and checks their types. */
export function bindAck(
  sink: FindingSink,
  manifest: Manifest,
  sent: BoundRecord,
  record: BoundRecord,
): BoundAck {
  const match: Record<string, string> = {};
  const accepted: Record<string, readonly string[]> = {};
  for (const pair of manifest.ack.match) {
    const left = find(sink, record, pair.answer);
    const right = find(sink, sent, pair.sent);
    if (left === undefined || right === undefined) continue;
    if (left.kind !== right.kind) {
      const message = `${left.path} is ${left.picture} and can never be equal to ${right.path}, which is ${right.picture}`;
      sink.error("HMS_MAP_TYPE", pair.sent.span, message);
    }
    match[left.path] = right.path;
  }
  for (const { answer, values } of manifest.ack.accepted) {
    const target = find(sink, record, answer);
    if (target === undefined) continue;
    for (const value of values) checkLiteral(sink, value, "constant", target, record.settings);
    accepted[target.path] = values.map((value) => value.value);
  }
  const reason = manifest.ack.reason === null ? undefined : find(sink, record, manifest.ack.reason);
  if (reason !== undefined && reason.kind !== "text") {
    sink.error(
      "HMS_MAP_TYPE",
      manifest.ack.reason!.span,
      `${reason.path} is ${reason.picture}; a reason is text`,
    );
  }
  return { record, match, accepted, reason: reason?.path ?? null };
}

function find(sink: FindingSink, record: BoundRecord, field: Spanned<string>): Target | undefined {
  const lookup = findTarget(record.targets, field.value);
  const name = record.shape.name ?? "the record";
  if (lookup.found !== null) return lookup.found;
  if (lookup.several.length > 0) {
    sink.error("HMS_MAP_AMBIGUOUS", field.span, `${name} has several fields ${field.value}`, {
      suggestions: lookup.several,
    });
  } else {
    sink.error("HMS_MAP_UNKNOWN_FIELD", field.span, `${name} has no field ${field.value}`, {
      suggestions: lookup.nearest,
    });
  }
  return undefined;
}
