import type { LayoutNode } from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";
import type { Item } from "../tree/build-tree.ts";

/** The item whose bytes those that follow may share. */
export interface Base {
  readonly node: LayoutNode;
  readonly item: Item;
  /** Its name and those of its alternatives, in upper case: an alternative may name either. */
  readonly names: Set<string>;
  /** DEPENDING ON tables that ended before it. */
  readonly tablesBefore: readonly string[];
}

/**
 * The base of an item's REDEFINES; null without one, and with a finding where it names another item than the one it
 * follows (COBOL 2002, 13.16.42: no item that takes space stands between them).
 */
export function findBase(
  item: Item,
  base: Base | null,
  siblings: readonly Item[],
  findings: FindingList,
): Base | null {
  const { redefines } = item.entry;
  if (redefines === undefined) return null;
  const name = redefines.value.toUpperCase();
  if (base?.names.has(name)) {
    if (base.item.entry.level === item.entry.level) return base;
    findings.add("HMS_CPY_LEVEL", item.entry.levelSpan, `${redefines.value} has another level number`, {
      hint: `Give the item the level ${String(base.item.entry.level).padStart(2, "0")} of ${redefines.value}.`,
    });
    return null;
  }
  const before = siblings.slice(0, siblings.indexOf(item));
  const known = before.some((sibling) => sibling.entry.name?.toUpperCase() === name);
  if (known) {
    findings.add(
      "HMS_CPY_CLAUSE",
      redefines.span,
      `the item does not follow ${redefines.value}, which it redefines`,
      { hint: `Move it directly behind ${redefines.value} and its other REDEFINES.` },
    );
    return null;
  }
  const suggestions = findings.nearest(
    redefines.value,
    before.flatMap((sibling) => sibling.entry.name ?? []),
  );
  findings.addAbsence(
    "HMS_CPY_REFERENCE",
    redefines.span,
    `there is no item ${redefines.value} to redefine`,
    {
      hint:
        suggestions.length > 0
          ? `Did you mean ${suggestions.join(" or ")}?`
          : "REDEFINES names the item before it, on the same level.",
      suggestions,
    },
  );
  return null;
}

/** A base must have one length; whole tables as a base are legal only in some compilers. */
export function checkBase(base: Base, item: Item, findings: FindingList): void {
  const { redefines } = item.entry;
  if (redefines === undefined) return;
  if (hasVariableTable(base.item)) {
    findings.add(
      "HMS_CPY_CLAUSE",
      redefines.span,
      `${redefines.value} has no fixed length: it holds OCCURS DEPENDING ON`,
      {
        hint: "Redefine a group without OCCURS DEPENDING ON.",
      },
    );
  } else if (base.item.entry.occurs !== undefined) {
    findings.add("HMS_CPY_CLAUSE", redefines.span, `${redefines.value} is a table`, {
      severity: "warning",
      hint: "Put the table into a group and redefine the group; not every compiler takes this.",
    });
  }
}

function hasVariableTable(item: Item): boolean {
  return item.entry.occurs?.value.dependingOn !== undefined || item.children.some(hasVariableTable);
}
