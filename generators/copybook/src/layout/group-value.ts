import type { GroupNode, ItemNode, LayoutNode, ProfileSettings } from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";
import type { ValueLiteral } from "../parse/entry.ts";
import { resolveValue } from "./resolve-value.ts";

/** Bytes of a group with a VALUE: what is spread is written out. */
const LONGEST = 1_000_000;

/**
 * Gives the items of a group their parts of the group's VALUE, which fills the group's bytes as one text.
 *
 * Text and unsigned DISPLAY digits take their characters. Other numbers cannot take characters: they keep their usual
 * start, which is reported unless the text has blanks there.
 */
export function spreadGroupValue(
  group: GroupNode,
  literal: ValueLiteral,
  settings: ProfileSettings,
  findings: FindingList,
): GroupNode {
  const type = { kind: "text", width: group.length, justified: false } as const;
  if (group.length > LONGEST) {
    findings.add("HMS_CPY_UNSUPPORTED", literal.span, `VALUE on a group of more than ${LONGEST} bytes`, {
      hint: "Give the items of the group their own VALUE.",
    });
    return group;
  }
  const { value, valueByte } = resolveValue(literal, type, settings, findings);
  const text = (value ?? "").padEnd(group.length);
  return { ...group, children: group.children.map((child) => spread(child, [child.offset - group.offset])) };

  function spread(node: LayoutNode, starts: readonly number[]): LayoutNode {
    if (node.redefines !== undefined) return node;
    const all = starts.flatMap((start) =>
      Array.from({ length: node.occurs?.max ?? 1 }, (_, time) => start + time * node.length),
    );
    if (node.node === "group") {
      return {
        ...node,
        children: node.children.map((child) =>
          spread(
            child,
            all.map((start) => start + child.offset - node.offset),
          ),
        ),
      };
    }
    if (node.value !== null) {
      findings.add("HMS_CPY_CLAUSE", literal.span, `${node.name ?? "an item"} has a VALUE of its own`, {
        hint: "Keep the VALUE of the group or those of its items.",
      });
      return node;
    }
    return { ...node, ...part(node, all) };
  }

  function part(node: ItemNode, starts: readonly number[]): Pick<ItemNode, "value" | "valueByte"> {
    const nothing = { value: null };
    const parts = new Set(starts.map((start) => text.slice(start, start + node.length)));
    const [own = ""] = parts;
    if (parts.size > 1) {
      findings.add(
        "HMS_CPY_UNSUPPORTED",
        literal.span,
        `the group's VALUE gives ${node.name ?? "a table"} different values in one table`,
        { hint: "Give the items of the table one VALUE." },
      );
      return nothing;
    }
    if (node.type.kind === "text") {
      return valueByte === undefined ? { value: own.trimEnd() } : { value: own, valueByte };
    }
    if (valueByte !== undefined || own.trim() === "") return nothing;
    const digits = node.type.kind === "number" && node.type.storage === "zoned" && !node.type.sign;
    if (digits && node.type.scale === 0 && /^\d+$/.test(own)) {
      return { value: own.replace(/^0+(?=\d)/, "") };
    }
    findings.add(
      "HMS_CPY_VALUE",
      literal.span,
      `the group's VALUE puts characters into the number ${node.name ?? ""}, which starts as zero instead`,
      { severity: "warning", hint: "Give the items of the group their own VALUE." },
    );
    return nothing;
  }
}
