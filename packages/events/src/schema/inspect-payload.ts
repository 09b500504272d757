import type { PayloadFault } from "@hms-sync/connector-api";
import { alternatives, isOpen, type JsonSchema } from "./json-schema.ts";

/** Deeper payloads are refused; this also ends payloads that contain themselves. */
export const MAX_DEPTH = 64;

export interface PayloadInspection {
  /** Faults that no validator looks for: too deep, or not a JSON value. */
  readonly faults: readonly PayloadFault[];
  /** Members that the event does not have, by the path of their known parent. */
  readonly stripped: readonly { readonly under: string; readonly count: number }[];
}

/** Looks through a payload along its schema, before validation. Members that the event does not have are not entered. */
export function inspectPayload(root: JsonSchema, payload: unknown): PayloadInspection {
  const counts = new Map<string, number>();
  const faults = new Map<string, PayloadFault>();

  function visit(value: unknown, nodes: readonly JsonSchema[], path: string, depth: number): void {
    if (typeof value !== "object" || value === null) {
      if (typeof value === "bigint" || typeof value === "function" || typeof value === "symbol") {
        faults.set(path, { path, code: "type", message: "must be a JSON value" });
      }
      return;
    }
    if (depth > MAX_DEPTH) {
      faults.set(path, { path, code: "depth", message: `is nested deeper than ${MAX_DEPTH} levels` });
      return;
    }
    if (Array.isArray(value)) {
      const items = nodes.flatMap((node) =>
        [...(node.prefixItems ?? []), node.items].filter((item) => typeof item === "object"),
      );
      const next = items.flatMap((item) => alternatives(root, item));
      for (const member of value) visit(member, next, path, depth + 1);
      return;
    }
    const objects = nodes.filter((node) => node.properties !== undefined || isOpen(node));
    // where the schema says nothing, everything is kept, so everything is looked at
    const open = objects.length === 0 || objects.some(isOpen);
    let unknown = 0;
    for (const name of Object.keys(value)) {
      const known = objects.filter(
        (node) => node.properties !== undefined && Object.hasOwn(node.properties, name),
      );
      const member = (value as Record<string, unknown>)[name];
      if (known.length > 0) {
        const next = known.flatMap((node) => alternatives(root, node.properties![name]!));
        visit(member, next, path === "" ? name : `${path}.${name}`, depth + 1);
      } else if (open) {
        const next = objects.flatMap((node) =>
          typeof node.additionalProperties === "object" ? alternatives(root, node.additionalProperties) : [],
        );
        visit(member, next, path === "" || path.endsWith("*") ? path || "*" : `${path}.*`, depth + 1);
      } else unknown++;
    }
    if (unknown > 0) counts.set(path, (counts.get(path) ?? 0) + unknown);
  }

  visit(payload, alternatives(root, root), "", 0);
  return {
    faults: [...faults.values()],
    stripped: [...counts].map(([under, count]) => ({ under, count })),
  };
}

/**
 * A copy that has only the members the schema knows.
 *
 * Zod leaves unknown members out by itself; other validators may hand them through.
 */
export function withoutUnknown(root: JsonSchema, payload: unknown): unknown {
  function copy(value: unknown, nodes: readonly JsonSchema[]): unknown {
    if (Array.isArray(value)) {
      const items = nodes.flatMap((node) =>
        typeof node.items === "object" ? alternatives(root, node.items) : [],
      );
      return value.map((member) => copy(member, items));
    }
    const objects = nodes.filter((node) => node.properties !== undefined);
    if (typeof value !== "object" || value === null || objects.length === 0 || nodes.some(isOpen))
      return value;
    const kept: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(value)) {
      const known = objects.filter((node) => Object.hasOwn(node.properties!, name));
      if (known.length === 0) continue;
      kept[name] = copy(
        member,
        known.flatMap((node) => alternatives(root, node.properties![name]!)),
      );
    }
    return kept;
  }
  return copy(payload, alternatives(root, root));
}
