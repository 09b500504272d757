import type { ItemType, LayoutNode, RecordShape } from "@hms-sync/gen/source";

/** One item of a layout as `layout --json` gives it. Offsets and lengths in bytes. */
export interface LayoutItem {
  readonly level: number;
  /** COBOL name; `FILLER` for unnamed items. */
  readonly name: string;
  /** COBOL names from the record down, joined by `.`. */
  readonly path: string;
  /** From the start of the record, 0-based, of the first occurrence. */
  readonly offset: number;
  /** Of one occurrence. */
  readonly length: number;
  /** As written; empty for groups. */
  readonly picture: string;
  /** DISPLAY, COMP, COMP-3; empty for groups. */
  readonly usage: string;
  readonly occurs?: {
    readonly min: number;
    readonly max: number;
    readonly stride: number;
    /** Path of the counter. */
    readonly dependingOn?: string;
  };
  /** Path of the item whose bytes it shares. */
  readonly redefines?: string;
}

/** One record of a copybook as `layout --json` gives it. */
export interface LayoutRecord {
  /** Null where the copybook starts below level 01. */
  readonly name: string | null;
  /** Bytes, tables at maximum size. */
  readonly length: number;
  /** In the copybook's order; the 01 level comes first. */
  readonly items: readonly LayoutItem[];
}

/** An item and how deep it stands, 0 for the outermost shown. */
export interface LayoutRow {
  readonly depth: number;
  readonly item: LayoutItem;
  /** What it holds: `text(20)`, `decimal(9,2)`, `integer(5)`; `group` for groups. */
  readonly type: string;
}

/** The record's items in order: the 01 level first, where there is one. */
export function layoutRows(shape: RecordShape): LayoutRow[] {
  const nodes = shape.name === null ? shape.root.children : [shape.root];
  return nodes.flatMap((node) => rowsOf(node, 0));
}

/** The record as data. */
export function layoutRecord(shape: RecordShape): LayoutRecord {
  return { name: shape.name, length: shape.length, items: layoutRows(shape).map((row) => row.item) };
}

function rowsOf(node: LayoutNode, depth: number): LayoutRow[] {
  const item: LayoutItem = {
    level: node.level,
    name: node.name ?? "FILLER",
    path: node.path,
    offset: node.offset,
    length: node.length,
    picture: node.node === "item" ? node.picture : "",
    usage: node.node === "item" ? node.usage : "",
    ...(node.occurs === undefined ? {} : { occurs: node.occurs }),
    ...(node.redefines === undefined ? {} : { redefines: node.redefines }),
  };
  const children = node.node === "group" ? node.children.flatMap((child) => rowsOf(child, depth + 1)) : [];
  return [{ depth, item, type: node.node === "item" ? typeName(node.type) : "group" }, ...children];
}

function typeName(type: ItemType): string {
  if (type.kind === "text" || type.kind === "national") return `${type.kind}(${type.width})`;
  if (type.kind === "float") return type.size === 4 ? "float" : "double";
  const sign = type.signed ? "" : "unsigned ";
  return type.scale > 0 ? `${sign}decimal(${type.digits},${type.scale})` : `${sign}integer(${type.digits})`;
}
