import { pascalCase } from "../emit/names.ts";
import type { RecordNames } from "../emit/record-names.ts";
import type { GroupNode, LayoutNode, RecordShape } from "../source/layout.ts";
import { type ChooseRules, planChoice, resolveRules } from "./choice-plan.ts";
import { countersOf } from "./counters.ts";
import type { ChoiceMember, Dimension, Entry, GroupPlan, Location, Member, RecordPlan } from "./plan.ts";
import { unsupported } from "./unsupported.ts";

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
