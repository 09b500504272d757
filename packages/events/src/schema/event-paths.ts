import type { EventPath } from "@hms-sync/connector-api";
import { type JsonSchema, resolveReference } from "./json-schema.ts";

interface Position {
  readonly path: string;
  readonly optional: boolean;
  readonly pii: boolean;
  readonly each: string | undefined;
  /** References passed on the way here; a schema that contains itself ends at its second occurrence. */
  readonly passed: readonly string[];
}

/**
 * The leaves of an event's payload, in schema order.
 *
 * An optional or nullable parent makes its leaves optional. Members of a table have the table's path plus their name
 * and carry the table in `each`; their `optional` speaks about the member, not about the table. A recursive schema is
 * cut where it repeats; that point is a leaf of type `unknown`. Records with free names are leaves of type `unknown`.
 */
export function eventPaths(root: JsonSchema): EventPath[] {
  const leaves = new Map<string, EventPath>();
  for (const leaf of walk(root, root, {
    path: "",
    optional: false,
    pii: false,
    each: undefined,
    passed: [],
  })) {
    const known = leaves.get(leaf.path);
    leaves.set(leaf.path, known === undefined ? leaf : merged(known, leaf));
  }
  return [...leaves.values()].map((leaf) => Object.freeze(leaf));
}

function walk(root: JsonSchema, start: JsonSchema, from: Position): EventPath[] {
  const reference = start.$ref;
  if (reference !== undefined && from.passed.includes(reference)) return [unknownLeaf(from)];
  const node = resolveReference(root, start);
  const at: Position = {
    ...from,
    pii: from.pii || node.pii === true,
    passed: reference === undefined ? from.passed : [...from.passed, reference],
  };

  const choices = node.anyOf ?? node.oneOf;
  if (choices !== undefined) return choice(root, choices, at);
  if (node.allOf !== undefined) return node.allOf.flatMap((part) => walk(root, part, at));

  if (node.properties !== undefined) {
    const optional = at.optional || types(node).includes("null");
    return Object.entries(node.properties).flatMap(([name, child]) =>
      walk(root, child, {
        ...at,
        path: at.path === "" ? name : `${at.path}.${name}`,
        optional: optional || !(node.required ?? []).includes(name),
      }),
    );
  }
  if (types(node).includes("array")) {
    const member = { ...at, each: at.path, optional: false };
    return typeof node.items === "object" ? walk(root, node.items, member) : [unknownLeaf(member)];
  }
  return [leafOf(node, at)];
}

function choice(root: JsonSchema, choices: readonly JsonSchema[], at: Position): EventPath[] {
  const real = choices.filter((part) => !isNull(resolveReference(root, part)));
  const position = real.length < choices.length ? { ...at, optional: true } : at;
  if (real.length === 1) return walk(root, real[0]!, position);

  const perChoice = real.map((part) => walk(root, part, position));
  const seen = new Map<string, { leaf: EventPath; count: number }>();
  for (const leaf of perChoice.flat()) {
    const known = seen.get(leaf.path);
    seen.set(leaf.path, {
      leaf: known === undefined ? leaf : merged(known.leaf, leaf),
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...seen.values()].map(({ leaf, count }) =>
    count < real.length ? { ...leaf, optional: true } : leaf,
  );
}

/** One leaf for two alternatives: only what holds for both is kept. */
function merged(left: EventPath, right: EventPath): EventPath {
  const both = { optional: left.optional || right.optional, pii: left.pii || right.pii };
  const each = left.each === undefined ? {} : { each: left.each };
  if (left.type !== right.type) return { path: left.path, type: "unknown", ...both, ...each };
  const maximum = widest(left.maximum, right.maximum, Math.max);
  const minimum = widest(left.minimum, right.minimum, Math.min);
  const maxLength = widest(left.maxLength, right.maxLength, Math.max);
  return {
    path: left.path,
    type: left.type,
    ...both,
    ...each,
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(left.enum === undefined || right.enum === undefined
      ? {}
      : { enum: [...new Set([...left.enum, ...right.enum])] }),
    ...(left.format !== undefined && left.format === right.format ? { format: left.format } : {}),
  };
}

function widest(
  left: number | undefined,
  right: number | undefined,
  pick: (...values: number[]) => number,
): number | undefined {
  return left === undefined || right === undefined ? undefined : pick(left, right);
}

function leafOf(node: JsonSchema, at: Position): EventPath {
  const real = types(node).filter((type) => type !== "null");
  const nullable = types(node).includes("null");
  const values = node.const === undefined ? node.enum : [node.const];
  const type = real.length === 1 ? scalar(real[0]!) : real.length === 0 ? typeOfAll(values) : "unknown";
  const step = type === "integer" ? 1 : 0;
  const minimum =
    node.minimum ?? (node.exclusiveMinimum === undefined ? undefined : node.exclusiveMinimum + step);
  const maximum =
    node.maximum ?? (node.exclusiveMaximum === undefined ? undefined : node.exclusiveMaximum - step);
  return {
    path: at.path,
    type,
    optional: at.optional || nullable,
    pii: at.pii,
    ...(at.each === undefined ? {} : { each: at.each }),
    ...(node.maxLength === undefined ? {} : { maxLength: node.maxLength }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(values === undefined ? {} : { enum: values.filter(isScalar) }),
    ...(node.format === undefined ? {} : { format: node.format }),
  };
}

function unknownLeaf(at: Position): EventPath {
  return {
    path: at.path,
    type: "unknown",
    optional: at.optional,
    pii: at.pii,
    ...(at.each === undefined ? {} : { each: at.each }),
  };
}

function types(node: JsonSchema): readonly string[] {
  if (node.type === undefined) return [];
  return typeof node.type === "string" ? [node.type] : node.type;
}

function isNull(node: JsonSchema): boolean {
  return node.type === "null" || node.const === null;
}

function scalar(type: string): EventPath["type"] {
  return type === "string" || type === "integer" || type === "number" || type === "boolean"
    ? type
    : "unknown";
}

function typeOfAll(values: readonly unknown[] | undefined): EventPath["type"] {
  const kinds = new Set((values ?? []).map((value) => typeof value));
  const [kind] = kinds;
  return kinds.size === 1 && (kind === "string" || kind === "number" || kind === "boolean")
    ? kind
    : "unknown";
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
