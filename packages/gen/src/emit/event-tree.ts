import type { EventPath } from "@hms-sync/connector-api";
import { printKey, printText } from "./print-value.ts";

/** A payload as a tree of members; lists are left out, since no rule reads them yet. */
export interface EventNode {
  readonly children: Map<string, EventNode>;
  readonly leaf: EventPath | null;
}

/** The tree of the paths given. */
export function eventTree(paths: readonly EventPath[]): EventNode {
  const root: EventNode = { children: new Map(), leaf: null };
  for (const path of paths.filter((candidate) => candidate.each === undefined)) {
    let node = root;
    const keys = path.path.split(".");
    for (const [index, key] of keys.entries()) {
      const leaf = index === keys.length - 1 ? path : null;
      const next = node.children.get(key) ?? { children: new Map(), leaf };
      node.children.set(key, next);
      node = next;
    }
  }
  return root;
}

/**
 * True when a member may be absent.
 *
 * The paths say so of leaves only. A parent with one leaf that is always there is always there itself; of every other
 * parent nothing is known, so it is read as one that may be absent.
 */
export function mayBeAbsent(node: EventNode): boolean {
  if (node.leaf !== null) return node.leaf.optional;
  return [...node.children.values()].every(mayBeAbsent);
}

/** The members as a TypeScript type, broken into lines. */
export function printEventType(node: EventNode, indent: number): string {
  const pad = " ".repeat(indent + 2);
  const members = [...node.children].map(([key, child]) => {
    const absent = mayBeAbsent(child);
    const type = child.leaf === null ? printEventType(child, indent + 2) : leafType(child.leaf);
    return `${pad}readonly ${printKey(key)}${absent ? "?" : ""}: ${type}${absent ? " | null | undefined" : ""};\n`;
  });
  return `{\n${members.join("")}${" ".repeat(indent)}}`;
}

/** The expression that reads a path of `event`. */
export function printAccess(root: EventNode, path: string): string {
  let expression = "event";
  let node = root;
  let absent = false;
  for (const key of path.split(".")) {
    const name = printKey(key);
    const quoted = name.startsWith('"');
    expression += absent ? `?.${quoted ? `[${name}]` : name}` : quoted ? `[${name}]` : `.${name}`;
    node = node.children.get(key)!;
    absent = mayBeAbsent(node);
  }
  return expression;
}

function leafType(leaf: EventPath): string {
  if (leaf.enum !== undefined && leaf.enum.length > 0) {
    return leaf.enum
      .map((member) => (typeof member === "string" ? printText(member) : String(member)))
      .join(" | ");
  }
  if (leaf.type === "integer") return "number";
  return leaf.type;
}
