import type { LayoutField, RecordLayout } from "@hms-sync/connector-api";
import type { ItemNode, LayoutNode, RecordShape } from "../source/layout.ts";
import { valueKind } from "./item-code.ts";
import { textValues } from "./types.ts";

/** The record as data, for rulers and run-time checks: named elementary fields, in record order. */
export function recordLayout(shape: RecordShape): RecordLayout {
  const fields: LayoutField[] = [];
  visit(shape.root.children, "", []);
  return { record: shape.name ?? "record", length: shape.length, fields };

  function visit(nodes: readonly LayoutNode[], parent: string, tables: readonly number[]): void {
    for (const node of nodes) {
      const path = node.key === null ? parent : parent === "" ? node.key : `${parent}.${node.key}`;
      const occurs = node.occurs === undefined ? tables : [...tables, node.occurs.max];
      if (node.node === "group") visit(node.children, path, occurs);
      else if (node.key !== null) fields.push(layoutField(node, path, occurs));
    }
  }
}

function layoutField(item: ItemNode, path: string, occurs: readonly number[]): LayoutField {
  const { type } = item;
  const values = textValues(item);
  return {
    path,
    offset: item.offset,
    length: item.length,
    picture: item.picture,
    usage: item.usage,
    kind: valueKind(type),
    ...(type.kind === "text"
      ? { width: type.width }
      : { digits: type.digits, scale: type.scale, signed: type.signed }),
    ...(occurs.length > 0 && { occurs }),
    optional: item.value !== null,
    ...(values.length > 0 && { values }),
  };
}
