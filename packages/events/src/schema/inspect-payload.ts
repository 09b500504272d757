import type { PayloadFault } from "@hms-sync/connector-api";
import type { PayloadShape } from "./payload-shape.ts";

/** Deeper payloads are refused; this also ends payloads that contain themselves. */
export const MAX_DEPTH = 64;

export interface PayloadInspection {
  /** Faults that no validator looks for: too deep, or not a JSON value. */
  readonly faults: readonly PayloadFault[];
  /** Members that the event does not have, by the path of their known parent. */
  readonly stripped: readonly { readonly under: string; readonly count: number }[];
}

/** Looks through a payload along its schema, before validation. Members that the event does not have are not entered. */
export function inspectPayload(shape: PayloadShape, payload: unknown): PayloadInspection {
  const counts = new Map<string, number>();
  const faults = new Map<string, PayloadFault>();
  visit(payload, shape, "", 0);
  return {
    faults: [...faults.values()],
    stripped: [...counts].map(([under, count]) => ({ under, count })),
  };

  function visit(value: unknown, at: PayloadShape, path: string, depth: number): void {
    if (typeof value !== "object" || value === null) {
      if (!isJsonScalar(value)) faults.set(path, { path, code: "type", message: "must be a JSON value" });
      return;
    }
    if (depth > MAX_DEPTH) {
      faults.set(path, { path, code: "depth", message: `is nested deeper than ${MAX_DEPTH} levels` });
      return;
    }
    if (Array.isArray(value)) {
      for (const member of value) visit(member, at.item(), path, depth + 1);
      return;
    }
    let unknown = 0;
    for (const name of Object.keys(value)) {
      const member = (value as Record<string, unknown>)[name];
      const known = at.member(name);
      if (known === undefined && !at.isOpen) unknown++;
      else if (typeof member === "object" || !isJsonScalar(member)) {
        visit(
          member,
          known ?? at.rest(),
          known === undefined ? starred(path) : joined(path, name),
          depth + 1,
        );
      }
    }
    if (unknown > 0) counts.set(path, (counts.get(path) ?? 0) + unknown);
  }
}

/**
 * A copy that has only the members the schema knows.
 *
 * Zod leaves unknown members out by itself; other validators may hand them through.
 */
export function withoutUnknown(shape: PayloadShape, payload: unknown): unknown {
  if (Array.isArray(payload)) return payload.map((member) => withoutUnknown(shape.item(), member));
  if (typeof payload !== "object" || payload === null || shape.isOpen) return payload;
  const kept: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(payload)) {
    const known = shape.member(name);
    if (known !== undefined) kept[name] = withoutUnknown(known, member);
  }
  return kept;
}

/** Undefined stands for an absent member. */
function isJsonScalar(value: unknown): boolean {
  return typeof value !== "bigint" && typeof value !== "function" && typeof value !== "symbol";
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function starred(path: string): string {
  return path === "*" || path.endsWith(".*") ? path : joined(path, "*");
}
