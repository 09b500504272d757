import type { EventPath } from "@hms-sync/connector-api";
import type { BoundRule } from "./bound.ts";
import { fitsType, mayNotFit, targetInWords, typeInWords } from "./fit.ts";
import type { RuleContext } from "./rule-context.ts";
import { type Target, textWidth } from "./target.ts";

/** A rule whose ends were found; `sources` is empty for a constant, and when one of its paths does not exist. */
type CheckedRule = Pick<BoundRule, "rule" | "target" | "sources">;

/** Checks that what the rule reads can stand in its field: always there, of its type, short enough. */
export function checkRule(context: RuleContext, checked: CheckedRule): void {
  checkOverflow(context, checked);
  if (checked.sources.length === 0 || hasList(context, checked)) return;
  checkAbsence(context, checked);
  // what a transform takes and gives is the compiler's to judge, in the generated code
  if (checked.rule.use === null && checked.sources.length === 1)
    checkValue(context, checked, checked.sources[0]!);
}

function checkOverflow({ sink }: RuleContext, { rule, target }: CheckedRule): void {
  if (rule.overflow?.value !== "round" || target.kind !== "text") return;
  const message = `${target.path} is ${target.picture}: text cannot be rounded`;
  sink.error("HMS_MAP_TYPE", rule.overflow.span, message, { hint: "choose reject or truncate" });
}

function hasList({ sink }: RuleContext, { rule, sources }: CheckedRule): boolean {
  const index = sources.findIndex((source) => source.each !== undefined);
  if (index < 0) return false;
  const { path, each } = sources[index]!;
  const message = `reading ${path}, which stands in the list ${each}, is not built yet`;
  sink.error("HMS_MAN_UNSUPPORTED", rule.from[index]!.span, message);
  return true;
}

function checkAbsence({ sink }: RuleContext, { rule, target, sources }: CheckedRule): void {
  const index = sources.findIndex((source) => source.optional);
  if (index < 0 && rule.default !== null) {
    const paths = sources.map((source) => source.path).join(" and ");
    const message = `\`default\` has no meaning: ${paths} can never be absent`;
    sink.error("HMS_MAN_VALUE", rule.default.span, message);
  }
  if (index >= 0 && rule.default === null && !target.optional) {
    const message = `${sources[index]!.path} may be absent, and ${target.path} must have a value`;
    const hint = `write what stands in: default: ${target.kind === "text" ? '""' : "0"}`;
    sink.error("HMS_MAP_NULLABLE", rule.from[index]!.span, message, { hint });
  }
}

function checkValue(
  { sink, transforms }: RuleContext,
  { rule, target }: CheckedRule,
  source: EventPath,
): void {
  const at = rule.from[0]!.span;
  if (!fitsType(source, target)) {
    const takes = `${target.path} is ${target.picture} and takes ${targetInWords(target)}`;
    const fitting = transforms.fitting(source, target);
    const use = fitting.length > 0 ? `: use: ${fitting.join(" or ")}` : " with `use`";
    sink.error("HMS_MAP_TYPE", at, `${source.path} is ${typeInWords(source)}, but ${takes}`, {
      hint: `put a transform between${use}`,
    });
    return;
  }
  const tooLong = memberTooLong(source, target);
  if (tooLong !== undefined) {
    const message = `${source.path} may be "${tooLong}" with ${tooLong.length} characters, and ${target.path} has room for fewer (${target.picture})`;
    sink.error("HMS_MAP_TOO_LONG", at, message, {
      hint: "put a transform between that gives a shorter code",
    });
    return;
  }
  const reason = rule.overflow === null ? mayNotFit(source, target) : undefined;
  if (reason === undefined) return;
  const choices = target.kind === "text" ? "reject or truncate" : "reject, truncate or round";
  sink.warning("HMS_MAP_MAY_NOT_FIT", at, `${source.path} ${reason}`, {
    hint: `say what happens then: overflow: ${choices}`,
  });
}

/** The longest member of an enumeration that does not fit. */
function memberTooLong(source: EventPath, target: Target): string | undefined {
  const width = textWidth(target.item.type);
  if (source.enum === undefined || width === undefined) return undefined;
  const tooLong = source.enum.map(String).filter((member) => member.length > width);
  return tooLong.sort((left, right) => right.length - left.length || (left < right ? -1 : 1))[0];
}
