import { type EventDefinition, type EventPath, nearestNames } from "@hms-sync/connector-api";
import type { FieldRule, Spanned } from "../manifest/manifest.ts";
import type { BoundRule, TransformReference } from "./bound.ts";
import { checkLiteral } from "./check-literal.ts";
import { checkRule } from "./check-rule.ts";
import { findField } from "./find-field.ts";
import type { FindingSink } from "./findings.ts";
import type { RuleContext } from "./rule-context.ts";
import type { Target } from "./target.ts";

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
  checkRule(context, { rule, target, sources: known.length === sources.length ? known : [] });
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
  const found = findField(sink, record, field);
  if (found === undefined || found.table === null) return found;
  const message = `a rule for ${found.path}, which stands in the table ${found.table}, is not built yet`;
  sink.error("HMS_MAN_UNSUPPORTED", field.span, message);
  return undefined;
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
