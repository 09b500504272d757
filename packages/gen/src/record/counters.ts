import type { LayoutNode, RecordShape } from "../source/layout.ts";
import type { Counter, Location } from "./plan.ts";
import { unsupported } from "./unsupported.ts";
import { valueKind } from "./value-kind.ts";

/**
 * The counters of a record by path.
 *
 * @throws HMS_REC_UNSUPPORTED for counters and tables that stand where no bytes can be told.
 */
export function countersOf(shape: RecordShape): ReadonlyMap<string, Counter> {
  const counters = new Map<string, Counter>();
  const items = new Map<string, { readonly node: LayoutNode; readonly tables: readonly LayoutNode[] }>();
  visit(shape.root.children, [], false);
  return counters;

  function visit(nodes: readonly LayoutNode[], tables: readonly LayoutNode[], shared: boolean): void {
    const redefined = new Set(nodes.map(({ redefines }) => redefines));
    for (const node of nodes) {
      const around = node.occurs === undefined ? tables : [...tables, node];
      const alternative = shared || node.redefines !== undefined || redefined.has(node.path);
      if (node.occurs?.dependingOn !== undefined) add(node, node.occurs.dependingOn, tables, alternative);
      if (node.node === "group") visit(node.children, around, alternative);
      else items.set(node.path, { node, tables: around });
    }
  }

  function add(table: LayoutNode, path: string, tables: readonly LayoutNode[], shared: boolean): void {
    if (shared) throw unsupported(table, "is a DEPENDING ON table in an area that REDEFINES shares");
    const found = items.get(path);
    if (found === undefined) throw unsupported(table, `depends on ${path}, which does not stand before it`);
    const { node } = found;
    if (!found.tables.every((outer, level) => outer === tables[level])) {
      throw unsupported(table, `depends on ${path}, which stands in another table`);
    }
    if (node.node !== "item" || node.type.kind !== "number" || valueKind(node.type) !== "number") {
      throw unsupported(table, `depends on ${path}, which is no integer of at most 15 digits`);
    }
    const { min, max } = table.occurs!;
    const known = counters.get(path);
    counters.set(path, {
      index: known?.index ?? counters.size,
      path,
      min: Math.max(min, known?.min ?? 0),
      max: Math.min(max, known?.max ?? max),
      table: known?.table ?? table,
    });
  }
}

/** Expression for an item's bytes from the start of the record, wherever the code that needs it stands. */
export function placeCode({ item, strides }: Location): string {
  const terms = strides.map((stride, depth) => ` + problems.at[${depth}]! * ${stride}`);
  return `${item.offset}${terms.join("")}`;
}
