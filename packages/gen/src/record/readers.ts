import { printKey, printText } from "../emit/print-value.ts";
import { address, type Block, chunksOf, indented, MOST_FIELDS, MOST_INLINE } from "./chunks.ts";
import { use } from "./code-context.ts";
import { placeCode } from "./counters.ts";
import type { Call, FunctionList } from "./function-list.ts";
import { getCode } from "./item-code.ts";
import type { ChoiceMember, Dimension, Entry, GroupPlan, Member } from "./plan.ts";
import type { RecordContext } from "./record-context.ts";
import { membersOf } from "./record-plan.ts";
import { itemTypes, rowType } from "./types.ts";
import { unsupported } from "./unsupported.ts";
import { valueKind } from "./value-kind.ts";
import { access } from "./writers.ts";

/**
 * The functions that read a group and what is in it.
 *
 * A group of one function's worth is one object literal. A larger one starts as a literal with every member, so that
 * the engine knows its shape, and is filled in parts. Alternatives that a rule chooses are put in last.
 */
export function addReaders(plan: GroupPlan, functions: FunctionList, context: RecordContext): Call {
  const name = `read${plan.row}`;
  const { framed } = plan;
  const ruled = ruledChoices(plan.entries);
  const members = plainMembers(plan.entries).map((member) => ({ member, value: memberValue(member) }));
  const weight = members.reduce((sum, { value }) => sum + value.weight, 0);
  if (weight <= MOST_FIELDS && ruled.length === 0) {
    const lines = members.flatMap(({ member, value }) => property(member.key, value.lines));
    return functions.add({ name, returns: plan.row, body: ["return {", ...indented(lines), "};"], framed });
  }
  const hasChoice = plan.entries.some(({ kind }) => kind === "choice");
  const writable = hasChoice ? draftType() : `${use(context, "Writable")}<${plan.row}>`;
  const inParts = weight > MOST_FIELDS;
  const blocks = inParts ? members.map(({ member, value }) => assignment(member, value)) : [];
  const parts = chunksOf(blocks).map((chunk, index) =>
    functions.add({ name: `${name}Part${index + 1}`, returns: "void", body: chunk, framed, row: writable })(
      {},
    ),
  );
  const literal = members.flatMap(({ member, value }) =>
    inParts ? [`${printKey(member.key)}: ${placeholder(member)},`] : property(member.key, value.lines),
  );
  const body = [
    `const row: ${writable} = {`,
    ...indented(literal),
    "};",
    ...parts.map((part) => `${part};`),
    ...ruled.flatMap(choiceLines),
    hasChoice ? `return row as ${plan.row};` : "return row;",
  ];
  return functions.add({ name, returns: plan.row, body, framed });

  /** The record part with every alternative's members, before it is known which there are. */
  function draftType(): string {
    const always = new Set(plainMembers(plan.entries));
    const list = membersOf(plan.entries).map(
      (member) => `${printKey(member.key)}${always.has(member) ? "" : "?"}: ${rowType(member)}`,
    );
    return `{ ${list.join("; ")} }`;
  }

  function assignment(member: Member, value: Block): Block {
    const [first, ...rest] = value.lines;
    const lines = [`${access("row", member.key)} = ${first}`, ...rest];
    return { lines: [...lines.slice(0, -1), `${lines.at(-1)};`], weight: value.weight };
  }

  function choiceLines(choice: ChoiceMember): string[] {
    const { by, cases } = choice.rule!;
    const place = placeCode(by);
    const kind = valueKind(by.item.type);
    if (kind === "float") throw unsupported(choice.node, "is to be chosen by a floating-point number");
    const label = (value: string): string => {
      if (kind === "text") return printText(value.replace(/ +$/, ""));
      if (!/^-?\d+(\.\d+)?$/.test(value))
        throw unsupported(choice.node, `is to be chosen by a number, and ${printText(value)} is none`);
      return kind === "number"
        ? String(Number(value))
        : kind === "bigint"
          ? `${BigInt(value)}n`
          : printText(value);
    };
    const note = by.note;
    return [
      `switch (${getCode(by.item, place, note, context)}) {`,
      ...indented(
        choice.branches.flatMap((branch, index) => {
          const labels = cases
            .filter((one) => one.branch === index)
            .map(({ value }) => `case ${label(value)}:`);
          if (labels.length === 0) return [];
          const lines = plainMembers(branch.entries).flatMap(
            (member) => assignment(member, memberValue(member)).lines,
          );
          return [
            ...labels,
            ...indented([...lines, ...ruledChoices(branch.entries).flatMap(choiceLines), "break;"]),
          ];
        }),
      ),
      "  default:",
      `    ${use(context, "noBranch")}(${printText(by.item.key ?? "field")}, ${address(choice.at, framed)}, bytes, ${choice.length}, problems, ${choice.note});`,
      "}",
    ];
  }

  function memberValue(member: Member): Block {
    if (member.dimensions.length > 0) return { lines: [tableFunction(member)({})], weight: 1 };
    if (member.kind === "item") {
      return { lines: [getCode(member.item, address(member.at, framed), member.note, context)], weight: 1 };
    }
    const group = member.plan;
    if (group.weight > MOST_INLINE || ruledChoices(group.entries).length > 0) {
      return { lines: [addReaders(group, functions, context)({})], weight: 1 };
    }
    const inner = plainMembers(group.entries).map((child) => ({ child, value: memberValue(child) }));
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
        ...loopHead(depth, member.dimensions[level]!),
        `  problems.at[${depth}] = i${depth};`,
        ...indented(inner),
        "}",
      ];
    }
  }

  function loopHead(depth: number, { max, counter }: Dimension): string[] {
    if (counter === undefined) return [`for (let i${depth} = 0; i${depth} < ${max}; i${depth}++) {`];
    const place = context.plan.locations.get(counter.path)!;
    const count = getCode(place.item, placeCode(place), place.note, context);
    return [`for (let i${depth} = 0, n = ${count}; i${depth} < n; i${depth}++) {`];
  }
}

/** Members that are read whatever the bytes are: of alternatives without a rule those of the usual one. */
function plainMembers(entries: readonly Entry[]): Member[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== "choice") return [entry];
    return entry.rule === undefined ? plainMembers(entry.branches[entry.usual]!.entries) : [];
  });
}

function ruledChoices(entries: readonly Entry[]): ChoiceMember[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== "choice") return [];
    return entry.rule === undefined ? ruledChoices(entry.branches[entry.usual]!.entries) : [entry];
  });
}

function property(key: string, value: readonly string[]): string[] {
  const [first, ...rest] = value;
  const lines = [`${printKey(key)}: ${first}`, ...rest];
  return [...lines.slice(0, -1), `${lines.at(-1)},`];
}

function placeholder(member: Member): string {
  if (member.kind === "group" || member.dimensions.length > 0) return "undefined as never";
  const kind = valueKind(member.item.type);
  return kind === "number" || kind === "float" ? "0" : kind === "bigint" ? "0n" : '""';
}

/** `X[]`, `X[][]`. */
function listType(element: string, levels: number): string {
  const single = /[|&]/.test(element) ? `(${element})` : element;
  return single + "[]".repeat(levels);
}

function identifier(key: string): string {
  return key.replace(/[^A-Za-z0-9]+/g, "_");
}
