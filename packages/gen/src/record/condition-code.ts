import { pascalCase } from "../emit/names.ts";
import { printText } from "../emit/print-value.ts";
import type { Condition, ConditionValue, ItemNode } from "../source/layout.ts";
import { type CodeContext, use } from "./code-context.ts";
import type { GroupPlan, ItemMember, RecordPlan } from "./plan.ts";
import { membersOf } from "./record-plan.ts";
import { itemTypes } from "./types.ts";
import { valueKind } from "./value-kind.ts";
import { access } from "./writers.ts";

/** A predicate for the template. */
export interface ConditionView {
  readonly name: string;
  readonly condition: string;
  readonly path: string;
  readonly type: string;
  readonly test: string;
}

/**
 * A predicate for every level 88 of a named item: of the record, or of the table element that the item stands in.
 *
 * Conditions of groups have none: a group is an object here, and no text to compare. Nor have those of edited and
 * floating-point items, whose values COBOL compares as they look.
 */
export function conditionViews(
  plan: RecordPlan,
  context: CodeContext,
  taken: readonly string[],
): ConditionView[] {
  const names = new Set(taken);
  const views: ConditionView[] = [];
  visit(plan.root, plan.root.row, "record");
  return views;

  function visit(group: GroupPlan, type: string, path: string): void {
    for (const member of membersOf(group.entries)) {
      const place = access(path, member.key);
      const inTable = member.dimensions.length > 0;
      if (member.kind === "item")
        add(member, inTable ? itemTypes(member.item).row : type, inTable ? "record" : place);
      // a group of an alternative may be absent
      else if (inTable) visit(member.plan, member.plan.row, "record");
      else visit(member.plan, type, `${place}?`);
    }
  }

  function add({ item }: ItemMember, type: string, place: string): void {
    const kind = valueKind(item.type);
    if (kind === "float" || item.type.kind === "edited" || item.type.kind === "national") return;
    for (const condition of item.conditions ?? []) {
      const tests = condition.values.map((value) => testOf(item, value, context));
      views.push({
        name: freeName(condition),
        condition: condition.name,
        path: item.path,
        type,
        test: `const value = ${place.replaceAll("?[", "?.[")};\n  return value !== undefined && (${tests.join(" || ")});`,
      });
    }
  }

  function freeName(condition: Condition): string {
    const wanted = pascalCase(condition.name.toLowerCase());
    const base = /^Is[A-Z0-9_]/.test(wanted) ? `is${wanted.slice(2)}` : `is${wanted}`;
    let name = base;
    for (let count = 2; names.has(name); count++) name = `${base}${count}`;
    names.add(name);
    return name;
  }
}

function testOf(item: ItemNode, { value, through, valueByte }: ConditionValue, context: CodeContext): string {
  const kind = valueKind(item.type);
  if (valueByte !== undefined && kind === "text")
    return `${use(context, "isFilledWith")}(value, ${valueByte}, PAGE)`;
  if (kind === "text") {
    const text = printText(value.replace(/ +$/, ""));
    if (through === undefined) return `value === ${text}`;
    return `${use(context, "isTextWithin")}(value, ${text}, ${printText(through)}, PAGE)`;
  }
  if (kind === "decimal") {
    return `${use(context, "isDecimalWithin")}(value, ${printText(value)}, ${printText(through ?? value)})`;
  }
  const literal = (text: string): string => (kind === "bigint" ? `${BigInt(text)}n` : String(Number(text)));
  return through === undefined
    ? `value === ${literal(value)}`
    : `(value >= ${literal(value)} && value <= ${literal(through)})`;
}
