import { printKey } from "../emit/print-value.ts";
import { address, type Block, chunksOf, indented, MOST_FIELDS, MOST_INLINE } from "./chunks.ts";
import type { Call, FunctionList } from "./function-list.ts";
import { type CodeContext, getCode, use, valueKind } from "./item-code.ts";
import type { GroupPlan, Member } from "./record-plan.ts";
import { itemTypes } from "./types.ts";
import { access } from "./writers.ts";

/**
 * The functions that read a group and what is in it.
 *
 * A group of one function's worth is one object literal. A larger one starts as a literal with every member, so that
 * the engine knows its shape, and is filled in parts.
 */
export function addReaders(plan: GroupPlan, functions: FunctionList, context: CodeContext): Call {
  const name = `read${plan.row}`;
  const { framed } = plan;
  const members = plan.members.map((member) => ({ member, value: memberValue(member) }));
  const weight = members.reduce((sum, { value }) => sum + value.weight, 0);
  if (weight <= MOST_FIELDS) {
    const lines = members.flatMap(({ member, value }) => property(member.key, value.lines));
    return functions.add({ name, returns: plan.row, body: ["return {", ...indented(lines), "};"], framed });
  }
  const writable = `${use(context, "Writable")}<${plan.row}>`;
  const blocks = members.map(({ member, value }): Block => {
    const [first, ...rest] = value.lines;
    const lines = [`${access("row", member.key)} = ${first}`, ...rest];
    return { lines: [...lines.slice(0, -1), `${lines.at(-1)};`], weight: value.weight };
  });
  const parts = chunksOf(blocks).map((chunk, index) =>
    functions.add({ name: `${name}Part${index + 1}`, returns: "void", body: chunk, framed, row: writable })(
      {},
    ),
  );
  const placeholders = members.map(({ member }) => `${printKey(member.key)}: ${placeholder(member)},`);
  const body = [
    `const row: ${writable} = {`,
    ...indented(placeholders),
    "};",
    ...parts.map((part) => `${part};`),
    "return row;",
  ];
  return functions.add({ name, returns: plan.row, body, framed });

  function memberValue(member: Member): Block {
    if (member.dimensions.length > 0) return { lines: [tableFunction(member)({})], weight: 1 };
    if (member.kind === "item") {
      return { lines: [getCode(member.item, address(member.at, framed), member.note, context)], weight: 1 };
    }
    const group = member.plan;
    if (group.weight > MOST_INLINE) return { lines: [addReaders(group, functions, context)({})], weight: 1 };
    const inner = group.members.map((child) => ({ child, value: memberValue(child) }));
    return {
      lines: ["{", ...indented(inner.flatMap(({ child, value }) => property(child.key, value.lines))), "}"],
      weight: inner.reduce((sum, { value }) => sum + value.weight, 0),
    };
  }

  function tableFunction(member: Member): Call {
    const element = member.kind === "item" ? itemTypes(member.item).row : member.plan.row;
    const terms = member.dimensions.map(({ stride }, level) => `i${member.depth + level} * ${stride}`);
    const at = address(member.at, framed, terms);
    const value =
      member.kind === "item"
        ? getCode(member.item, at, member.elementNote, context)
        : addReaders(member.plan, functions, context)({ base: at });
    const types = member.dimensions.map((_, level) => listType(element, member.dimensions.length - level));
    return functions.add({
      name: `${name}${identifier(member.key)}Table`,
      returns: types[0]!,
      body: [...loop(0), "return list0;"],
      framed,
    });

    function loop(level: number): string[] {
      const depth = member.depth + level;
      const inner =
        level === member.dimensions.length - 1
          ? [`list${level}.push(${value});`]
          : [...loop(level + 1), `list${level}.push(list${level + 1});`];
      return [
        `const list${level}: ${types[level]} = [];`,
        `for (let i${depth} = 0; i${depth} < ${member.dimensions[level]!.max}; i${depth}++) {`,
        `  problems.at[${depth}] = i${depth};`,
        ...indented(inner),
        "}",
      ];
    }
  }
}

function property(key: string, value: readonly string[]): string[] {
  const [first, ...rest] = value;
  const lines = [`${printKey(key)}: ${first}`, ...rest];
  return [...lines.slice(0, -1), `${lines.at(-1)},`];
}

function placeholder(member: Member): string {
  if (member.kind === "group" || member.dimensions.length > 0) return "undefined as never";
  const kind = valueKind(member.item.type);
  return kind === "number" ? "0" : kind === "bigint" ? "0n" : '""';
}

/** `X[]`, `X[][]`. */
function listType(element: string, levels: number): string {
  const single = /[|&]/.test(element) ? `(${element})` : element;
  return single + "[]".repeat(levels);
}

function identifier(key: string): string {
  return key.replace(/[^A-Za-z0-9]+/g, "_");
}
