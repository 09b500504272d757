import type { RecordCodec } from "@hms-sync/connector-api";
import type { GroupNode, ItemNode, LayoutNode, ProfileSettings, RecordShape } from "@hms-sync/gen/source";
import { type BadValue, badValues, type FieldValue, fieldValue } from "./values.ts";

/** One elementary item in one position of its tables, as a COBOL statement names it. */
export interface Field {
  readonly item: ItemNode;
  /** `LINE-QTY OF ORDER-LINE OF ORDER-REC (2)` */
  readonly reference: string;
}

/** A group or item that redefines: chosen before its fields are given. */
export interface Branch {
  readonly node: LayoutNode;
  readonly reference: string;
}

/** One thing that the COBOL program does: takes a value, or begins another view of redefined bytes. */
export type Step = { readonly field: Field; readonly value: FieldValue } | { readonly branch: Branch };

/** A record as it is given, as it is read back, and as COBOL moves it together. */
export interface Row {
  readonly given: Record<string, unknown>;
  readonly read: Record<string, unknown>;
  readonly steps: readonly Step[];
  /** It can be read back: where bytes have several layouts, a rule chooses the one that was given, or it is the first. */
  readonly readable: boolean;
}

/**
 * How the alternatives of a REDEFINES are told apart, as `loadCodec` takes it: by the path of what is redefined the field
 * that tells it, and the alternative for each of its values.
 */
export type Choose = Readonly<
  Record<string, { readonly by: string; readonly values: Readonly<Record<string, string>> }>
>;

/** A row with one bad value, and the field that must be named. */
export interface BadRow {
  readonly given: unknown;
  readonly path: string;
  readonly bad: BadValue;
}

interface Place {
  /** Names from the innermost group outwards, unnamed ones left out. */
  readonly groups: readonly string[];
  readonly subscripts: readonly number[];
}

/** Makes rows for a record of a copybook. */
export function rowMaker(
  shape: RecordShape,
  codec: RecordCodec,
  settings: ProfileSettings,
  recordName: string,
  choose: Choose = {},
) {
  const kinds = new Map(codec.layout.fields.map(({ path, kind }) => [path, kind]));
  const counters = new Map<string, { readonly min: number; readonly max: number }>();
  visitNodes(shape.root, (node) => {
    const { occurs } = node;
    if (occurs?.dependingOn !== undefined) counters.set(occurs.dependingOn, occurs);
  });

  /** The `n`th row; `corrupt` may put something else in the place of a value. */
  function build(n: number, corrupt?: (item: ItemNode, value: unknown, path: string) => unknown): Row {
    const steps: Step[] = [];
    let position = 0;
    let readable = true;
    const outside: Place = { groups: shape.name === null ? [recordName] : [], subscripts: [] };
    const { given, read } = group(shape.root, outside, "", "");
    return { given, read, steps, readable };

    function group(node: GroupNode, place: Place, key: string, path: string) {
      const given: Record<string, unknown> = {};
      const read: Record<string, unknown> = {};
      const groups = node.name === null ? place.groups : [node.name, ...place.groups];
      // an elementary 01 is its own only child
      const own = node === shape.root && node.children.length === 1 && node.children[0]?.level === 1;
      const inside: Place = { groups: own ? [] : groups, subscripts: place.subscripts };
      for (const alternatives of alternativesOf(node.children)) {
        const chosen = alternatives[n % alternatives.length]!;
        if (chosen !== alternatives[0] && !(alternatives[0]!.path in choose)) readable = false;
        member(chosen, chosen !== alternatives[0], inside, given, read, key, path);
      }
      return { given, read };
    }

    function member(
      node: LayoutNode,
      redefines: boolean,
      place: Place,
      given: Record<string, unknown>,
      read: Record<string, unknown>,
      key: string,
      path: string,
    ): void {
      if (node.node === "item" && node.key === null) return;
      if (redefines) steps.push({ branch: { node, reference: reference(node, place) } });
      const fieldKey = node.key === null ? key : key === "" ? node.key : `${key}.${node.key}`;
      const fieldPath = node.key === null ? path : path === "" ? node.key : `${path}.${node.key}`;
      const one = (subscripts: readonly number[], where: string): { given: unknown; read: unknown } => {
        const at: Place = { groups: place.groups, subscripts };
        return node.node === "group" ? group(node, at, fieldKey, where) : item(node, at, fieldKey, where);
      };
      if (node.occurs !== undefined) {
        const count = countOf(node.occurs);
        const values = Array.from({ length: count }, (_, index) =>
          one([...place.subscripts, index + 1], `${fieldPath}[${index}]`),
        );
        given[node.key!] = values.map((value) => value.given);
        read[node.key!] = values.map((value) => value.read);
      } else {
        const value = one(place.subscripts, fieldPath);
        if (node.key === null) {
          Object.assign(given, value.given);
          Object.assign(read, value.read);
        } else {
          // a counter follows its table; now and then it is given all the same
          if (!counters.has(node.path) || n % 3 === 0) given[node.key] = value.given;
          read[node.key] = value.read;
        }
      }
    }

    function item(
      node: ItemNode,
      place: Place,
      key: string,
      path: string,
    ): { given: unknown; read: unknown } {
      const field: Field = { item: node, reference: reference(node, place) };
      const counter = counters.get(node.path);
      const kind = kinds.get(key);
      if (kind === undefined) throw new Error(`${node.path} is not a field of the codec`);
      const rule = Object.values(choose).find(({ by }) => by === key);
      const value =
        rule !== undefined
          ? textOf(Object.keys(rule.values)[n % Object.keys(rule.values).length]!)
          : counter === undefined
            ? fieldValue(node, kind, n === 0 ? 0 : n + position++ * 3, settings)
            : counterValue(countOf({ ...counter, dependingOn: node.path }), node);
      steps.push({ field, value });
      return {
        given: corrupt === undefined ? value.given : corrupt(node, value.given, path),
        read: value.read,
      };
    }

    function countOf(occurs: { min: number; max: number; dependingOn?: string }): number {
      if (occurs.dependingOn === undefined) return occurs.max;
      return occurs.min + (n % (occurs.max - occurs.min + 1));
    }
  }

  return {
    row: (n: number): Row => build(n),
    /** Every value that every field must refuse, each in a row that is right but for it. */
    badRows(): BadRow[] {
      const rows: BadRow[] = [];
      for (let branch = 0; branch < 3; branch++) {
        const targets: { path: string; bad: BadValue }[] = [];
        build(branch + 3, (item, value, path) => {
          if (!counters.has(item.path))
            targets.push(...badValues(item, settings).map((bad) => ({ path, bad })));
          return value;
        });
        for (const { path, bad } of targets) {
          const { given } = build(branch + 3, (_item, value, at) => (at === path ? bad.given : value));
          rows.push({ given, path, bad });
        }
      }
      return rows;
    },
  };
}

function textOf(value: string): FieldValue {
  return { given: value, read: value, cobol: value };
}

function counterValue(count: number, node: ItemNode): FieldValue {
  const { type } = node;
  if (type.kind !== "number") throw new Error(`${node.path} counts and is no number`);
  return { given: count, read: count, cobol: `+${String(count).padStart(type.digits, "0")}` };
}

/** Items one after the other; those that share bytes are one list. */
function alternativesOf(nodes: readonly LayoutNode[]): LayoutNode[][] {
  const lists: LayoutNode[][] = [];
  const byBase = new Map<string, LayoutNode[]>();
  for (const node of nodes) {
    const list = node.redefines === undefined ? undefined : byBase.get(node.redefines);
    if (list === undefined) {
      const fresh = [node];
      lists.push(fresh);
      byBase.set(node.path, fresh);
    } else {
      list.push(node);
      byBase.set(node.path, list);
    }
  }
  return lists;
}

function visitNodes(node: LayoutNode, visit: (node: LayoutNode) => void): void {
  visit(node);
  if (node.node === "group") for (const child of node.children) visitNodes(child, visit);
}

function reference(node: LayoutNode, { groups, subscripts }: Place): string {
  const names = [node.name ?? "", ...groups].join(" OF ");
  return subscripts.length === 0 ? names : `${names} (${subscripts.join(" ")})`;
}
