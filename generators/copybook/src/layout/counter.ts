import type { ItemNode } from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";
import type { Item } from "../tree/build-tree.ts";
import type { IndexedItem, ItemIndex } from "./item-index.ts";

/**
 * The path of a table's counter, or null with a finding.
 *
 * A counter is a whole number that stands before its table and once for it: in no table that the counted one is not in.
 */
export function counterOf(
  item: Item,
  index: ItemIndex,
  placed: ReadonlyMap<Item, ItemNode>,
  findings: FindingList,
): string | null {
  const reference = item.entry.occurs?.value.dependingOn;
  if (reference === undefined) return null;
  const counter = index.resolve(reference, findings);
  if (counter === null) return null;
  const table = index.of(item);
  const refuse = (code: "HMS_CPY_CLAUSE" | "HMS_CPY_PICTURE", message: string, hint: string): null => {
    findings.add(code, reference.span, message, { hint });
    return null;
  };
  if (counter.order >= table.order || isInside(counter, table)) {
    return refuse(
      "HMS_CPY_CLAUSE",
      `the counter ${reference.name} stands behind its table`,
      "A counter stands before the table, so that a reader meets it first.",
    );
  }
  for (let group: IndexedItem | null = counter; group !== null; group = group.parent) {
    if (group.item.entry.occurs !== undefined && !isInside(table, group)) {
      return refuse(
        "HMS_CPY_CLAUSE",
        `the counter ${reference.name} is part of a table`,
        "A counter stands outside of tables, or in the table that holds the counted one.",
      );
    }
  }
  const node = placed.get(counter.item);
  if (node !== undefined && !isCount(node) && !counter.item.entry.faulty) {
    return refuse(
      "HMS_CPY_PICTURE",
      `the counter ${reference.name} is not a whole number`,
      "Give the counter a picture of 9 without decimals.",
    );
  }
  if (node === undefined && counter.item.children.length > 0) {
    return refuse("HMS_CPY_CLAUSE", `the counter ${reference.name} is a group`, "Name an item of the group.");
  }
  return counter.path;
}

function isCount(node: ItemNode): boolean {
  return node.type.kind === "number" && node.type.scale === 0;
}

function isInside(inner: IndexedItem, outer: IndexedItem): boolean {
  for (let group = inner.parent; group !== null; group = group.parent) if (group === outer) return true;
  return false;
}
