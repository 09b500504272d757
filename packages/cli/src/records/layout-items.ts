import type { ItemType, LayoutNode, Occurs, RecordShape } from "@hms-sync/gen/source";

/** One item of a layout as `layout --json` gives it. Offsets and lengths in bytes. */
export interface LayoutItem {
  readonly level: number;
  /** COBOL name; `FILLER` for unnamed items. */
  readonly name: string;
  /** COBOL names from the record down, joined by `.`. */
  readonly path: string;
  /** From the start of the record, 0-based, of the first occurrence; tables in front of it at their maximum size. */
  readonly offset: number;
  /** Of one occurrence. */
  readonly length: number;
  /** As written; empty for groups and level 66. */
  readonly picture: string;
  /** DISPLAY, COMP, COMP-3; empty for groups and level 66. */
  readonly usage: string;
  /** `dependingOn` is the path of the counter. */
  readonly occurs?: Occurs;
  /** Path of the item whose bytes it shares. */
  readonly redefines?: string;
}

/** One record of a copybook as `layout --json` gives it. */
export interface LayoutRecord {
  /** Null where the copybook starts below level 01. */
  readonly name: string | null;
  /** Bytes, tables at maximum size. */
  readonly length: number;
  /** In the copybook's order; the 01 level comes first, level 66 last. */
  readonly items: readonly LayoutItem[];
}

/** An item and how deep it stands, 0 for the outermost shown. */
export interface LayoutRow {
  readonly depth: number;
  readonly item: LayoutItem;
  /** What it holds: `text(20)`, `decimal(9,2)`, `integer(5)`; `group` for groups. */
  readonly type: string;
  /** Bytes in front of it that belong to no item. */
  readonly slack: number;
}

/** The record's items in order: the 01 level first, where there is one. */
export function layoutRows(shape: RecordShape): LayoutRow[] {
  const nodes = shape.name === null ? shape.root.children : [shape.root];
  const renames = (shape.renames ?? []).map(({ name, path, offset, length }): LayoutRow => {
    const item = { level: 66, name, path, offset, length, picture: "", usage: "" };
    return { depth: shape.name === null ? 0 : 1, item, type: "renames", slack: 0 };
  });
  return [...nodes.flatMap((node) => rowsOf(node, 0)), ...renames];
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
  const type = node.node === "item" ? typeName(node.type) : "group";
  return [{ depth, item, type, slack: node.slack ?? 0 }, ...children];
}

/** What an item holds, in a few words. */
export function typeName(type: ItemType): string {
  switch (type.kind) {
    case "text":
      return `text(${type.width})`;
    case "national":
      return `${type.form === "dbcs" ? "dbcs" : "national"}(${type.width})`;
    case "float":
      return `float(${type.size})`;
    case "edited":
      return `edited ${numberName(type)}`;
    case "number":
      return numberName(type);
  }
}

function numberName(type: {
  readonly digits: number;
  readonly scale: number;
  readonly signed: boolean;
}): string {
  const sign = type.signed ? "" : "unsigned ";
  if (type.scale > 0) return `${sign}decimal(${type.digits},${type.scale})`;
  // P at the right: so many zeros that are not stored
  const zeros = type.scale < 0 ? ` x 10^${-type.scale}` : "";
  return `${sign}integer(${type.digits})${zeros}`;
}
