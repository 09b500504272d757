import type { FindingList } from "../finding-list.ts";
import type { Reference } from "../parse/entry.ts";
import type { Item } from "../tree/build-tree.ts";

/** An item with its place among the others, before bytes are known. */
export interface IndexedItem {
  readonly item: Item;
  readonly path: string;
  readonly parent: IndexedItem | null;
  /** Position in the text of the record. */
  readonly order: number;
}

/** The items of one record, found by name and qualifiers. */
export interface ItemIndex {
  /** The item that a reference means; reports an unknown or ambiguous name. */
  resolve(reference: Reference, findings: FindingList): IndexedItem | null;
  of(item: Item): IndexedItem;
}

export function indexItems(items: readonly Item[]): ItemIndex {
  const byName = new Map<string, IndexedItem[]>();
  const byItem = new Map<Item, IndexedItem>();
  const visit = (children: readonly Item[], parent: IndexedItem | null, names: readonly string[]): void => {
    for (const item of children) {
      const { name } = item.entry;
      const path = [...names, name ?? "FILLER"].join(".");
      const indexed: IndexedItem = { item, path, parent, order: byItem.size };
      byItem.set(item, indexed);
      if (name !== null) {
        const key = name.toUpperCase();
        const known = byName.get(key);
        if (known === undefined) byName.set(key, [indexed]);
        else known.push(indexed);
      }
      visit(item.children, indexed, name === null ? names : [...names, name]);
    }
  };
  visit(items, null, []);

  return {
    of: (item) => byItem.get(item)!,
    resolve({ name, qualifiers, span }, findings) {
      const named = byName.get(name.toUpperCase()) ?? [];
      const found = named.filter((indexed) => isQualified(indexed, qualifiers));
      if (found.length === 1) return found[0]!;
      const written = [name, ...qualifiers].join(" OF ");
      if (found.length > 1) {
        findings.add("HMS_CPY_REFERENCE", span, `${written} names ${found.length} items of the record`, {
          hint: "Say which one with OF and the name of its group.",
          suggestions: found.map(({ path }) => path.split(".").reverse().join(" OF ")),
        });
        return null;
      }
      const names = [...byName.values()].map(([first]) => first!.item.entry.name!);
      const suggestions =
        named.length > 0
          ? named.map(({ path }) => path.split(".").reverse().join(" OF "))
          : findings.nearest(name, names);
      findings.addAbsence("HMS_CPY_REFERENCE", span, `the record has no item ${written}`, {
        ...(suggestions.length > 0 && { hint: `Did you mean ${suggestions.join(" or ")}?`, suggestions }),
      });
      return null;
    },
  };
}

/** Qualifiers name groups around the item, from the inside out; groups may be left out. */
function isQualified(indexed: IndexedItem, qualifiers: readonly string[]): boolean {
  let group = indexed.parent;
  for (const qualifier of qualifiers) {
    while (group !== null && group.item.entry.name?.toUpperCase() !== qualifier.toUpperCase()) {
      group = group.parent;
    }
    if (group === null) return false;
    group = group.parent;
  }
  return true;
}
