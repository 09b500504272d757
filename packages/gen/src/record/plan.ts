import type { GroupNode, ItemNode, LayoutNode } from "../source/layout.ts";

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

/** One alternative: the members that may be given instead of those of the others. */
export interface Branch {
  /** Its name, or that of its first member. */
  readonly id: string;
  readonly node: LayoutNode;
  readonly entries: readonly Entry[];
}

/** An area with several layouts. */
export interface ChoiceMember {
  readonly kind: "choice";
  /** The item that is redefined. */
  readonly node: LayoutNode;
  /** Bytes from the start of the record, or of the table element around it. */
  readonly at: number;
  /** Bytes of the longest alternative. */
  readonly length: number;
  readonly note: number;
  /** Those with members. */
  readonly branches: readonly Branch[];
  /** Index of the alternative that is read without a rule: the redefined item, if it has a name or members. */
  readonly usual: number;
  rule?: {
    readonly by: Location;
    readonly cases: readonly { readonly value: string; readonly branch: number }[];
  };
}

/** What tells how many elements a DEPENDING ON table has; several tables may share one. */
export interface Counter {
  /** From 0, in record order. */
  readonly index: number;
  readonly path: string;
  /** What all its tables allow. */
  readonly min: number;
  readonly max: number;
  /** The first table. */
  readonly table: LayoutNode;
}
