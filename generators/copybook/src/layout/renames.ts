import type { GroupNode, ItemNode, LayoutNode, Renames } from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";
import type { Entry, Reference } from "../parse/entry.ts";
import type { Item } from "../tree/build-tree.ts";
import type { ItemIndex } from "./item-index.ts";

/** The level 66 entries of a record: from the start of one item to the end of another (COBOL 2002, 13.16.43). */
export function layOutRenames(
  entries: readonly Entry[],
  root: GroupNode,
  index: ItemIndex,
  placed: ReadonlyMap<Item, ItemNode>,
  findings: FindingList,
): Renames[] {
  if (entries.length === 0) return [];
  const nodes = nodesByPath(root);
  return entries.flatMap((entry) => {
    if (entry.name === null) {
      findings.add("HMS_CPY_NAME", entry.nameSpan, "level 66 needs a name");
      return [];
    }
    if (entry.renames === undefined) {
      if (!entry.faulty) {
        findings.add("HMS_CPY_CLAUSE", entry.nameSpan, "level 66 needs RENAMES", {
          hint: "Write 66 name RENAMES first-item THRU last-item.",
        });
      }
      return [];
    }
    const other = entry.picture ?? entry.usage ?? entry.occurs ?? entry.values ?? entry.redefines;
    if (other !== undefined) {
      findings.add("HMS_CPY_CLAUSE", other.span, "level 66 has RENAMES and nothing else");
    }
    const { from, through } = entry.renames.value;
    const first = find(from);
    const last = through === undefined ? first : find(through);
    if (first === null || last === null) return [];
    if (through !== undefined && last.offset + last.length < first.offset + first.length) {
      findings.add("HMS_CPY_CLAUSE", through.span, `${through.name} ends before ${from.name}`, {
        hint: "Name the item that stands first before THRU.",
      });
      return [];
    }
    const path = root.name === null ? entry.name : `${root.name}.${entry.name}`;
    const length = last.offset + last.length - first.offset;
    return [{ name: entry.name, path, offset: first.offset, length, span: entry.nameSpan }];
  });

  function find(reference: Reference): LayoutNode | null {
    const indexed = index.resolve(reference, findings);
    if (indexed === null) return null;
    for (let group: typeof indexed | null = indexed; group !== null; group = group.parent) {
      if (group.item.entry.occurs !== undefined) {
        findings.add(
          "HMS_CPY_CLAUSE",
          reference.span,
          `RENAMES cannot name ${reference.name}, part of a table`,
        );
        return null;
      }
    }
    if (indexed.parent === null && root.name !== null) {
      findings.add("HMS_CPY_CLAUSE", reference.span, "RENAMES cannot name the record itself");
      return null;
    }
    return placed.get(indexed.item) ?? nodes.get(indexed.path) ?? null;
  }
}

function nodesByPath(root: GroupNode): Map<string, LayoutNode> {
  const nodes = new Map<string, LayoutNode>();
  const visit = (node: LayoutNode): void => {
    if (node.name !== null) nodes.set(node.path, node);
    if (node.node === "group") node.children.forEach(visit);
  };
  visit(root);
  return nodes;
}
