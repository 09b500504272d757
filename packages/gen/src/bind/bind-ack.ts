import type { Manifest, Spanned } from "../manifest/manifest.ts";
import type { BoundRecord } from "./bound.ts";
import { checkLiteral } from "./check-literal.ts";
import { type FindingSink, nearest } from "./findings.ts";
import { findTarget, type Target } from "./target.ts";

/** Checks the fields that the `ack` block names, in the answer and in the sent record. */
export function bindAck(sink: FindingSink, manifest: Manifest, sent: BoundRecord, answer: BoundRecord): void {
  const { ack } = manifest;
  for (const pair of ack.match) {
    const left = find(sink, answer, pair.answer);
    const right = find(sink, sent, pair.sent);
    if (left !== undefined && right !== undefined && left.kind !== right.kind) {
      const message = `${left.path} is ${left.picture} and can never be equal to ${right.path}, which is ${right.picture}`;
      sink.error("HMS_MAP_TYPE", pair.sent.span, message);
    }
  }
  for (const { answer: field, values } of ack.accepted) {
    const target = find(sink, answer, field);
    if (target === undefined) continue;
    for (const value of values) checkLiteral(sink, value, "constant", target, answer.settings);
  }
  if (ack.reason !== null) {
    const target = find(sink, answer, ack.reason);
    if (target !== undefined && target.kind !== "text") {
      const message = `${target.path} is ${target.picture}; a reason is text`;
      sink.error("HMS_MAP_TYPE", ack.reason.span, message);
    }
  }
}

function find(sink: FindingSink, record: BoundRecord, field: Spanned<string>): Target | undefined {
  const lookup = findTarget(record.targets, field.value);
  const name = record.shape.name ?? "the record";
  if (lookup.found !== null) return lookup.found;
  if (lookup.several.length > 0) {
    sink.error("HMS_MAP_AMBIGUOUS", field.span, `${name} has several fields ${field.value}`, {
      suggestions: lookup.several,
      hint: `write one of ${lookup.several.join(", ")}`,
    });
  } else {
    sink.error("HMS_MAP_UNKNOWN_FIELD", field.span, `${name} has no field ${field.value}`, nearest(lookup.nearest));
  }
  return undefined;
}
