import { pascalCase } from "../emit/names.ts";
import type { RecordNames } from "../emit/record-names.ts";
import type { GroupNode, ItemNode, LayoutNode, RecordShape } from "../source/layout.ts";
import { type ChoiceMember, type ChooseRules, planChoice, resolveRules } from "./choice-plan.ts";
import { type Counter, countersOf } from "./counters.ts";
import { unsupported } from "./unsupported.ts";

/** One table around a member: how often, and the bytes from one to the next. */
export interface Dimension {
  readonly min: number;
  readonly max: number;
  readonly stride: number;
  /** What tells the number of elements, where it is not fixed. */
  readonly counter?: Counter;
}

interface MemberBase {
  /** Property name. */
  readonly key: string;
  /** Bytes from the start of the record, or of the table element whose function writes it. */
  readonly at: number;
  /** Tables between the group around it and the member, outermost first: its own, and those of unnamed groups. */
  readonly dimensions: readonly Dimension[];
  /** Tables around the group that it is a member of. */
  readonly depth: number;
  /** Index of the note for the member as a whole, and for one element of its innermost table. */
  readonly note: number;
  readonly elementNote: number;
}

export interface ItemMember extends MemberBase {
  readonly kind: "item";
  readonly item: ItemNode;
  /** Set where it counts the elements of a table. */
  readonly counter?: Counter;
}

export interface GroupMember extends MemberBase {
  readonly kind: "group";
  readonly node: GroupNode;
  readonly plan: GroupPlan;
}

export type Member = ItemMember | GroupMember;

/** What a group is made of: members, and alternatives of members. */
export type Entry = Member | ChoiceMember;

/** A group as generated code sees it: named members only, those of unnamed groups among them. */
export interface GroupPlan {
  /** Names of its types. */
  readonly row: string;
  readonly input: string;
  /** Its bytes are at `base`: it is a table element. */
  readonly framed: boolean;
  readonly entries: readonly Entry[];
  /** Elementary members, those of groups within included. */
  readonly weight: number;
  /** A record may leave it out: every member has a VALUE. */
  readonly optional: boolean;
  /** It holds a counter or a table that one counts, which are written whether it is given or not. */
  readonly counted: boolean;
}

/** Where an item is that others depend on: a counter, or what chooses an alternative. */
export interface Location {
  readonly item: ItemNode;
  readonly note: number;
  /** Bytes from one to the next of the tables around it, outermost first. */
  readonly strides: readonly number[];
}

export interface RecordPlan {
  readonly root: GroupPlan;
  /** Path with `[]` for table positions, and `file:line`, of every member; the record itself is the first. */
  readonly notes: readonly (readonly [path: string, declared: string])[];
  /** Items that stand in no table of their own, by path. */
  readonly locations: ReadonlyMap<string, Location>;
  readonly counters: ReadonlyMap<string, Counter>;
}

/**
 * Turns a layout into what a record is in code.
 *
 * @param source file as problems shall show it
 * @throws HMS_REC_UNSUPPORTED for a layout whose bytes cannot be written or read.
 */
export function planRecord(
  shape: RecordShape,
  names: RecordNames,
  source: string,
  choose: ChooseRules = {},
): RecordPlan {
  const notes: [string, string][] = [["", `${source}:${shape.root.span.line}`]];
  const taken = new Set<string>([names.row, names.input]);
  const counters = countersOf(shape);
  const locations = new Map<string, Location>();
  const choices: ChoiceMember[] = [];
  const root = planGroup(shape.root, { row: names.row, input: names.input }, "", 0, [], false);
  for (const counter of counters.values()) {
    if (!locations.has(counter.path))
      throw unsupported(
        counter.table,
        `depends on ${counter.path}, which stands in another table or is unknown`,
      );
  }
  resolveRules(choices, locations, choose);
  return { root, notes, locations, counters };

  function planGroup(
    node: GroupNode,
    type: { row: string; input: string },
    path: string,
    origin: number,
    strides: readonly number[],
    framed: boolean,
  ): GroupPlan {
    const depth = strides.length;
    const entries = collect(node.children, []);
    return {
      ...type,
      framed,
      entries,
      weight: entries.reduce((sum, entry) => sum + weightOf(entry), 0),
      optional: entries.every(isOptional),
      counted: entries.some(isCounted),
    };

    function collect(nodes: readonly LayoutNode[], outer: readonly Dimension[]): Entry[] {
      return nodes
        .filter(({ redefines }) => redefines === undefined)
        .flatMap((child) => {
          const choice = planChoice(child, nodes, outer.length, origin, notes, source, path, (branch) =>
            alone(branch, outer),
          );
          if (choice === null) return alone(child, outer);
          choices.push(choice);
          return [choice];
        });
    }

    function alone(child: LayoutNode, outer: readonly Dimension[]): Entry[] {
      const dimensions = [...outer, ...dimensionOf(child)];
      if (child.key !== null) return [planMember(child, child.key, dimensions)];
      return child.node === "group" ? collect(child.children, dimensions) : [];
    }

    function dimensionOf({ occurs }: LayoutNode): Dimension[] {
      if (occurs === undefined) return [];
      const { min, max, stride, dependingOn } = occurs;
      const counter = dependingOn === undefined ? undefined : counters.get(dependingOn)!;
      return [{ min, max, stride, ...(counter && { counter, min: counter.min, max: counter.max }) }];
    }

    function planMember(child: LayoutNode, key: string, dimensions: readonly Dimension[]): Member {
      const place = path === "" ? key : `${path}.${key}`;
      const declared = `${source}:${child.span.line}`;
      const note = notes.push([place, declared]) - 1;
      const element = `${place}${"[]".repeat(dimensions.length)}`;
      const elementNote = dimensions.length === 0 ? note : notes.push([element, declared]) - 1;
      const common = { key, at: child.offset - origin, dimensions, depth, note, elementNote };
      const inner = [...strides, ...dimensions.map(({ stride }) => stride)];
      if (child.node === "item") {
        if (dimensions.length === 0) locations.set(child.path, { item: child, note, strides });
        const counter = dimensions.length === 0 ? counters.get(child.path) : undefined;
        return { kind: "item", ...common, item: child, ...(counter && { counter }) };
      }
      const inTable = dimensions.length > 0;
      const plan = planGroup(
        child,
        typeNames(`${type.row}${pascalCase(key.toLowerCase())}`),
        element,
        inTable ? child.offset : origin,
        inner,
        framed || inTable,
      );
      return { kind: "group", ...common, node: child, plan };
    }
  }

  /** Two groups whose paths read alike (`A-B.C`, `A.B-C`) get a number. */
  function typeNames(wanted: string): { row: string; input: string } {
    let row = wanted;
    for (let count = 2; taken.has(row) || taken.has(`${row}Input`); count++) row = `${wanted}${count}`;
    taken.add(row).add(`${row}Input`);
    return { row, input: `${row}Input` };
  }
}

/** Members of a group's own level, those of every alternative included. */
export function membersOf(entries: readonly Entry[]): Member[] {
  return entries.flatMap((entry) =>
    entry.kind === "choice" ? entry.branches.flatMap((branch) => membersOf(branch.entries)) : [entry],
  );
}

export function isOptional(entry: Entry): boolean {
  if (entry.kind === "choice") return entry.branches.every((branch) => branch.entries.every(isOptional));
  // a table that counts from zero may be empty
  const [table] = entry.dimensions;
  if (table?.counter !== undefined && table.min === 0) return true;
  if (entry.kind === "group") return entry.plan.optional;
  return entry.item.value !== null || entry.counter !== undefined;
}

export function weightOf(entry: Entry): number {
  if (entry.kind === "item") return 1;
  if (entry.kind === "group") return entry.plan.weight;
  return entry.branches.reduce(
    (sum, { entries }) => sum + entries.reduce((part, one) => part + weightOf(one), 0),
    0,
  );
}

function isCounted(entry: Entry): boolean {
  if (entry.kind === "choice") return entry.branches.some((branch) => branch.entries.some(isCounted));
  if (entry.dimensions.some(({ counter }) => counter !== undefined)) return true;
  return entry.kind === "group" ? entry.plan.counted : entry.counter !== undefined;
}
