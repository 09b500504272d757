import type { Manifest } from "../manifest/manifest.ts";
import type { BoundAck, BoundRecord } from "./bound.ts";
import { checkLiteral } from "./check-literal.ts";
import { findField } from "./find-field.ts";
import type { FindingSink } from "./findings.ts";

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
    const left = findField(sink, record, pair.answer);
    const right = findField(sink, sent, pair.sent);
    if (left === undefined || right === undefined) continue;
    if (left.kind !== right.kind) {
      const message = `${left.path} is ${left.picture} and can never be equal to ${right.path}, which is ${right.picture}`;
      sink.error("HMS_MAP_TYPE", pair.sent.span, message);
    }
    match[left.path] = right.path;
  }
  for (const { answer, values } of manifest.ack.accepted) {
    const target = findField(sink, record, answer);
    if (target === undefined) continue;
    for (const value of values) checkLiteral(sink, value, "constant", target, record.settings);
    accepted[target.path] = values.map((value) => value.value);
  }
  const reason = manifest.ack.reason === null ? undefined : findField(sink, record, manifest.ack.reason);
  if (reason !== undefined && reason.kind !== "text") {
    sink.error(
      "HMS_MAP_TYPE",
      manifest.ack.reason!.span,
      `${reason.path} is ${reason.picture}; a reason is text`,
    );
  }
  return { record, match, accepted, reason: reason?.path ?? null };
}
