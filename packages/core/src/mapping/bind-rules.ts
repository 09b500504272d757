import { createHash } from "node:crypto";
import { type AnyBinding, type HmsPath, invariant, type LayoutField } from "@hms-sync/connector-api";
import { valueAt } from "../packet/value-at.ts";
import { withoutPaths } from "../packet/without-paths.ts";
import { findField } from "./external-field.ts";
import { fitValue } from "./fit-value.ts";
import type { MappingRule } from "./mapping-rule.ts";

type Reader = (event: unknown) => unknown;

/**
 * The generated binding with its mapping replaced by rules made in code. The rules must have been checked.
 *
 * Personal data that no rule reads is dropped, whatever the manifest allowed.
 */
export function bindRules(binding: AnyBinding, rules: readonly MappingRule[]): AnyBinding {
  const mapped = new Set(rules.flatMap((rule) => (rule.kind === "copy" ? [rule.hms] : [])));
  const computes = rules.some((rule) => rule.kind === "compute");
  const mayRead = (path: HmsPath): boolean => mapped.has(path) || computes;
  const dropRules = rules.flatMap((rule) => (rule.kind === "drop" ? [rule.hms] : []));
  const allowed = Object.fromEntries(
    Object.entries(binding.pii.allowed).filter(([path]) => mayRead(path) && !dropRules.includes(path)),
  );
  const dropped = new Set([
    ...binding.pii.dropped,
    ...dropRules,
    ...Object.keys(binding.pii.allowed).filter((path) => !Object.hasOwn(allowed, path)),
  ]);
  const hidden = [...dropped].sort();
  const writers = rules.flatMap((rule) => {
    if (rule.kind === "drop") return [];
    const field = findField(binding.codec.layout, rule.ext).found;
    invariant(field !== undefined, `no field ${rule.ext} after the check`);
    return [{ keys: field.path.split("."), read: readerOf(rule, field) }];
  });
  return Object.freeze({
    ...binding,
    map: (event: unknown) => {
      // functions see the whole event, so what they may not see is taken out first
      const visible = computes ? withoutPaths(event, hidden) : event;
      const record: Record<string, unknown> = {};
      for (const { keys, read } of writers) put(record, keys, read(visible));
      return record;
    },
    // a function does not say what it reads, so every change may matter to it
    reads: Object.freeze(computes ? everyPath(binding) : [...mapped].sort()),
    pii: Object.freeze({ allowed: Object.freeze(allowed), dropped: Object.freeze(hidden) }),
    contract: contractOf(binding, rules),
  });
}

function readerOf(rule: Exclude<MappingRule, { kind: "drop" }>, field: LayoutField): Reader {
  if (rule.kind === "constant") return () => rule.value;
  const { overflow } = rule;
  if (rule.kind === "compute") {
    const compute = rule.compute as Reader;
    return (event) => fitValue(compute(event), field, overflow);
  }
  const { hms } = rule;
  const transform = rule.transform as Reader | undefined;
  if (transform === undefined) return (event) => fitValue(valueAt(event, hms), field, overflow);
  return (event) => fitValue(transform(valueAt(event, hms)), field, overflow);
}

function put(record: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  let group = record;
  for (const key of keys.slice(0, -1)) {
    group[key] ??= {};
    group = group[key] as Record<string, unknown>;
  }
  group[keys.at(-1)!] = value;
}

function everyPath(binding: AnyBinding): HmsPath[] {
  return [...new Set([...Object.values(binding.fits).flat(), ...binding.reads])].sort();
}

/** Functions take part with their text: what they close over cannot be seen, so such a change keeps the hash. */
function contractOf(binding: AnyBinding, rules: readonly MappingRule[]): string {
  const canonical = rules
    .map((rule) =>
      JSON.stringify(rule, (_, part: unknown) =>
        typeof part === "function" || typeof part === "bigint" ? String(part) : part,
      ),
    )
    .sort();
  return createHash("sha256")
    .update(JSON.stringify([binding.contract, canonical]))
    .digest("hex")
    .slice(0, 12);
}
