import { createHash } from "node:crypto";
import type { BoundConnector, BoundEvent, BoundRecord } from "../bind/bound.ts";
import { sortKeys } from "./print-value.ts";

/**
 * The identity of one event's mapping: 12 hexadecimal digits over its layout, its rules and the event paths it uses.
 *
 * Where things stand in a file, the order of keys and the words of a reason do not change it.
 */
export function eventContract(connector: BoundConnector, event: BoundEvent): string {
  return hash(canonicalEvent(connector, event));
}

/** The identity of the whole manifest's contract, as the headers of generated files carry it. */
export function connectorContract(connector: BoundConnector): string {
  return hash({
    events: connector.events.map((event) => canonicalEvent(connector, event)),
    answer: connector.ack === null ? null : canonicalRecord(connector.ack.record),
  });
}

function canonicalEvent({ manifest, record }: BoundConnector, event: BoundEvent): unknown {
  const { definition, rules } = event;
  const used = new Set([...rules.flatMap((rule) => rule.sources.map((path) => path.path)), ...event.dropped]);
  return {
    event: {
      name: definition.name,
      version: definition.version,
      entity: definition.entity,
      key: definition.key,
    },
    paths: definition.paths.filter((path) => used.has(path.path)),
    rules: rules.map((bound) => ({
      field: bound.target.path,
      from: bound.sources.map((path) => path.path),
      constant: bound.constant,
      default: bound.default,
      use: bound.transform,
      overflow: bound.rule.overflow?.value ?? "reject",
    })),
    allowed: [...event.allowed.keys()],
    dropped: event.dropped,
    layout: canonicalRecord(record),
    framing: manifest.layout.framing,
    needs: manifest.needs,
  };
}

function canonicalRecord({ shape, settings }: BoundRecord): unknown {
  return { shape, settings };
}

function hash(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex").slice(0, 12);
}

/** JSON with sorted keys and without places in files. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(sortKeys(value), (key, member: unknown) => (key === "span" ? undefined : member));
}
