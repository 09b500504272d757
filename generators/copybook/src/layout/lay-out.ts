import type { SourceSpan } from "@hms-sync/connector-api";
import type {
  Condition,
  GroupNode,
  ItemNode,
  LayoutNode,
  ProfileSettings,
  RecordShape,
  SignPlace,
} from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";
import type { Clause, Entry, Usage } from "../parse/entry.ts";
import type { Item, RecordTree } from "../tree/build-tree.ts";
import { readConditions } from "./conditions.ts";
import { itemSize } from "./item-size.ts";
import { itemType } from "./item-type.ts";
import { checkNames } from "./names.ts";
import { resolveValue } from "./resolve-value.ts";

/** Longest record in bytes: the most that a z/OS logical record can span. */
const LONGEST_RECORD = 16_777_215;

/** What items take over from the groups they stand in. */
interface Inherited {
  readonly usage?: Clause<Usage>;
  readonly sign?: Clause<SignPlace>;
}

/** Gives every item its place in the record. Faults are reported; the shapes then hold what could be understood. */
export function layOut(tree: RecordTree, settings: ProfileSettings, findings: FindingList): RecordShape {
  const root = tree.root === null ? namelessRoot(tree) : layOutRecord(tree.root);
  checkNames(root, findings);
  if (root.length > LONGEST_RECORD) {
    findings.add(
      "HMS_CPY_LENGTH",
      root.span,
      `the record has ${root.length} bytes, more than ${LONGEST_RECORD}`,
    );
  }
  return { name: root.name, length: root.length, root };

  function namelessRoot(from: RecordTree): GroupNode {
    const { children, length } = layOutChildren(from.items, 0, [], {});
    const { span } = children[0]!;
    return { node: "group", level: 0, name: null, key: null, path: "", offset: 0, length, span, children };
  }

  function layOutRecord(item: Item): GroupNode {
    const { occurs: table, ...entry } = item.entry;
    if (table !== undefined) {
      findings.add("HMS_CPY_CLAUSE", table.span, "a record (level 01) cannot have OCCURS", {
        hint: "Put the table into a group below the record.",
      });
    }
    const node = layOutItem({ ...item, entry }, 0, [], {});
    if (node.node === "group") return node;
    const { level, name, key, path, length, span } = node;
    return { node: "group", level, name, key, path, offset: 0, length, span, children: [node] };
  }

  function layOutChildren(
    items: readonly Item[],
    start: number,
    parents: readonly string[],
    inherited: Inherited,
  ) {
    const children: LayoutNode[] = [];
    let offset = start;
    for (const item of items) {
      const node = layOutItem(item, offset, parents, inherited);
      children.push(node);
      offset += node.length * (node.occurs?.max ?? 1);
    }
    return { children, length: offset - start };
  }

  function layOutItem(
    item: Item,
    offset: number,
    parents: readonly string[],
    inherited: Inherited,
  ): LayoutNode {
    const { entry } = item;
    const common = {
      level: entry.level,
      name: entry.name,
      key: entry.name === null ? null : entry.name.replaceAll("-", "_"),
      path: [...parents, entry.name ?? "FILLER"].join("."),
      offset,
      span: entry.nameSpan,
    };
    return item.children.length > 0
      ? group(item, common, parents, inherited)
      : elementary(item, common, inherited);
  }

  type Common = Pick<LayoutNode, "level" | "name" | "key" | "path" | "offset" | "span">;

  function group(item: Item, common: Common, parents: readonly string[], inherited: Inherited): GroupNode {
    const { entry } = item;
    refuseOnGroup(entry, "PICTURE", entry.picture?.span);
    refuseOnGroup(entry, "JUSTIFIED", entry.justified);
    if (entry.values !== undefined) {
      findings.add("HMS_CPY_UNSUPPORTED", entry.values.span, "VALUE on a group is not supported", {
        hint: "Give the items of the group their own VALUE.",
      });
    }
    const { children, length } = layOutChildren(
      item.children,
      common.offset,
      entry.name === null ? parents : [...parents, entry.name],
      { ...inherited, ...(entry.usage && { usage: entry.usage }), ...(entry.sign && { sign: entry.sign }) },
    );
    return {
      node: "group",
      ...common,
      length,
      ...occurs(entry, length),
      ...conditions(item, null),
      children,
    };
  }

  function elementary(item: Item, common: Common, inherited: Inherited): ItemNode {
    const { entry } = item;
    const type = itemType(entry, inherited, settings, findings);
    const length = itemSize(type, settings);
    const usage = entry.usage?.value ?? inherited.usage?.value ?? "DISPLAY";
    return {
      node: "item",
      ...common,
      length,
      ...occurs(entry, length),
      ...conditions(item, type),
      picture: entry.picture?.value ?? "",
      usage,
      type,
      ...resolveValue(entry.values?.value[0]?.from ?? null, type, settings, findings),
    };
  }

  function occurs(entry: Entry, stride: number): Pick<LayoutNode, "occurs"> {
    if (entry.occurs === undefined) return {};
    const { value } = entry.occurs;
    return { occurs: { min: value, max: value, stride } };
  }

  function conditions(item: Item, type: ItemNode["type"] | null): { conditions?: readonly Condition[] } {
    if (item.conditions.length === 0) return {};
    return { conditions: readConditions(item.conditions, type, settings, findings) };
  }

  function refuseOnGroup(entry: Entry, clause: string, span: SourceSpan | undefined): void {
    if (span === undefined) return;
    findings.add("HMS_CPY_CLAUSE", span, `a group cannot have ${clause}`, {
      hint: `Remove ${clause}, or correct the levels of the ${entry.name === null ? "items" : "entries"} that follow.`,
    });
  }
}
