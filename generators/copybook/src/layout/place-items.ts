import type { SourceSpan } from "@hms-sync/connector-api";
import type { Condition, GroupNode, ItemNode, LayoutNode, ProfileSettings } from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";
import type { Entry } from "../parse/entry.ts";
import type { Item } from "../tree/build-tree.ts";
import { alignment, slackTo } from "./alignment.ts";
import { readConditions } from "./conditions.ts";
import { counterOf } from "./counter.ts";
import { spreadGroupValue } from "./group-value.ts";
import type { ItemIndex } from "./item-index.ts";
import { itemSize } from "./item-size.ts";
import { type Inherited, itemType } from "./item-type.ts";
import { type Base, checkBase, findBase } from "./redefines.ts";
import { resolveValue } from "./resolve-value.ts";

/** Sizes stop growing here, so that products of tables stay exact numbers. */
const CLAMP = 2 ** 40;

/** Most DEPENDING ON tables of one record: each item knows all that stand before it. */
const MOST_TABLES = 500;

/** Places the items of one record, one after the other. */
export interface Placer {
  placeRoot(item: Item, entry: Entry): LayoutNode;
  placeChildren(
    items: readonly Item[],
    start: number,
    parents: readonly string[],
    inherited: Inherited,
  ): { readonly children: readonly LayoutNode[]; readonly length: number };
  /** Elementary items that have their place, and all nodes by path. */
  readonly placed: ReadonlyMap<Item, ItemNode>;
  isClamped(): boolean;
}

export function createPlacer(index: ItemIndex, settings: ProfileSettings, findings: FindingList): Placer {
  const placed = new Map<Item, ItemNode>();
  /** Paths of the DEPENDING ON tables that ended before the place that is reached. */
  let tables: readonly string[] = [];
  let clamped = false;
  return { placed, placeChildren, isClamped: () => clamped, placeRoot };

  function placeRoot(item: Item, entry: Entry): LayoutNode {
    const { node } = place({ ...item, entry }, item, 0, [], {}, false);
    return node;
  }

  function placeChildren(
    items: readonly Item[],
    start: number,
    parents: readonly string[],
    inherited: Inherited,
  ): { children: LayoutNode[]; length: number; boundary: number } {
    const children: LayoutNode[] = [];
    let offset = start;
    let boundary = 1;
    let base: Base | null = null;
    for (const item of items) {
      const shared: Base | null = findBase(item, base, items, findings);
      const before: readonly string[] = shared?.tablesBefore ?? tables;
      tables = before;
      const placement = place(
        item,
        item,
        shared === null ? offset : shared.node.offset,
        parents,
        inherited,
        shared !== null,
      );
      const node: LayoutNode =
        shared === null ? placement.node : { ...placement.node, redefines: shared.node.path };
      children.push(node);
      boundary = Math.max(boundary, placement.boundary);
      offset = grow(Math.max(offset, node.offset + node.length * (node.occurs?.max ?? 1)));
      if (shared === null) base = { node, item, names: namesOf(item), tablesBefore: before };
      else {
        checkBase(shared, item, findings);
        if (item.entry.name !== null) shared.names.add(item.entry.name.toUpperCase());
        // an area that alternatives share has its greatest length, whatever table one of them holds
        tables = before;
      }
    }
    return { children, length: offset - start, boundary };
  }

  /** `item` with the children and clauses to place; `key` is the item that the index knows. */
  function place(
    item: Item,
    key: Item,
    start: number,
    parents: readonly string[],
    inherited: Inherited,
    fixed: boolean,
  ): { node: LayoutNode; boundary: number } {
    const { entry } = item;
    const after = tables.length > 0 ? { after: tables } : {};
    const own: Inherited = {
      ...inherited,
      ...(entry.usage && { usage: entry.usage }),
      ...(entry.sign && { sign: entry.sign }),
      ...(entry.synchronized && { synchronized: entry.synchronized }),
    };
    const isGroup = item.children.length > 0;
    const type = isGroup ? null : itemType(entry, inherited, settings, findings);
    const size = type === null ? 0 : itemSize(type, settings);
    const ownBoundary =
      type === null
        ? firstBoundary(item, own)
        : entry.synchronized !== undefined ||
            (settings.sync === "ibm" && inherited.synchronized !== undefined)
          ? alignment(type, size, settings.sync)
          : 1;
    const slack = fixed ? 0 : slackTo(start, ownBoundary);
    const counter = counterOf(key, index, placed, findings);
    const common = {
      level: entry.level,
      name: entry.name,
      key: entry.name === null ? null : entry.name.replaceAll("-", "_"),
      path: [...parents, entry.name ?? "FILLER"].join("."),
      offset: start + slack,
      ...after,
      ...(slack > 0 && { slack }),
      span: entry.nameSpan,
    };
    const { node, boundary } =
      type === null
        ? group(item, common, parents, own)
        : { node: elementary(item, key, common, type, size, inherited), boundary: ownBoundary };
    if (counter !== null) tables = [...tables, node.path];
    if (tables.length > MOST_TABLES) {
      findings.add(
        "HMS_CPY_UNSUPPORTED",
        entry.nameSpan,
        `more than ${MOST_TABLES} OCCURS DEPENDING ON tables in one record`,
      );
      tables = [];
    }
    return { node: withOccurs(node, entry, counter), boundary };
  }

  type Common = Pick<LayoutNode, "level" | "name" | "key" | "path" | "offset" | "span">;

  function group(
    item: Item,
    common: Common,
    parents: readonly string[],
    own: Inherited,
  ): { node: GroupNode; boundary: number } {
    const { entry } = item;
    refuseOnGroup(entry, "PICTURE", entry.picture?.span);
    refuseOnGroup(entry, "JUSTIFIED", entry.justified);
    refuseOnGroup(entry, "BLANK WHEN ZERO", entry.blankWhenZero);
    const names = entry.name === null ? parents : [...parents, entry.name];
    const { children, length, boundary } = placeChildren(item.children, common.offset, names, own);
    // every occurrence of a table stands on the boundaries of the first
    const tail = entry.occurs === undefined ? 0 : slackTo(length, boundary);
    const node: GroupNode = {
      node: "group",
      ...common,
      length: length + tail,
      ...conditions(item, null),
      children,
    };
    const literal = entry.values?.value[0]?.from;
    return {
      node: literal === undefined ? node : spreadGroupValue(node, literal, settings, findings),
      boundary,
    };
  }

  function elementary(
    item: Item,
    key: Item,
    common: Common,
    type: ItemNode["type"],
    length: number,
    inherited: Inherited,
  ): ItemNode {
    const { entry } = item;
    const node: ItemNode = {
      node: "item",
      ...common,
      length: grow(length),
      ...conditions(item, type),
      picture: entry.picture?.value ?? "",
      usage: entry.usage?.value ?? inherited.usage?.value ?? "DISPLAY",
      type,
      ...resolveValue(entry.values?.value[0]?.from ?? null, type, settings, findings),
    };
    placed.set(key, node);
    return node;
  }

  /** IBM puts the slack of a group's first item in front of the group; GnuCOBOL keeps it inside. */
  function firstBoundary(item: Item, inherited: Inherited): number {
    if (settings.sync !== "ibm") return 1;
    const first = item.children[0]!;
    const { entry } = first;
    const own: Inherited = {
      ...inherited,
      ...(entry.usage && { usage: entry.usage }),
      ...(entry.synchronized && { synchronized: entry.synchronized }),
    };
    if (first.children.length > 0) return firstBoundary(first, own);
    if (own.synchronized === undefined) return 1;
    const type = itemType(entry, inherited, settings, SILENT);
    return alignment(type, itemSize(type, settings), settings.sync);
  }

  function withOccurs<Node extends LayoutNode>(node: Node, entry: Entry, counter: string | null): Node {
    if (entry.occurs === undefined) return node;
    const { min, max } = entry.occurs.value;
    const dependingOn = counter === null ? {} : { dependingOn: counter };
    return { ...node, occurs: { min, max, stride: node.length, ...dependingOn } };
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

  function grow(size: number): number {
    if (size <= CLAMP) return size;
    clamped = true;
    return CLAMP;
  }
}

/** For looking ahead: what it finds is found again when the item is placed. */
const SILENT: FindingList = {
  add: () => undefined,
  addAbsence: () => undefined,
  nearest: () => [],
  hasErrors: () => false,
  sorted: () => [],
  copied: () => undefined,
};

function namesOf(item: Item): Set<string> {
  return new Set(item.entry.name === null ? [] : [item.entry.name.toUpperCase()]);
}
