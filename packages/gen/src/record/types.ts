import { printKey, printText } from "../emit/print-value.ts";
import type { ItemNode } from "../source/layout.ts";
import type { ChoiceMember, Entry, GroupPlan, Member, RecordPlan } from "./plan.ts";
import { isOptional, membersOf } from "./record-plan.ts";
import { valueKind } from "./value-kind.ts";

/** One property of a type for the template. */
export interface MemberView {
  readonly key: string;
  readonly doc: string;
  readonly optional: boolean;
  readonly type: string;
}

/** One type for the template. */
export interface TypeView {
  readonly name: string;
  readonly summary: string;
  readonly members: readonly MemberView[];
  /** Alternatives, of which a record has one: the members of each, those of the others as `never`. */
  readonly choices: readonly (readonly string[])[];
}

/** The types of a record, as read and as given, outermost first. */
export function recordTypes(plan: RecordPlan, record: string, lengthBytes: number): TypeView[] {
  const views: TypeView[] = [];
  visit(plan.root, `${record} (${lengthBytes} bytes)`);
  return views;

  function visit(group: GroupPlan, what: string): void {
    views.push(view(group.entries, group.row, `${what} as it is read.`, rowView));
    views.push(view(group.entries, group.input, `${what} as it may be given.`, inputView));
    for (const member of membersOf(group.entries)) {
      if (member.kind === "group") visit(member.plan, member.node.path);
    }
  }
}

function view(
  entries: readonly Entry[],
  name: string,
  summary: string,
  member: (member: Member) => MemberView,
): TypeView {
  return {
    name,
    summary,
    members: entries.flatMap((entry) => (entry.kind === "choice" ? [] : [member(entry)])),
    choices: entries.flatMap((entry) => (entry.kind === "choice" ? [alternatives(entry, member)] : [])),
  };
}

function alternatives(choice: ChoiceMember, member: (member: Member) => MemberView): string[] {
  const all = choice.branches.map(({ entries }) => membersOf(entries));
  return choice.branches.map(({ entries }, index) => {
    const others = all.flatMap((members, other) =>
      other === index ? [] : members.map(({ key }) => `${printKey(key)}?: never`),
    );
    return `{ ${[...parts(entries), ...others].join("; ")} }${nested(entries)}`;
  });

  function parts(entries: readonly Entry[]): string[] {
    return entries.flatMap((entry) => {
      if (entry.kind === "choice") return [];
      const { key, optional, type } = member(entry);
      return [`readonly ${printKey(key)}${optional ? "?" : ""}: ${type}`];
    });
  }

  function nested(entries: readonly Entry[]): string {
    return entries
      .flatMap((entry) =>
        entry.kind === "choice" ? [` & (${alternatives(entry, member).join(" | ")})`] : [],
      )
      .join("");
  }
}

function rowView(member: Member): MemberView {
  return { ...common(member), optional: false, type: rowType(member) };
}

function inputView(member: Member): MemberView {
  const optional = isOptional(member);
  const type = `${inputType(member)}${optional ? " | null | undefined" : ""}`;
  return { ...common(member), optional, type };
}

/** Types of an elementary item: as read, and as it may be given. */
export function itemTypes(item: ItemNode): { readonly row: string; readonly input: string } {
  const kind = valueKind(item.type);
  if (kind === "text") {
    const text = textType(item);
    return { row: text, input: text };
  }
  const row = kind === "decimal" ? "string" : kind === "float" ? "number" : kind;
  return { row, input: "number | bigint | string" };
}

/** Level 88 values are what an editor should offer; others stay allowed, since the record may hold them. */
function textType(item: ItemNode): string {
  const values = textValues(item);
  return values.length === 0 ? "string" : `${values.map(printText).join(" | ")} | (string & {})`;
}

/** The single values of an item's conditions, once each; ranges are no values. */
export function textValues(item: ItemNode): string[] {
  if (item.type.kind !== "text") return [];
  const values = (item.conditions ?? []).flatMap((condition) =>
    // LOW-VALUES and HIGH-VALUES are bytes, not text
    condition.values.filter(({ through, valueByte }) => through === undefined && valueByte === undefined),
  );
  return [...new Set(values.map(({ value }) => value))];
}

/** `9(7)V99 COMP-3`, as a person writes it. */
export function pictureText(item: ItemNode): string {
  return item.usage === "DISPLAY" ? item.picture : `${item.picture} ${item.usage}`;
}

function common(member: Member): { key: string; doc: string } {
  const what = member.kind === "item" ? pictureText(member.item) : `group of ${member.node.length} bytes`;
  const times = member.dimensions
    .map(({ min, max, counter }) => `, ${counter === undefined ? "" : `${min} to `}${max} times`)
    .join("");
  return { key: member.key, doc: `${what}${times}` };
}

/** Type of a member as it is read. */
export function rowType(member: Member): string {
  return listOf(member, member.kind === "item" ? itemTypes(member.item).row : member.plan.row);
}

function inputType(member: Member): string {
  return listOf(member, member.kind === "item" ? itemTypes(member.item).input : member.plan.input);
}

function listOf(member: Member, element: string): string {
  return member.dimensions.reduce((type) => `readonly ${/[|& ]/.test(type) ? `(${type})` : type}[]`, element);
}
