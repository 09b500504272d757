import { nearestNames } from "@hms-sync/connector-api";
import type { ItemNode, LayoutNode, RecordShape } from "../source/layout.ts";

/** An external field as rules see it. */
export interface Target {
  /** Keys from the record down, joined by dots: `HEADER.APPT_NUM`. */
  readonly path: string;
  readonly keys: readonly string[];
  readonly item: ItemNode;
  /** What it takes: text, whole numbers up to 15 digits, longer ones, or numbers with decimals. */
  readonly kind: "text" | "number" | "bigint" | "decimal";
  /** As a person writes it: `X(20)`, `S9(5)V99 COMP-3`. */
  readonly picture: string;
  /** A mapping may leave it out, since its VALUE stands in. */
  readonly optional: boolean;
  /** Path of the outermost table it stands in. */
  readonly table: string | null;
}

/** The fields of a record, in record order; unnamed ones are no fields. */
export function targetsOf(record: RecordShape): Target[] {
  const targets: Target[] = [];
  const visit = (node: LayoutNode, keys: readonly string[], table: string | null): void => {
    if (node.node === "item" && node.key === null) return;
    const here = node.key === null ? keys : [...keys, node.key];
    const inTable = table ?? (node.occurs === undefined ? null : here.join("."));
    if (node.node === "item") targets.push(targetOf(node, here, inTable));
    else for (const child of node.children) visit(child, here, inTable);
  };
  for (const child of record.root.children) visit(child, [], null);
  return targets;
}

function targetOf(item: ItemNode, keys: readonly string[], table: string | null): Target {
  return {
    path: keys.join("."),
    keys,
    item,
    kind: kindOf(item),
    picture: item.usage === "DISPLAY" ? item.picture : `${item.picture} ${item.usage}`,
    optional: item.value !== null,
    table,
  };
}

function kindOf({ type }: ItemNode): Target["kind"] {
  if (type.kind === "text") return "text";
  if (type.scale > 0) return "decimal";
  return type.digits > 15 ? "bigint" : "number";
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
