import { type EventDefinition, type EventPath, nearestNames } from "@hms-sync/connector-api";
import type { FieldRule, Spanned } from "../manifest/manifest.ts";
import type { TransformCatalogue } from "../transforms/transform-catalogue.ts";
import type { BoundRecord, BoundRule, TransformReference } from "./bound.ts";
import { checkLiteral } from "./check-literal.ts";
import type { FindingSink } from "./findings.ts";
import { fitsType, mayNotFit, targetInWords, typeInWords } from "./fit.ts";
import { findTarget, type Target } from "./target.ts";

/** What the rules of one event are bound against. */
export interface RuleContext {
  readonly sink: FindingSink;
  readonly definition: EventDefinition;
  readonly record: BoundRecord;
  readonly transforms: TransformCatalogue;
  readonly allowed: ReadonlyMap<string, string>;
}

/** Finds both ends of a rule and checks that what leaves one fits the other. Undefined when an end is not there. */
export function bindRule(context: RuleContext, rule: FieldRule): BoundRule | undefined {
  const target = bindTarget(context, rule.field);
  const sources = rule.from.map((path) => findPath(context.sink, context.definition, path));
  const transform = rule.use === null ? null : bindTransform(context, rule.use);
  for (const [index, source] of sources.entries()) {
    if (source !== undefined) checkPii(context, source, rule.from[index]!);
  }
  if (target === undefined) return undefined;
  const known = sources.filter((source) => source !== undefined);
  if (rule.constant !== null)
    checkLiteral(context.sink, rule.constant, "constant", target, context.record.settings);
  if (rule.default !== null)
    checkLiteral(context.sink, rule.default, "default", target, context.record.settings);
  if (known.length === sources.length && known.length > 0) checkFit(context, rule, target, known);
  checkOverflow(context, rule, target);
  if (known.length !== sources.length || transform === undefined) return undefined;
  return {
    rule,
    target,
    sources: known,
    constant: rule.constant?.value ?? null,
    default: rule.default?.value ?? null,
    transform,
  };
}

function bindTarget({ sink, record }: RuleContext, field: Spanned<string>): Target | undefined {
  const lookup = findTarget(record.targets, field.value);
  const name = record.shape.name ?? "the record";
  if (lookup.found === null) {
    if (lookup.several.length > 0) {
      const message = `${name} has several fields ${field.value}`;
      sink.error("HMS_MAP_AMBIGUOUS", field.span, message, { suggestions: lookup.several });
    } else {
      sink.error("HMS_MAP_UNKNOWN_FIELD", field.span, `${name} has no field ${field.value}`, {
        suggestions: lookup.nearest,
      });
    }
    return undefined;
  }
  const { table, path } = lookup.found;
  if (table !== null) {
    sink.error(
      "HMS_MAN_UNSUPPORTED",
      field.span,
      `a rule for ${path}, which stands in the table ${table}, is not built yet`,
    );
    return undefined;
  }
  return lookup.found;
}

/** Finds a path of the event; reports an unknown one. */
export function findPath(
  sink: FindingSink,
  definition: EventDefinition,
  path: Spanned<string>,
): EventPath | undefined {
  const found = definition.paths.find((candidate) => candidate.path === path.value);
  if (found !== undefined) return found;
  const message = `no HMS path "${path.value}" on ${definition.name}`;
  const paths = definition.paths.map((candidate) => candidate.path);
  sink.error("HMS_MAP_UNKNOWN_PATH", path.span, message, { suggestions: nearestNames(path.value, paths) });
  return undefined;
}

function bindTransform(
  { sink, transforms }: RuleContext,
  use: Spanned<string>,
): TransformReference | undefined {
  const found = transforms.find(use.value);
  if (found !== undefined) return found;
  const message = `no transform "${use.value}": it is neither built in nor exported by ${transforms.file}`;
  sink.error("HMS_MAP_UNKNOWN_TRANSFORM", use.span, message, {
    suggestions: nearestNames(use.value, transforms.names()),
  });
  return undefined;
}

function checkPii({ sink, allowed }: RuleContext, source: EventPath, at: Spanned<string>): void {
  if (!source.pii || allowed.has(source.path)) return;
  sink.error("HMS_MAP_PII", at.span, `${source.path} is personal data and may not be sent`, {
    hint: `drop it, or write the reason: allowPii: { ${source.path}: "…" }`,
  });
}

function checkFit(
  context: RuleContext,
  rule: FieldRule,
  target: Target,
  sources: readonly EventPath[],
): void {
  const { sink } = context;
  for (const [index, source] of sources.entries()) {
    const at = rule.from[index]!;
    if (source.each !== undefined) {
      sink.error(
        "HMS_MAN_UNSUPPORTED",
        at.span,
        `reading ${source.path}, which stands in the list ${source.each}, is not built yet`,
      );
      return;
    }
  }
  const mayBeAbsent = sources.find((source) => source.optional);
  if (mayBeAbsent !== undefined && rule.default === null && !target.optional) {
    const at = rule.from[sources.indexOf(mayBeAbsent)]!;
    const message = `${mayBeAbsent.path} may be absent, and ${target.path} must have a value`;
    const value = target.kind === "text" ? '""' : "0";
    sink.error("HMS_MAP_NULLABLE", at.span, message, { hint: `write what stands in: default: ${value}` });
  }
  if (mayBeAbsent === undefined && rule.default !== null) {
    const paths = sources.map((source) => source.path).join(" and ");
    sink.error(
      "HMS_MAN_VALUE",
      rule.default.span,
      `\`default\` has no meaning: ${paths} can never be absent`,
    );
  }
  const [source] = sources;
  // what a transform takes and gives is the compiler's to judge, in the generated code
  if (rule.use !== null || source === undefined || sources.length > 1) return;
  const at = rule.from[0]!;
  if (!fitsType(source, target)) {
    const fitting = context.transforms.fitting(source, target);
    const message = `${source.path} is ${typeInWords(source)}, but ${target.path} is ${target.picture} and takes ${targetInWords(target)}`;
    sink.error("HMS_MAP_TYPE", at.span, message, {
      hint:
        fitting.length > 0
          ? `put a transform between: use: ${fitting.join(" or ")}`
          : "put a transform between with `use`",
    });
    return;
  }
  if (!checkMembers(context, source, target, at) || rule.overflow !== null) return;
  const reason = mayNotFit(source, target);
  if (reason === undefined) return;
  sink.warning("HMS_MAP_MAY_NOT_FIT", at.span, `${source.path} ${reason}`, {
    hint: `say what happens then: overflow: ${target.kind === "text" ? "reject or truncate" : "reject, truncate or round"}`,
  });
}

/** Every member of an enumeration must fit as it is. */
function checkMembers(
  { sink, record }: RuleContext,
  source: EventPath,
  target: Target,
  at: Spanned<string>,
): boolean {
  if (source.enum === undefined || target.item.type.kind !== "text") return true;
  const { width } = target.item.type;
  const longest = source.enum
    .map(String)
    .sort((left, right) => right.length - left.length || (left < right ? -1 : 1))[0];
  if (longest === undefined || longest.length <= width) return true;
  const message = `${source.path} may be "${longest}" with ${longest.length} characters, and ${target.path} of ${record.shape.name ?? "the record"} has ${width}`;
  sink.error("HMS_MAP_TOO_LONG", at.span, message, {
    hint: "put a transform between that gives a shorter code",
  });
  return false;
}

function checkOverflow({ sink }: RuleContext, rule: FieldRule, target: Target): void {
  if (rule.overflow?.value === "round" && target.kind === "text") {
    sink.error(
      "HMS_MAP_TYPE",
      rule.overflow.span,
      `${target.path} is ${target.picture}: text cannot be rounded`,
      {
        hint: "choose reject or truncate",
      },
    );
  }
}
