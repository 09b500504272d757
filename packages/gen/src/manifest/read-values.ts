import { nearestNames, type SourceSpan } from "@hms-sync/connector-api";
import { isScalar, isSeq, type Node } from "yaml";
import { parseDurationMs } from "./duration.ts";
import type { Literal, Spanned } from "./manifest.ts";
import { entriesOf, kindOf, report, resolved, spanOf, type YamlEntry, type YamlScope } from "./yaml-scope.ts";

/** Which keys a map has. */
export interface KeyRules<Key extends string> {
  readonly required?: readonly Key[];
  readonly optional?: readonly Key[];
  /** Keys of the full form that are not built yet: refused by name, never skipped. */
  readonly unbuilt?: readonly string[];
}

/** The value of a key, as the readers below take it. */
export type Value = Pick<YamlEntry, "node" | "span" | "key">;

/**
 * Reads a map with a fixed set of keys; reports unknown, unbuilt and missing ones.
 *
 * @returns what is there, or undefined when it is no map.
 */
export function readKeys<Key extends string>(
  scope: YamlScope,
  value: Value,
  what: string,
  rules: KeyRules<Key>,
): Partial<Record<Key, YamlEntry>> | undefined {
  const entries = entriesOf(scope, value.node, value.span, what);
  if (entries === undefined) return undefined;
  const known: readonly string[] = [...(rules.required ?? []), ...(rules.optional ?? [])];
  const found: Partial<Record<string, YamlEntry>> = {};
  for (const entry of entries) {
    if (known.includes(entry.key)) found[entry.key] = entry;
    else if (rules.unbuilt?.includes(entry.key))
      reportUnbuilt(scope, entry.keySpan, `\`${entry.key}\` in ${what}`);
    else {
      report(scope, "HMS_MAN_UNKNOWN_KEY", entry.keySpan, `${what} has no key \`${entry.key}\``, {
        ...didYouMean(entry.key, [...known, ...(rules.unbuilt ?? [])]),
      });
    }
  }
  for (const key of rules.required ?? []) {
    if (found[key] === undefined)
      report(scope, "HMS_MAN_MISSING", value.span, `${what} needs the key \`${key}\``);
  }
  return found as Partial<Record<Key, YamlEntry>>;
}

/** Refuses something of the full form that this version does not build. */
function reportUnbuilt(scope: YamlScope, span: SourceSpan, what: string): void {
  report(scope, "HMS_MAN_UNSUPPORTED", span, `${what} is not built yet`);
}

/** Hint and suggestions for a name that is not known. */
function didYouMean(
  name: string,
  known: readonly string[],
): { readonly hint?: string; readonly suggestions: readonly string[] } {
  const suggestions = nearestNames(name, known);
  return suggestions.length > 0 || known.length > 12
    ? { suggestions }
    : { suggestions, hint: `known: ${known.join(", ")}` };
}

/** Text; numbers and booleans are refused so that `0012` does not silently become 12. */
export function readText(
  scope: YamlScope,
  value: Value | undefined,
  what: string,
): Spanned<string> | undefined {
  if (value === undefined) return undefined;
  const node = resolved(scope, value.node);
  if (isScalar(node) && typeof node.value === "string" && node.value !== "") {
    return { value: node.value, span: value.span };
  }
  const number = isScalar(node) && (typeof node.value === "number" || typeof node.value === "boolean");
  const empty = isScalar(node) && node.value === "";
  report(
    scope,
    "HMS_MAN_VALUE",
    value.span,
    `${what} must be text, but is ${empty ? "empty" : kindOf(scope, value.node)}`,
    {
      ...(number ? { hint: `write it in quotes: "${node.source ?? String(node.value)}"` } : {}),
    },
  );
  return undefined;
}

/** Text, number or boolean; empty text is allowed. */
export function readLiteral(
  scope: YamlScope,
  value: Value | undefined,
  what: string,
): Spanned<Literal> | undefined {
  if (value === undefined) return undefined;
  const node = resolved(scope, value.node);
  if (
    isScalar(node) &&
    typeof node.value === "number" &&
    Number.isInteger(node.value) &&
    !Number.isSafeInteger(node.value)
  ) {
    report(scope, "HMS_MAN_VALUE", value.span, `${what} has more digits than a plain number keeps exactly`, {
      hint: `write it in quotes: "${node.source ?? String(node.value)}"`,
    });
    return undefined;
  }
  if (isScalar(node) && ["string", "number", "boolean"].includes(typeof node.value)) {
    return { value: node.value as Literal, span: value.span };
  }
  report(
    scope,
    "HMS_MAN_VALUE",
    value.span,
    `${what} must be text or a number, but is ${kindOf(scope, value.node)}`,
  );
  return undefined;
}

/** One of a few words; those of `unbuilt` are refused by name. */
export function readWord<Word extends string>(
  scope: YamlScope,
  value: Value | undefined,
  what: string,
  words: readonly Word[],
  unbuilt: readonly string[] = [],
): Spanned<Word> | undefined {
  const text = readText(scope, value, what);
  if (text === undefined) return undefined;
  if ((words as readonly string[]).includes(text.value)) return text as Spanned<Word>;
  if (unbuilt.includes(text.value)) {
    reportUnbuilt(scope, text.span, `${what} \`${text.value}\``);
    return undefined;
  }
  const all = [...words, ...unbuilt];
  report(
    scope,
    "HMS_MAN_VALUE",
    text.span,
    `${what} cannot be \`${text.value}\`: it is one of ${all.join(", ")}`,
    {
      suggestions: nearestNames(text.value, all),
    },
  );
  return undefined;
}

/** A number between two bounds, both allowed. */
export function readNumber(
  scope: YamlScope,
  value: Value | undefined,
  what: string,
  least: number,
  most: number,
): number | undefined {
  if (value === undefined) return undefined;
  const node = resolved(scope, value.node);
  if (isScalar(node) && typeof node.value === "number" && node.value >= least && node.value <= most)
    return node.value;
  report(scope, "HMS_MAN_VALUE", value.span, `${what} must be a number from ${least} to ${most}`);
  return undefined;
}

/** A duration, in ms. */
export function readDurationMs(scope: YamlScope, value: Value | undefined, what: string): number | undefined {
  if (value === undefined) return undefined;
  const node = resolved(scope, value.node);
  const ms = isScalar(node) ? parseDurationMs(String(node.value)) : undefined;
  if (ms !== undefined && ms > 0) return ms;
  report(scope, "HMS_MAN_VALUE", value.span, `${what} must be a duration such as 500ms, 10s, 5m, 2h or 3d`);
  return undefined;
}

/** What a list may be besides a list of some members. */
export interface ListRules {
  /** A single value counts as a list of one. */
  readonly orOne?: boolean;
  readonly mayBeEmpty?: boolean;
}

/** The members of a list. */
export function readList(
  scope: YamlScope,
  value: Value | undefined,
  what: string,
  { orOne = false, mayBeEmpty = false }: ListRules = {},
): Value[] {
  if (value === undefined) return [];
  const node = resolved(scope, value.node);
  if (isSeq(node)) {
    if (node.items.length === 0 && !mayBeEmpty) {
      report(scope, "HMS_MAN_VALUE", value.span, `${what} must not be empty`);
    }
    return node.items.map((item) => ({
      key: value.key,
      node: item as Node,
      span: spanOf(scope, item as Node),
    }));
  }
  if (orOne && isScalar(node)) return [value];
  report(scope, "HMS_MAN_VALUE", value.span, `${what} must be a list, but is ${kindOf(scope, value.node)}`);
  return [];
}
