import type { LayoutNode } from "../source/layout.ts";
import type { Branch, ChoiceMember, Entry, RecordPlan } from "./plan.ts";
import { unsupported } from "./unsupported.ts";

/**
 * How a reader finds out which alternative of a REDEFINES the bytes are: by the path of the area that is redefined, the
 * field that tells it and the alternative's name per value of that field.
 *
 * Paths are those of the layout (`REC.KIND`), or record names (`KIND`), or the last part alone where it is unique.
 */
export type ChooseRules = Readonly<Record<string, ChooseRule>>;

export interface ChooseRule {
  readonly by: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The alternatives that begin with `base`; null where there are none. */
export function planChoice(
  base: LayoutNode,
  siblings: readonly LayoutNode[],
  unnamedTables: number,
  origin: number,
  notes: [string, string][],
  source: string,
  parent: string,
  plan: (node: LayoutNode) => Entry[],
): ChoiceMember | null {
  const nodes = alternativesOf(base, siblings);
  if (nodes.length === 1) return null;
  if (unnamedTables > 0) throw unsupported(base, "is redefined inside a table that has no name");
  const name = base.key ?? "";
  const place = parent === "" || name === "" ? `${parent}${name}` : `${parent}.${name}`;
  const note = notes.push([place, `${source}:${base.span.line}`]) - 1;
  const branches = nodes.flatMap((node): Branch[] => {
    const entries = plan(node);
    return entries.length === 0 ? [] : [{ id: node.key ?? firstKey(entries[0]!), node, entries }];
  });
  if (branches.length === 0) return null;
  const length = Math.max(...nodes.map((node) => bytesOf(node)));
  return { kind: "choice", node: base, at: base.offset - origin, length, note, branches, usual: 0 };
}

/** Bytes of all its occurrences. */
function bytesOf({ length, occurs }: LayoutNode): number {
  return occurs === undefined ? length : occurs.stride * occurs.max;
}

function alternativesOf(base: LayoutNode, siblings: readonly LayoutNode[]): LayoutNode[] {
  const found = [base];
  // a REDEFINES may name an item that itself redefines
  for (const node of siblings) {
    if (node.redefines !== undefined && found.some(({ path }) => path === node.redefines)) found.push(node);
  }
  return found;
}

function firstKey(entry: Entry): string {
  return entry.kind === "choice" ? entry.branches[0]!.id : entry.key;
}

/**
 * Gives choices their rules.
 *
 * @throws HMS_REC_UNSUPPORTED for rules that name what there is not, or a field in another table.
 */
export function resolveRules(
  choices: readonly ChoiceMember[],
  locations: RecordPlan["locations"],
  rules: ChooseRules,
): void {
  for (const [path, rule] of Object.entries(rules)) {
    const choice = choices.find(({ node }) => names(node.path, path));
    if (choice === undefined) {
      const any = choices[0]?.node ?? [...locations.values()][0]?.item;
      if (any === undefined) continue;
      throw unsupported(any, `is not ${path}, for which a rule is given: nothing of that name is redefined`);
    }
    const found = [...locations].filter(([item]) => names(item, rule.by));
    if (found.length !== 1) {
      throw unsupported(
        choice.node,
        `is to be chosen by ${rule.by}, ${found.length === 0 ? "which does not exist" : "which is not unique"}`,
      );
    }
    const by = found[0]![1];
    const cases = Object.entries(rule.values).map(([value, id]) => {
      const branch = choice.branches.findIndex((one) => one.id === id.replaceAll("-", "_"));
      if (branch === -1) {
        const known = choice.branches.map((one) => one.id).join(", ");
        throw unsupported(choice.node, `has no alternative ${id}; it has ${known}`);
      }
      return { value, branch };
    });
    choice.rule = { by, cases };
  }
}

/** A layout's path is meant by itself, without the record's name, or by its last part. */
function names(path: string, wanted: string): boolean {
  const upper = wanted.toUpperCase().replaceAll("_", "-");
  return path === upper || path.endsWith(`.${upper}`);
}
