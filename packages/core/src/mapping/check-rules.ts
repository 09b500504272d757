import {
  type AnyBinding,
  type ErrorCode,
  type HmsPath,
  type LayoutField,
  nearestNames,
  type RecordProblem,
} from "@hms-sync/connector-api";
import { elementaryFields, findField } from "./external-field.ts";
import type { MappingRule } from "./mapping-rule.ts";

/**
 * Everything wrong with rules made in code, held against the generated binding: unknown names, values that do not fit,
 * fields without a value, personal data, and two rules for one thing.
 *
 * The compiler finds most of it in TypeScript; this holds for plain JavaScript too, and for what the chain of calls
 * cannot show the compiler: that nothing is missing.
 */
export function checkRules(binding: AnyBinding, rules: readonly MappingRule[]): RecordProblem[] {
  return [
    ...rules.flatMap((rule) => fieldProblems(binding, rule)),
    ...rules.flatMap((rule) => pathProblems(binding, rule)),
    ...repeated(binding, rules),
    ...missing(binding, rules),
  ];
}

function fieldProblems(binding: AnyBinding, rule: MappingRule): RecordProblem[] {
  if (rule.kind === "drop") return [];
  const { layout } = binding.codec;
  const lookup = findField(layout, rule.ext);
  if (lookup.found === undefined) {
    return lookup.several.length > 0
      ? [
          problem(
            rule.ext,
            "HMS_MAP_AMBIGUOUS",
            `${layout.record} has several: write ${lookup.several.join(" or ")}`,
          ),
        ]
      : [
          problem(
            rule.ext,
            "HMS_MAP_UNKNOWN_FIELD",
            `${layout.record} has no such field${guess(lookup.nearest)}`,
          ),
        ];
  }
  const { found } = lookup;
  if (found.occurs !== undefined) {
    return [problem(rule.ext, "HMS_MAP_TABLE", "stands in a table, and a rule in code gives one value")];
  }
  if (rule.kind !== "constant" && rule.overflow === "round" && found.kind === "text") {
    return [problem(rule.ext, "HMS_MAP_TYPE", "is text, which cannot be rounded: choose reject or truncate")];
  }
  if (rule.kind === "constant") return constantProblems(rule.ext, rule.value, found);
  return [];
}

function constantProblems(ext: string, value: unknown, field: LayoutField): RecordProblem[] {
  if (field.kind === "text" ? typeof value !== "string" : !isNumber(value)) {
    return [problem(ext, "HMS_MAP_TYPE", `takes ${field.kind === "text" ? "text" : "a number"}`)];
  }
  const length = [...String(value)].length;
  if (field.kind !== "text" || field.width === undefined || length <= field.width) return [];
  return [
    problem(ext, "HMS_MAP_TOO_LONG", `is ${field.width} wide, and the constant has ${length} characters`),
  ];
}

/** Decimals travel as text, so that their scale is kept. */
function isNumber(value: unknown): boolean {
  if (typeof value === "string") return /^[+-]?\d+(?:\.\d+)?$/.test(value);
  return typeof value === "bigint" || (typeof value === "number" && Number.isFinite(value));
}

function pathProblems(binding: AnyBinding, rule: MappingRule): RecordProblem[] {
  if (rule.kind !== "copy" && rule.kind !== "drop") return [];
  const { allowed, dropped } = binding.pii;
  const known = knownPaths(binding);
  if (!known.includes(rule.hms)) {
    const near = guess(nearestNames(rule.hms, known));
    return [
      problem(rule.hms, "HMS_MAP_UNKNOWN_PATH", `${binding.event} has no such path for this record${near}`),
    ];
  }
  if (rule.kind === "drop") return [];
  if (dropped.includes(rule.hms) && !Object.hasOwn(allowed, rule.hms)) {
    return [problem(rule.hms, "HMS_MAP_PII", "is personal data that the manifest does not allow to be sent")];
  }
  const lookup = findField(binding.codec.layout, rule.ext);
  if (lookup.found === undefined || lookup.found.occurs !== undefined || rule.transform !== undefined)
    return [];
  const fits = fitting(binding, lookup.found.path);
  if (fits.includes(rule.hms)) return [];
  const offer = fits.length === 0 ? "" : `, which takes ${fits.slice(0, 5).join(", ")}`;
  return [
    problem(rule.hms, "HMS_MAP_TYPE", `does not fit ${rule.ext}${offer}; a transform may stand between`),
  ];
}

function repeated(binding: AnyBinding, rules: readonly MappingRule[]): RecordProblem[] {
  const problems: RecordProblem[] = [];
  const targets = new Set<string>();
  for (const rule of rules) {
    if (rule.kind === "drop") continue;
    const target = findField(binding.codec.layout, rule.ext).found?.path ?? rule.ext;
    if (targets.has(target)) problems.push(problem(rule.ext, "HMS_MAP_DUPLICATE", "has two rules"));
    targets.add(target);
  }
  const read = new Set(rules.flatMap((rule) => (rule.kind === "copy" ? [rule.hms] : [])));
  for (const rule of rules) {
    if (rule.kind === "drop" && read.has(rule.hms)) {
      problems.push(problem(rule.hms, "HMS_MAP_DUPLICATE", "is dropped and mapped"));
    }
  }
  return problems;
}

function missing(binding: AnyBinding, rules: readonly MappingRule[]): RecordProblem[] {
  const { layout } = binding.codec;
  const given = new Set(
    rules.flatMap((rule) => (rule.kind === "drop" ? [] : (findField(layout, rule.ext).found?.path ?? []))),
  );
  return elementaryFields(layout)
    .filter((field) => !field.optional && !given.has(field.path))
    .map((field) => problem(field.path, "HMS_MAP_MISSING", `${layout.record} needs a value for it`));
}

/** Paths that fit a field; the generator may know it by its short name. */
function fitting(binding: AnyBinding, field: string): readonly HmsPath[] {
  return binding.fits[field] ?? binding.fits[field.slice(field.lastIndexOf(".") + 1)] ?? [];
}

/** A binding does not carry the whole event, only what concerns its record. */
function knownPaths(binding: AnyBinding): HmsPath[] {
  const paths = [
    ...Object.values(binding.fits).flat(),
    ...binding.reads,
    ...Object.keys(binding.pii.allowed),
    ...binding.pii.dropped,
  ];
  return [...new Set(paths)].sort();
}

function guess(near: readonly string[]): string {
  return near.length === 0 ? "" : `, did you mean ${near.join(" or ")}?`;
}

function problem(path: string, code: ErrorCode, message: string): RecordProblem {
  return { path, code, message };
}
