import type { ChooseRules } from "@hms-sync/gen/record";
import type { LayoutNode, RecordShape } from "@hms-sync/gen/source";
import { usageError } from "../command-line/usage-error.ts";
import { type Choice, parseChoice, sameName } from "./parse-choice.ts";

/** What the values of `--branch` say about one record: how its alternatives (REDEFINES) are told apart. */
export function branchRules(shape: RecordShape, choices: readonly Choice[]): ChooseRules {
  const alternatives = alternativesOf(shape.root);
  const rules: Record<string, { by: string; values: Record<string, string> }> = {};
  for (const { field, value, name } of choices) {
    const found = alternatives.find(({ node }) => node.name !== null && sameName(node.name, name));
    if (found === undefined) continue;
    const rule = rules[found.base] ?? { by: field, values: {} };
    if (!sameName(rule.by, field)) {
      throw usageError(
        `--branch tells the alternatives of ${found.base} apart by ${rule.by} and by ${field}`,
      );
    }
    rule.values[value] = found.node.key!;
    rules[found.base] = rule;
  }
  return rules;
}

/**
 * The values of `--branch`; each must name an alternative of one of the records.
 *
 * @throws HMS_CLI_USAGE
 */
export function parseBranches(texts: readonly string[], shapes: readonly RecordShape[]): Choice[] {
  const known = shapes.flatMap((shape) => alternativesOf(shape.root)).flatMap(({ node }) => node.name ?? []);
  return texts.map((text) => {
    const choice = parseChoice("branch", text, "KIND=P:PERSON");
    if (!known.some((name) => sameName(name, choice.name))) {
      const list = known.length === 0 ? "nothing is redefined" : `alternatives are ${known.join(", ")}`;
      throw usageError(`--branch: ${choice.name} is no alternative of a REDEFINES`, list);
    }
    return choice;
  });
}

/** Items that share bytes, each with the path of the one that the others redefine. */
function alternativesOf(node: LayoutNode): { readonly node: LayoutNode; readonly base: string }[] {
  if (node.node === "item") return [];
  const bases = new Map<string, string>();
  const here = node.children.flatMap((child) => {
    if (child.redefines !== undefined) bases.set(child.path, bases.get(child.redefines) ?? child.redefines);
    const redefined = node.children.some((other) => other.redefines === child.path);
    if (child.redefines === undefined && !redefined) return [];
    return [{ node: child, base: bases.get(child.path) ?? child.path }];
  });
  return [...here, ...node.children.flatMap(alternativesOf)];
}
