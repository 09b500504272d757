import { nearestNames } from "@hms-sync/connector-api";
import { type ValueKind, valueKind } from "../record/value-kind.ts";
import type { ItemNode, ItemType, LayoutNode, RecordShape } from "../source/layout.ts";

/** An external field as rules see it. */
export interface Target {
  /** Keys from the record down, joined by dots: `HEADER.APPT_NUM`. */
  readonly path: string;
  readonly keys: readonly string[];
  readonly item: ItemNode;
  /** What it takes: text, whole numbers up to 15 digits, longer ones, numbers with decimals, or any number. */
  readonly kind: ValueKind;
  /** As a person writes it: `X(20)`, `S9(5)V99 COMP-3`. */
  readonly picture: string;
  /** A mapping may leave it out, since its VALUE stands in. */
  readonly optional: boolean;
  /** Path of the outermost table it stands in. */
  readonly table: string | null;
  /** The table may be empty: a DEPENDING ON table whose count begins at zero. */
  readonly tableMayBeEmpty: boolean;
  /** The alternatives (REDEFINES) it is a part of, outermost first. */
  readonly branches: readonly Branch[];
}

/** One alternative of bytes that several items share. */
export interface Branch {
  /** COBOL path of the item that the others redefine. */
  readonly base: string;
  /** The alternative's own name in records, as a path; that of the group around it where it has none. */
  readonly path: string;
  /** Tells it from the others: an alternative need not have a name. */
  readonly id: string;
  /** How many names stand in front of its own. */
  readonly depth: number;
}

/** The fields of a record, in record order; unnamed ones are no fields. */
export function targetsOf(record: RecordShape): Target[] {
  const targets: Target[] = [];
  const counters = new Set<string>();
  const bases = new Set<string>();
  walk(record.root, (node) => {
    if (node.occurs?.dependingOn !== undefined) counters.add(node.occurs.dependingOn);
    if (node.redefines !== undefined) bases.add(node.redefines);
  });
  const visit = (node: LayoutNode, outer: Surroundings): void => {
    if (node.node === "item" && node.key === null) return;
    const keys = node.key === null ? outer.keys : [...outer.keys, node.key];
    const base = node.redefines ?? (bases.has(node.path) ? node.path : undefined);
    const id = `${node.path}:${node.span.line}:${node.span.column}`;
    const branch = { path: keys.join("."), id, depth: outer.keys.length };
    const here: Surroundings = {
      keys,
      table: outer.table ?? (node.occurs === undefined ? null : keys.join(".")),
      tableMayBeEmpty: outer.tableMayBeEmpty || node.occurs?.min === 0,
      branches: base === undefined ? outer.branches : [...outer.branches, { base, ...branch }],
    };
    if (node.node === "item") targets.push(targetOf(node, here, counters.has(node.path)));
    else for (const child of node.children) visit(child, here);
  };
  for (const child of record.root.children) {
    visit(child, { keys: [], table: null, tableMayBeEmpty: false, branches: [] });
  }
  return targets;
}

type Surroundings = Pick<Target, "keys" | "table" | "tableMayBeEmpty" | "branches">;

function walk(node: LayoutNode, visit: (node: LayoutNode) => void): void {
  visit(node);
  if (node.node === "group") for (const child of node.children) walk(child, visit);
}

function targetOf(item: ItemNode, surroundings: Surroundings, isCounter: boolean): Target {
  return {
    ...surroundings,
    path: surroundings.keys.join("."),
    item,
    kind: valueKind(item.type),
    picture: [item.picture, item.usage === "DISPLAY" ? "" : item.usage].filter(Boolean).join(" "),
    // a counter follows its table's length
    optional: item.value !== null || isCounter,
  };
}

/** Characters that a text field takes; undefined for numbers. */
export function textWidth(type: ItemType): number | undefined {
  if (type.kind === "text") return type.width;
  if (type.kind !== "national") return undefined;
  // four hexadecimal digits stand for a character of DBCS
  return type.form === "dbcs" ? type.width * 4 : type.width;
}

/** What a decimal number must keep to; undefined for text and for floating-point numbers. */
export function numberSizes(
  type: ItemType,
): { readonly digits: number; readonly scale: number; readonly signed: boolean } | undefined {
  return type.kind === "number" || type.kind === "edited" ? type : undefined;
}

/** What a name in a rule leads to: the field, nothing, or several fields that share the short name. */
export type TargetLookup =
  | { readonly found: Target }
  | { readonly found: null; readonly nearest: readonly string[]; readonly several: readonly string[] };

/** Finds a field by its whole path, or by its last part where that is unique. */
export function findTarget(targets: readonly Target[], name: string): TargetLookup {
  const whole = targets.find((target) => target.path === name);
  if (whole !== undefined) return { found: whole };
  const short = targets.filter((target) => target.keys.at(-1) === name);
  if (short.length === 1) return { found: short[0]! };
  const several = short.map((target) => target.path);
  return {
    found: null,
    several,
    nearest: nearestNames(
      name,
      targets.map((target) => target.path),
    ),
  };
}
