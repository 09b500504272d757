import { printKey, printText } from "../emit/print-value.ts";
import { address, type Block, chunksOf, indented, MOST_INLINE } from "./chunks.ts";
import { constant, use } from "./code-context.ts";
import { placeCode } from "./counters.ts";
import type { Call, FunctionList } from "./function-list.ts";
import { initialSteps } from "./initial.ts";
import { putCode } from "./item-code.ts";
import type { ChoiceMember, Dimension, Entry, GroupPlan, Member } from "./plan.ts";
import type { RecordContext } from "./record-context.ts";
import { membersOf } from "./record-plan.ts";

/**
 * The functions that write a group and what is in it.
 *
 * @returns the call of the group's own function
 */
export function addWriters(plan: GroupPlan, functions: FunctionList, context: RecordContext): Call {
  const { framed } = plan;
  const name = `write${plan.row}`;
  return addParts(name, plan.entries);

  /** A function for the entries, or one that calls a function per part. */
  function addParts(base: string, entries: readonly Entry[]): Call {
    const chunks = chunksOf(entries.map((entry) => entryBlock(entry, "row")));
    const add = (suffix: string, body: readonly string[]): Call =>
      functions.add({ name: `${base}${suffix}`, returns: "void", body, framed, row: plan.input });
    return add(
      "",
      chunks.length <= 1
        ? (chunks[0] ?? [])
        : chunks.map((chunk, index) => `${add(`Part${index + 1}`, chunk)({})};`),
    );
  }

  function entryBlock(entry: Entry, row: string): Block {
    return entry.kind === "choice" ? choiceBlock(entry, row) : memberBlock(entry, row);
  }

  function choiceBlock(choice: ChoiceMember, row: string): Block {
    const names = choice.branches.map(({ entries }) => membersOf(entries).map(({ key }) => key));
    const list = names.map((keys) => `[${keys.map(printText).join(", ")}]`).join(", ");
    const branches = constant(context, "BRANCHES", `[${list}]`);
    const given = `${use(context, "givenBranch")}(${row}, ${branches}, problems, ${choice.note})`;
    const cases = choice.branches.flatMap(({ node, entries }, index) => {
      const body = entries.flatMap((entry) => entryBlock(entry, row).lines);
      // what the redefined item holds is already in the template
      const fresh = node === choice.node ? [] : initialArea(choice, node);
      const all = [...fresh, ...body];
      const lines =
        all.length > MOST_INLINE && row === "row"
          ? [
              `${functions.add({ name: `${name}${identifier(choice.branches[index]!.id)}`, returns: "void", body: all, framed, row: plan.input })({})};`,
            ]
          : all;
      return [`case ${index}: {`, ...indented(lines), "  break;", "}"];
    });
    return { lines: [`switch (${given}) {`, ...indented(cases), "}"], weight: MOST_INLINE };
  }

  /** An area as it is when nothing of an alternative is given. */
  function initialArea(choice: ChoiceMember, node: ChoiceMember["node"]): string[] {
    const at = address(choice.at, framed);
    return [
      `${use(context, "putFill")}(bytes, ${at}, ${choice.length}, PAGE.space);`,
      ...initialSteps(node, node.offset - choice.at, framed, context),
    ];
  }

  function memberBlock(member: Member, row: string): Block {
    const value = access(row, member.key);
    if (member.dimensions.length > 0) {
      return { lines: table(member, value, 0), weight: 1 };
    }
    if (member.kind === "item") {
      const { counter } = member;
      const put = putCode(member.item, address(member.at, framed), value, member.note, context);
      return {
        lines: counter === undefined ? [put] : [put, `problems.counts[${counter.index}] = ${value};`],
        weight: 1,
      };
    }
    const { plan: group, note } = member;
    const given = `g${note}`;
    const inner =
      group.weight <= MOST_INLINE
        ? group.entries.flatMap((child) => entryBlock(child, given).lines)
        : [`${addWriters(group, functions, context)({ row: given })};`];
    return {
      lines: [
        `const ${given} = ${orEmpty(value, group)};`,
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
    const dimension = member.dimensions[level]!;
    const element = `e${depth}`;
    const inner =
      level + 1 < member.dimensions.length
        ? table(member, element, level + 1)
        : tableElement(member, element);
    return [
      `for (let i${depth} = 0, n = ${lengthCode(dimension, value, member.note)}; i${depth} < n; i${depth}++) {`,
      `  problems.at[${depth}] = i${depth};`,
      `  const ${element} = ${value}![i${depth}];`,
      ...indented(inner),
      "}",
      ...counterCode(dimension),
    ];
  }

  function lengthCode({ max, counter }: Dimension, value: string, note: number): string {
    return counter === undefined
      ? `${use(context, "tableLength")}(${value}, ${max}, problems, ${note})`
      : `${use(context, "countedLength")}(${value}, ${counter.min}, ${max}, ${counter.index}, problems, ${note})`;
  }

  /** Writes the counter after its table. */
  function counterCode({ counter }: Dimension): string[] {
    if (counter === undefined) return [];
    const place = context.plan.locations.get(counter.path)!;
    const count = `problems.counts[${counter.index}] as number | null | undefined`;
    return [putCode(place.item, placeCode(place), count, place.note, context)];
  }

  function tableElement(member: Member, element: string): string[] {
    const terms = member.dimensions.map(({ stride }, level) => `i${member.depth + level} * ${stride}`);
    const at = address(member.at, framed, terms);
    if (member.kind === "item") return [putCode(member.item, at, element, member.elementNote, context)];
    if (!member.plan.counted) {
      const call = addWriters(member.plan, functions, context)({ base: at, row: element });
      return [`if (${use(context, "hasGroup")}(${element}, problems, ${member.elementNote})) ${call};`];
    }
    const given = `g${member.elementNote}`;
    const call = addWriters(member.plan, functions, context)({ base: at, row: given });
    return [
      `const ${given} = ${orEmpty(element, member.plan)};`,
      `if (${use(context, "hasGroup")}(${given}, problems, ${member.elementNote})) ${call};`,
    ];
  }
}

/** A group with counted tables is written whether it is given or not, so that they and their counters agree. */
function orEmpty(value: string, group: GroupPlan): string {
  return group.counted ? `${value} ?? ({} as ${group.input})` : value;
}

function identifier(key: string): string {
  return key.replace(/[^A-Za-z0-9]+/g, "_");
}

/** `row.CUST`, or `row["1ST_NAME"]`. */
export function access(object: string, key: string): string {
  const printed = printKey(key);
  return printed.startsWith('"') ? `${object}[${printed}]` : `${object}.${printed}`;
}
