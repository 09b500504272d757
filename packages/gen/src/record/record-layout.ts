import type { LayoutField, RecordLayout } from "@hms-sync/connector-api";
import type { ItemNode, ItemType, LayoutNode, RecordShape } from "../source/layout.ts";
import { textValues } from "./types.ts";
import { valueKind } from "./value-kind.ts";

/** The record as data, for rulers and run-time checks: named elementary fields, in record order. */
export function recordLayout(shape: RecordShape): RecordLayout {
  const fields: LayoutField[] = [];
  const counted = counterPaths(shape.root.children);
  visit(shape.root.children, "", [], false);
  return { record: shape.name ?? "record", length: shape.length, fields };

  function visit(
    nodes: readonly LayoutNode[],
    parent: string,
    tables: readonly number[],
    alternative: boolean,
  ): void {
    const redefined = new Set(nodes.map(({ redefines }) => redefines));
    for (const node of nodes) {
      // of several alternatives only one is given
      const shared = alternative || node.redefines !== undefined || redefined.has(node.path);
      const path = node.key === null ? parent : parent === "" ? node.key : `${parent}.${node.key}`;
      const occurs = node.occurs === undefined ? tables : [...tables, node.occurs.max];
      if (node.node === "group") visit(node.children, path, occurs, shared);
      else if (node.key !== null)
        fields.push(layoutField(node, path, occurs, shared || counted.has(node.path)));
    }
  }
}

/** Items that follow the length of a table. */
function counterPaths(nodes: readonly LayoutNode[]): Set<string> {
  return new Set(
    nodes.flatMap((node) => [
      ...(node.occurs?.dependingOn === undefined ? [] : [node.occurs.dependingOn]),
      ...(node.node === "group" ? counterPaths(node.children) : []),
    ]),
  );
}

function layoutField(
  item: ItemNode,
  path: string,
  occurs: readonly number[],
  mayBeAbsent: boolean,
): LayoutField {
  const { type } = item;
  const values = textValues(item);
  return {
    path,
    offset: item.offset,
    length: item.length,
    picture: item.picture,
    usage: item.usage,
    kind: valueKind(type),
    ...sizes(type),
    ...(occurs.length > 0 && { occurs }),
    optional: item.value !== null || mayBeAbsent,
    ...(values.length > 0 && { values }),
  };
}

function sizes(type: ItemType): Pick<LayoutField, "width" | "digits" | "scale" | "signed"> {
  switch (type.kind) {
    case "text":
      return { width: type.width };
    case "national":
      // four hexadecimal digits stand for a character of DBCS
      return { width: type.form === "dbcs" ? type.width * 4 : type.width };
    case "float":
      return { signed: true };
    case "edited":
    case "number":
      return { digits: type.digits, scale: type.scale, signed: type.signed };
  }
}
