import type { BoundConnector, BoundEvent, BoundRule } from "../bind/bound.ts";
import { isDecimalText } from "../bind/fit.ts";
import { numberSizes, type Target, textWidth } from "../bind/target.ts";
import { type EventNode, eventTree, printAccess } from "./event-tree.ts";
import { type EventNames, eventNames } from "./names.ts";
import { readablePaths } from "./path-groups.ts";
import { printKey, printText } from "./print-value.ts";
import { type RecordNames, valuesName } from "./record-names.ts";
import { fillTemplate } from "./templates.ts";

/** `<base>.mapping.gen.ts`: one plain function per event, property access and nothing else. */
export function emitMapping(
  connector: BoundConnector,
  base: string,
  header: string,
  record: RecordNames,
): string {
  const rules = connector.events.flatMap((event) => event.rules);
  const runtime = new Set(rules.flatMap((rule) => overflowFunction(rule) ?? []));
  const used = (from: string): string[] => [
    ...new Set(rules.flatMap(({ transform }) => (transform?.from === from ? [transform.name] : []))),
  ];
  return fillTemplate("mapping.ts", {
    header,
    base,
    runtime: [...runtime],
    builtIn: used("built-in"),
    own: used("package"),
    record: connector.record.shape.name ?? "the record",
    length: connector.record.shape.length,
    values: valuesName(record),
    types: [
      valuesName(record),
      ...connector.events.map((event) => eventNames(event.definition.name, base).view),
    ],
    events: connector.events.map((event) => eventView(event, eventNames(event.definition.name, base))),
  });
}

function eventView(event: BoundEvent, names: EventNames): object {
  const tree = eventTree(readablePaths(event));
  return {
    event: event.definition.name,
    names,
    reads: event.rules.some((rule) => rule.sources.length > 0),
    row: printRow(event.rules, tree),
  };
}

/** A group of the record being printed. */
interface RowGroup {
  readonly members: Map<string, RowGroup | BoundRule>;
}

function printRow(rules: readonly BoundRule[], tree: EventNode): string {
  const root: RowGroup = { members: new Map() };
  for (const rule of rules) {
    let group = root;
    for (const key of rule.target.keys.slice(0, -1)) {
      const next = group.members.get(key) ?? { members: new Map() };
      group.members.set(key, next);
      if ("members" in next) group = next;
    }
    group.members.set(rule.target.keys.at(-1)!, rule);
  }
  return printGroup(root, tree, 2);
}

function printGroup(group: RowGroup, tree: EventNode, indent: number): string {
  const pad = " ".repeat(indent + 2);
  const members = [...group.members].map(([key, member]) => {
    if ("members" in member) return `${pad}${printKey(key)}: ${printGroup(member, tree, indent + 2)},\n`;
    const comment = `${pad}/** ${member.target.picture} @from ${member.rule.pointer.replaceAll("*/", "*\\/")} */\n`;
    return `${comment}${pad}${printKey(key)}: ${printRule(member, tree)},\n`;
  });
  return `{\n${members.join("")}${" ".repeat(indent)}}`;
}

function printRule(bound: BoundRule, tree: EventNode): string {
  if (bound.constant !== null) return printLiteral(bound.constant, bound.target);
  const values = bound.sources.map((source) => printAccess(tree, source.path));
  const { transform } = bound;
  const plain = transform === null ? values[0]! : `${transform.name}(${values.join(", ")})`;
  const overflow = overflowFunction(bound);
  const fitted =
    overflow === undefined ? plain : `${overflow}(${plain}, ${overflowSizes(bound.target, overflow)})`;
  const value = isTextOfNumber(bound) ? `Number(${fitted})` : fitted;
  const absent = values.filter((_, index) => bound.sources[index]!.optional);
  if (absent.length === 0) return value;
  const instead = bound.default === null ? "undefined" : printLiteral(bound.default, bound.target);
  if (value === values[0]) {
    return bound.default === null ? value : `${value} ?? ${instead}`;
  }
  return `${absent.map((expression) => `${expression} == null`).join(" || ")} ? ${instead} : ${value}`;
}

/** A number that stands as text while its field takes a number of at most 15 digits, which is exact. */
function isTextOfNumber(bound: BoundRule): boolean {
  if (bound.target.kind !== "number") return false;
  return (
    overflowFunction(bound) !== undefined || (bound.transform === null && bound.sources.some(isDecimalText))
  );
}

/** A literal in the type that the field takes: text, a number where it is exact, decimal text otherwise. */
function printLiteral(value: string | number | boolean, target: Target): string {
  if (target.kind === "text" || target.kind === "decimal") return printText(String(value));
  return target.kind === "number" || target.kind === "float" ? String(Number(value)) : `${BigInt(value)}n`;
}

function overflowFunction({ rule, target }: BoundRule): string | undefined {
  const overflow = rule.overflow?.value ?? "reject";
  // a floating-point field has neither digits to lose nor decimals to round
  if (overflow === "reject" || target.kind === "float") return undefined;
  if (target.kind === "text") return "truncateText";
  return overflow === "round" ? "roundNumber" : "truncateNumber";
}

function overflowSizes(target: Target, name: string): string {
  const { type } = target.item;
  const sizes = numberSizes(type);
  if (sizes === undefined) return String(textWidth(type));
  return name === "roundNumber" ? String(sizes.scale) : `${sizes.digits}, ${sizes.scale}`;
}
