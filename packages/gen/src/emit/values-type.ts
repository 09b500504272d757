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

/** The record's fields as a type: groups nested, and of alternatives (REDEFINES) one. */
export function printValuesType(targets: readonly Target[]): string {
  return printEntries(entriesOf(targets, 0, 0), 0, []);
}

/** What a group holds: a field, a group, or alternatives of which a record has one. */
type Entry =
  | { readonly key: string; readonly field: Target }
  | { readonly key: string; readonly entries: readonly Entry[] }
  | { readonly alternatives: readonly (readonly Entry[])[] };

/** @param depth names in front of the group's members; `branch`: alternatives around it */
function entriesOf(targets: readonly Target[], depth: number, branch: number): Entry[] {
  const placeOf = (target: Target): string => {
    const next = target.branches[branch];
    return next?.depth === depth ? `=${next.base}` : target.keys[depth]!;
  };
  return [...Map.groupBy(targets, placeOf)].map(([place, members]): Entry => {
    const [first] = members;
    if (place.startsWith("=")) {
      const parts = Map.groupBy(members, (target) => target.branches[branch]!.id).values();
      return { alternatives: [...parts].map((part) => entriesOf(part, depth, branch + 1)) };
    }
    if (first!.keys.length === depth + 1) return { key: place, field: first! };
    return { key: place, entries: entriesOf(members, depth + 1, branch) };
  });
}

/** @param absent names that other alternatives have */
function printEntries(entries: readonly Entry[], indent: number, absent: readonly string[]): string {
  const pad = " ".repeat(indent + 2);
  const lines = entries.flatMap((entry) => {
    if ("alternatives" in entry) return [];
    const type = "field" in entry ? valueType(entry.field) : printEntries(entry.entries, indent + 2, []);
    return [`${pad}readonly ${printKey(entry.key)}${mayBeLeftOut(entry) ? "?" : ""}: ${type};\n`];
  });
  const never = absent.map((key) => `${pad}readonly ${printKey(key)}?: never;\n`);
  const choices = entries.flatMap((entry) =>
    "alternatives" in entry ? [` & (${printAlternatives(entry.alternatives, indent)})`] : [],
  );
  return `{\n${[...lines, ...never].join("")}${" ".repeat(indent)}}${choices.join("")}`;
}

function printAlternatives(alternatives: readonly (readonly Entry[])[], indent: number): string {
  return alternatives
    .map((entries) => {
      const others = alternatives.filter((other) => other !== entries).flatMap(keysOf);
      return printEntries(entries, indent, others);
    })
    .join(" | ");
}

function keysOf(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) =>
    "alternatives" in entry ? entry.alternatives.flatMap(keysOf) : [entry.key],
  );
}

function mayBeLeftOut(entry: Entry): boolean {
  if ("field" in entry) return entry.field.optional;
  return "entries" in entry ? entry.entries.every(mayBeLeftOut) : false;
}
