import type { Condition, ConditionValue, ItemType, ProfileSettings } from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";
import type { Entry, ValueLiteral } from "../parse/entry.ts";
import { resolveValue } from "./resolve-value.ts";

/** The level 88 entries of an item, or of a group, whose conditions compare its bytes as text (`type` null). */
export function readConditions(
  entries: readonly Entry[],
  type: ItemType | null,
  settings: ProfileSettings,
  findings: FindingList,
): Condition[] {
  const conditions: Condition[] = [];
  const seen = new Set<string>();
  for (const entry of entries) {
    const other =
      entry.picture?.span ??
      entry.usage?.span ??
      entry.occurs?.span ??
      entry.sign?.span ??
      entry.redefines?.span ??
      entry.justified ??
      entry.synchronized ??
      entry.blankWhenZero;
    if (other !== undefined) findings.add("HMS_CPY_CLAUSE", other, "level 88 has VALUE and nothing else");
    if (entry.name === null) {
      findings.add("HMS_CPY_NAME", entry.nameSpan, "level 88 needs a name");
      continue;
    }
    if (entry.values === undefined) {
      if (!entry.faulty) findings.add("HMS_CPY_VALUE", entry.nameSpan, "level 88 needs a VALUE");
      continue;
    }
    if (seen.has(entry.name.toUpperCase())) {
      findings.add("HMS_CPY_NAME", entry.nameSpan, `the condition ${entry.name} is declared twice`);
    }
    seen.add(entry.name.toUpperCase());
    const resolve = (literal: ValueLiteral): ConditionValue => {
      const of: ItemType = type ?? {
        kind: "text",
        width: Math.max(literal.text.length, 1),
        justified: false,
      };
      const { value, valueByte } = resolveValue(literal, of, settings, findings);
      return { value: value ?? "", ...(valueByte !== undefined && { valueByte }) };
    };
    const values = entry.values.value.map(
      ({ from, through }): ConditionValue => ({
        ...resolve(from),
        ...(through !== undefined && { through: resolve(through).value }),
      }),
    );
    conditions.push({ name: entry.name, values, span: entry.nameSpan });
  }
  return conditions;
}
