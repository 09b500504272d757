import { printText } from "../emit/print-value.ts";
import type { ItemNode } from "../source/layout.ts";
import { valueKind } from "./item-code.ts";
import type { GroupPlan, Member, RecordPlan } from "./record-plan.ts";

/** One type for the template. */
export interface TypeView {
  readonly name: string;
  readonly summary: string;
  readonly members: readonly {
    readonly key: string;
    readonly doc: string;
    readonly optional: boolean;
    readonly type: string;
  }[];
}

/** The types of a record, as read and as given, outermost first. */
export function recordTypes(plan: RecordPlan, record: string, lengthBytes: number): TypeView[] {
  const views: TypeView[] = [];
  visit(plan.root, `${record} (${lengthBytes} bytes)`);
  return views;

  function visit(group: GroupPlan, what: string): void {
    views.push({
      name: group.row,
      summary: `${what} as it is read.`,
      members: group.members.map((member) => ({ ...common(member), optional: false, type: rowType(member) })),
    });
    views.push({
      name: group.input,
      summary: `${what} as it may be given.`,
      members: group.members.map((member) => {
        const optional = member.kind === "item" ? member.item.value !== null : member.plan.optional;
        return {
          ...common(member),
          optional,
          type: `${inputType(member)}${optional ? " | null | undefined" : ""}`,
        };
      }),
    });
    for (const member of group.members) {
      if (member.kind === "group") visit(member.plan, member.node.path);
    }
  }
}

/** Types of an elementary item: as read, and as it may be given. */
export function itemTypes(item: ItemNode): { readonly row: string; readonly input: string } {
  const kind = valueKind(item.type);
  if (kind === "text") {
    const text = textType(item);
    return { row: text, input: text };
  }
  const row = kind === "decimal" ? "string" : kind;
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
  const times = member.dimensions.map(({ max }) => `, ${max} times`).join("");
  return { key: member.key, doc: `${what}${times}` };
}

function rowType(member: Member): string {
  return listOf(member, member.kind === "item" ? itemTypes(member.item).row : member.plan.row);
}

function inputType(member: Member): string {
  return listOf(member, member.kind === "item" ? itemTypes(member.item).input : member.plan.input);
}

function listOf(member: Member, element: string): string {
  return member.dimensions.reduce((type) => `readonly ${/[|& ]/.test(type) ? `(${type})` : type}[]`, element);
}
