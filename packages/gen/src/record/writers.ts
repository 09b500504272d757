import { printKey } from "../emit/print-value.ts";
import { address, type Block, chunksOf, indented, MOST_INLINE } from "./chunks.ts";
import type { Call, FunctionList } from "./function-list.ts";
import { type CodeContext, putCode, use } from "./item-code.ts";
import type { GroupPlan, Member } from "./record-plan.ts";

/**
 * The functions that write a group and what is in it.
 *
 * @returns the call of the group's own function
 */
export function addWriters(plan: GroupPlan, functions: FunctionList, context: CodeContext): Call {
  const { framed } = plan;
  const chunks = chunksOf(plan.members.map((member) => memberBlock(member, "row")));
  const add = (suffix: string, body: readonly string[]): Call =>
    functions.add({
      name: `write${plan.row}${suffix}`,
      returns: "void",
      body,
      framed,
      row: plan.input,
    });
  return add(
    "",
    chunks.length <= 1
      ? (chunks[0] ?? [])
      : chunks.map((chunk, index) => `${add(`Part${index + 1}`, chunk)({})};`),
  );

  function memberBlock(member: Member, row: string): Block {
    const value = access(row, member.key);
    if (member.dimensions.length > 0) {
      return { lines: table(member, value, 0), weight: 1 };
    }
    if (member.kind === "item") {
      return {
        lines: [putCode(member.item, address(member.at, framed), value, member.note, context)],
        weight: 1,
      };
    }
    const { plan: group, note } = member;
    const given = `g${note}`;
    const inner =
      group.weight <= MOST_INLINE
        ? group.members.flatMap((child) => memberBlock(child, given).lines)
        : [`${addWriters(group, functions, context)({ row: given })};`];
    return {
      lines: [
        `const ${given} = ${value};`,
        `if (${use(context, "hasGroup")}(${given}, problems, ${note})) {`,
        ...indented(inner),
        "}",
      ],
      weight: Math.min(group.weight, MOST_INLINE),
    };
  }

  /** Loops over a member's tables, outermost first. */
  function table(member: Member, value: string, level: number): string[] {
    const depth = member.depth + level;
    const { max } = member.dimensions[level]!;
    const element = `e${depth}`;
    const inner =
      level + 1 < member.dimensions.length
        ? table(member, element, level + 1)
        : tableElement(member, element);
    return [
      `for (let i${depth} = 0, n = ${use(context, "tableLength")}(${value}, ${max}, problems, ${member.note}); i${depth} < n; i${depth}++) {`,
      `  problems.at[${depth}] = i${depth};`,
      `  const ${element} = ${value}![i${depth}];`,
      ...indented(inner),
      "}",
    ];
  }

  function tableElement(member: Member, element: string): string[] {
    const terms = member.dimensions.map(({ stride }, level) => `i${member.depth + level} * ${stride}`);
    const at = address(member.at, framed, terms);
    if (member.kind === "item") return [putCode(member.item, at, element, member.elementNote, context)];
    const call = addWriters(member.plan, functions, context)({ base: at, row: element });
    return [`if (${use(context, "hasGroup")}(${element}, problems, ${member.elementNote})) ${call};`];
  }
}

/** `row.CUST`, or `row["1ST_NAME"]`. */
export function access(object: string, key: string): string {
  const printed = printKey(key);
  return printed.startsWith('"') ? `${object}[${printed}]` : `${object}.${printed}`;
}
