import type { Target } from "../bind/target.ts";
import { printKey } from "./print-value.ts";

/**
 * The type in which a mapping gives a field.
 *
 * The record itself takes every spelling of a number; a mapping is held to one, so that text mapped to a number is an
 * error of the compiler and not of the first packet.
 */
export function valueType(target: Target): string {
  const type = {
    text: "string",
    number: "number",
    bigint: "number | bigint | string",
    decimal: "number | string",
    float: "number",
  }[target.kind];
  return target.optional ? `${type} | null | undefined` : type;
}

/** The members of a group while its type is printed. */
type Members = Map<string, Target | Members>;

/** The record's fields as a type, groups nested. */
export function printValuesType(targets: readonly Target[]): string {
  const root: Members = new Map();
  for (const target of targets) {
    let group = root;
    for (const key of target.keys.slice(0, -1)) {
      const next = group.get(key) ?? new Map();
      group.set(key, next);
      if (next instanceof Map) group = next;
    }
    group.set(target.keys.at(-1)!, target);
  }
  return printMembers(root, 0);
}

function printMembers(members: Members, indent: number): string {
  const pad = " ".repeat(indent + 2);
  const lines = [...members].map(([key, member]) => {
    const type = member instanceof Map ? printMembers(member, indent + 2) : valueType(member);
    return `${pad}readonly ${printKey(key)}${mayBeLeftOut(member) ? "?" : ""}: ${type};\n`;
  });
  return `{\n${lines.join("")}${" ".repeat(indent)}}`;
}

function mayBeLeftOut(member: Target | Members): boolean {
  return member instanceof Map ? [...member.values()].every(mayBeLeftOut) : member.optional;
}
