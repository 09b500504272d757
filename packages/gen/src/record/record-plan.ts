import { pascalCase } from "../emit/names.ts";
import type { RecordNames } from "../emit/record-names.ts";
import type { GroupNode, ItemNode, LayoutNode, RecordShape } from "../source/layout.ts";

/** One table around a member: how often, and the bytes from one to the next. */
export interface Dimension {
  readonly max: number;
  readonly stride: number;
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
}

export interface GroupMember extends MemberBase {
  readonly kind: "group";
  readonly node: GroupNode;
  readonly plan: GroupPlan;
}

export type Member = ItemMember | GroupMember;

/** A group as generated code sees it: named members only, those of unnamed groups among them. */
export interface GroupPlan {
  /** Names of its types. */
  readonly row: string;
  readonly input: string;
  /** Its bytes are at `base`: it is a table element. */
  readonly framed: boolean;
  readonly members: readonly Member[];
  /** Elementary members, those of groups within included. */
  readonly weight: number;
  /** A record may leave it out: every member has a VALUE. */
  readonly optional: boolean;
}

export interface RecordPlan {
  readonly root: GroupPlan;
  /** Path with `[]` for table positions, and `file:line`, of every member; the record itself is the first. */
  readonly notes: readonly (readonly [path: string, declared: string])[];
}

/**
 * Turns a layout into what a record is in code.
 *
 * @param source file as problems shall show it
 */
export function planRecord(shape: RecordShape, names: RecordNames, source: string): RecordPlan {
  const notes: [string, string][] = [["", `${source}:${shape.root.span.line}`]];
  const taken = new Set<string>([names.row, names.input]);
  const root = planGroup(shape.root, { row: names.row, input: names.input }, "", 0, 0, false);
  return { root, notes };

  function planGroup(
    node: GroupNode,
    type: { row: string; input: string },
    path: string,
    origin: number,
    depth: number,
    framed: boolean,
  ): GroupPlan {
    const members: Member[] = [];
    collect(node.children, []);
    const weight = members.reduce(
      (sum, member) => sum + (member.kind === "item" ? 1 : member.plan.weight),
      0,
    );
    const optional = members.every((member) =>
      member.kind === "item" ? member.item.value !== null : member.plan.optional,
    );
    return { ...type, framed, members, weight, optional };

    function collect(nodes: readonly LayoutNode[], outer: readonly Dimension[]): void {
      for (const child of nodes) {
        const own =
          child.occurs === undefined ? [] : [{ max: child.occurs.max, stride: child.occurs.stride }];
        const dimensions = [...outer, ...own];
        if (child.key !== null) members.push(planMember(child, child.key, dimensions));
        else if (child.node === "group") collect(child.children, dimensions);
      }
    }

    function planMember(child: LayoutNode, key: string, dimensions: readonly Dimension[]): Member {
      const place = path === "" ? key : `${path}.${key}`;
      const declared = `${source}:${child.span.line}`;
      const note = notes.push([place, declared]) - 1;
      const element = `${place}${"[]".repeat(dimensions.length)}`;
      const elementNote = dimensions.length === 0 ? note : notes.push([element, declared]) - 1;
      const common = { key, at: child.offset - origin, dimensions, depth, note, elementNote };
      if (child.node === "item") return { kind: "item", ...common, item: child };
      const inTable = dimensions.length > 0;
      const plan = planGroup(
        child,
        typeNames(`${type.row}${pascalCase(key.toLowerCase())}`),
        element,
        inTable ? child.offset : origin,
        depth + dimensions.length,
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
