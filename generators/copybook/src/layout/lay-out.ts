import type { GroupNode, ProfileSettings, RecordShape } from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";
import type { Item, RecordTree } from "../tree/build-tree.ts";
import { indexItems } from "./item-index.ts";
import { LONGEST_RECORD } from "./longest-record.ts";
import { checkNames } from "./names.ts";
import { createPlacer } from "./place-items.ts";
import { layOutRenames } from "./renames.ts";

/** Gives every item its place in the record. Faults are reported; the shapes then hold what could be understood. */
export function layOut(tree: RecordTree, settings: ProfileSettings, findings: FindingList): RecordShape {
  const index = indexItems(tree.root === null ? tree.items : [tree.root]);
  const placer = createPlacer(index, settings, findings);
  const root = tree.root === null ? namelessRoot() : record(tree.root);
  checkNames(root, findings);
  if (root.length > LONGEST_RECORD) {
    findings.add(
      "HMS_CPY_LENGTH",
      root.span,
      `the record has ${placer.isClamped() ? "far " : ""}more than ${LONGEST_RECORD} bytes`,
    );
  }
  const renames = layOutRenames(tree.renames, root, index, placer.placed, findings);
  return { name: root.name, length: root.length, root, ...(renames.length > 0 && { renames }) };

  function namelessRoot(): GroupNode {
    const { children, length } = placer.placeChildren(tree.items, 0, [], {});
    const { span } = children[0]!;
    return { node: "group", level: 0, name: null, key: null, path: "", offset: 0, length, span, children };
  }

  function record(item: Item): GroupNode {
    const { occurs: table, redefines, ...entry } = item.entry;
    if (table !== undefined) {
      findings.add(
        "HMS_CPY_CLAUSE",
        table.span,
        `level ${entry.level === 1 ? "01" : entry.level} cannot have OCCURS`,
        {
          hint: "Put the table into a group below the record.",
        },
      );
    }
    const node = placer.placeRoot(item, entry);
    const shared = redefines === undefined ? {} : { redefines: redefines.value };
    if (node.node === "group") return { ...node, ...shared };
    const { level, name, key, path, length, span } = node;
    return { node: "group", level, name, key, path, offset: 0, length, span, ...shared, children: [node] };
  }
}
