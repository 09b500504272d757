import type { EventCatalogue, EventDefinition, Finding } from "@hms-sync/connector-api";
import type { LayoutSource, Manifest } from "../manifest/manifest.ts";
import type { TransformCatalogue } from "../transforms/transform-catalogue.ts";
import { bindAck } from "./bind-ack.ts";
import { bindEvent } from "./bind-event.ts";
import { findPath } from "./bind-rule.ts";
import type { BoundConnector, BoundRecord } from "./bound.ts";
import { type FindingSink, findingSink } from "./findings.ts";
import { readRecord, type SourceContext } from "./read-record.ts";

/**
 * Ties a manifest to its events and records.
 *
 * @returns every finding at once; what is bound is complete only when none of them is an error.
 */
export function bindConnector(
  manifest: Manifest,
  source: SourceContext,
  catalogue: EventCatalogue,
  transforms: TransformCatalogue,
): { readonly bound: BoundConnector | undefined; readonly findings: readonly Finding[] } {
  const sink = findingSink();
  const recordOf = (layout: LayoutSource | null): BoundRecord | undefined => {
    if (layout === null) return undefined;
    const { record, findings } = readRecord(source, layout);
    sink.findings.push(...findings);
    return record;
  };
  const record = recordOf(manifest.layout);
  const answer = recordOf(manifest.ack.layout);
  if (record === undefined) return { bound: undefined, findings: sink.findings };
  const bound = manifest.events.flatMap(
    (mapping) => bindEvent(sink, mapping, record, catalogue, transforms) ?? [],
  );
  checkDedupe(
    sink,
    manifest,
    bound.map((event) => event.definition),
  );
  const ack = answer === undefined ? null : bindAck(sink, manifest, record, answer);
  // by name, so that the order of keys in the manifest changes no byte of the code
  const events = bound.toSorted((left, right) => (left.definition.name < right.definition.name ? -1 : 1));
  return { bound: { manifest, record, ack, events }, findings: sink.findings };
}

/** A path of `dedupe.by` must exist on every event, or some of them would all be the same effect. */
function checkDedupe(sink: FindingSink, manifest: Manifest, definitions: readonly EventDefinition[]): void {
  for (const path of manifest.dedupePaths) {
    const without = definitions.find((event) =>
      event.paths.every((candidate) => candidate.path !== path.value),
    );
    if (without !== undefined) findPath(sink, without, path);
    if (manifest.events.some((mapping) => mapping.drop.some((dropped) => dropped.value === path.value))) {
      sink.error("HMS_MAP_PII", path.span, `${path.value} is dropped and can tell nothing apart`);
    }
  }
}
