import { type EventCatalogue, type EventDefinition, nearestNames } from "@hms-sync/connector-api";
import type { EventMapping } from "../manifest/manifest.ts";
import type { TransformCatalogue } from "../transforms/transform-catalogue.ts";
import { bindRule, findPath } from "./bind-rule.ts";
import type { BoundEvent, BoundRecord, BoundRule } from "./bound.ts";
import type { FindingSink } from "./findings.ts";
import type { RuleContext } from "./rule-context.ts";
import type { Target } from "./target.ts";

/** Ties one event's rules to the record; every finding of the event at once. */
export function bindEvent(
  sink: FindingSink,
  mapping: EventMapping,
  record: BoundRecord,
  events: EventCatalogue,
  transforms: TransformCatalogue,
): BoundEvent | undefined {
  const definition = events.get(mapping.event.value);
  if (definition === undefined) {
    const message = `no event "${mapping.event.value}" in the event packs`;
    sink.error("HMS_MAP_UNKNOWN_EVENT", mapping.event.span, message, {
      suggestions: nearestNames(mapping.event.value, events.names),
    });
    return undefined;
  }
  const allowed = new Map(mapping.allowPii.map((entry) => [entry.path.value, entry.reason]));
  const context: RuleContext = { sink, definition, record, transforms, allowed };
  const rules = mapping.fields.flatMap((rule) => bindRule(context, rule) ?? []);
  checkDuplicates(sink, rules);
  checkPersonalData(sink, mapping, definition);
  checkComplete(sink, mapping, record);
  const dropped = new Set(mapping.drop.map((path) => path.value));
  const order = new Map(record.targets.map((target, index) => [target.path, index]));
  return {
    definition,
    mapping,
    rules: rules.toSorted((left, right) => order.get(left.target.path)! - order.get(right.target.path)!),
    allowed: new Map([...allowed].sort(([left], [right]) => (left < right ? -1 : 1))),
    dropped: definition.paths.filter((path) => path.pii && dropped.has(path.path)).map((path) => path.path),
  };
}

/** Two spellings of one field; the same spelling twice is found while reading. */
function checkDuplicates(sink: FindingSink, rules: readonly BoundRule[]): void {
  const first = new Map<string, BoundRule>();
  for (const rule of rules) {
    const before = first.get(rule.target.path);
    if (before === undefined) first.set(rule.target.path, rule);
    else {
      const { field } = rule.rule;
      const message = `${field.value} has a rule already, in line ${before.rule.field.span.line}`;
      sink.error("HMS_MAP_DUPLICATE", field.span, message);
    }
  }
}

/** Each path with personal data is either dropped or allowed, never both and never neither. */
function checkPersonalData(sink: FindingSink, mapping: EventMapping, definition: EventDefinition): void {
  const known = new Map(definition.paths.map((path) => [path.path, path]));
  const dropped = new Set(mapping.drop.map((path) => path.value));
  const read = new Set(mapping.fields.flatMap((rule) => rule.from.map((path) => path.value)));
  for (const path of mapping.drop) {
    const found = findPath(sink, definition, path);
    if (found !== undefined && !found.pii) {
      sink.error("HMS_MAP_PII", path.span, `${path.value} is no personal data and is never dropped`, {
        hint: "take it out of `drop`: what no rule reads is not sent",
      });
    }
    if (read.has(path.value)) {
      sink.error("HMS_MAP_DUPLICATE", path.span, `${path.value} is dropped here and read by a rule`);
    }
  }
  for (const { path } of mapping.allowPii) {
    const found = known.get(path.value);
    if (found === undefined) findPath(sink, definition, path);
    else if (!found.pii)
      sink.error("HMS_MAP_PII", path.span, `${path.value} is no personal data and needs no reason`, {
        hint: "take it out of `allowPii`",
      });
    if (dropped.has(path.value))
      sink.error("HMS_MAP_PII", path.span, `${path.value} is both dropped and allowed`, {
        hint: "keep one of the two",
      });
  }
  const allowed = new Set(mapping.allowPii.map((entry) => entry.path.value));
  const undecided = definition.paths.filter(
    (path) => path.pii && !dropped.has(path.path) && !allowed.has(path.path) && !read.has(path.path),
  );
  for (const path of undecided) {
    sink.error(
      "HMS_MAP_PII_UNDECIDED",
      mapping.event.span,
      `${path.path} is personal data, and nothing says what happens to it`,
      {
        hint: `write drop: [${path.path}], or a reason under allowPii`,
      },
    );
  }
}

function checkComplete(sink: FindingSink, mapping: EventMapping, record: BoundRecord): void {
  const given = new Set(mapping.fields.map((rule) => rule.field.value));
  const isGiven = (target: Target): boolean => given.has(target.path) || given.has(target.keys.at(-1)!);
  const branches = new Map<string, Map<string, string>>();
  for (const target of record.targets.filter(isGiven)) {
    for (const { base, id, path } of target.branches) {
      branches.set(base, (branches.get(base) ?? new Map()).set(id, path));
    }
  }
  checkBranches(sink, mapping, branches);
  const missing = record.targets.filter(
    (target) => !target.optional && !isGiven(target) && isWanted(target, branches, record.targets),
  );
  const plain = missing.filter((target) => target.table === null).map((target) => target.path);
  if (plain.length > 0) {
    const name = record.shape.name ?? "the record";
    const message = `${mapping.event.value} gives no value for ${plain.join(", ")} of ${name}`;
    sink.error("HMS_MAP_MISSING", mapping.event.span, message, {
      hint: `add ${plain.length === 1 ? "a rule" : "rules"} under \`fields\``,
    });
  }
  const tables = new Set(missing.flatMap((target) => (target.tableMayBeEmpty ? [] : (target.table ?? []))));
  for (const table of tables) {
    sink.error(
      "HMS_MAN_UNSUPPORTED",
      mapping.event.span,
      `filling the table ${table} is not built yet, and its fields have no VALUE`,
    );
  }
}

/** Which alternatives rules fill: by the item that is redefined, the alternatives' ids and names. */
type Branches = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Bytes that several items share can hold one of them. */
function checkBranches(sink: FindingSink, mapping: EventMapping, branches: Branches): void {
  for (const paths of branches.values()) {
    if (paths.size < 2) continue;
    const names = [...paths.values()].join(" and ");
    const message = `${mapping.event.value} gives values for ${names}, which share the same bytes`;
    sink.error("HMS_MAP_DUPLICATE", mapping.event.span, message, { hint: "keep the rules of one of them" });
  }
}

/** A field of alternatives counts where its branch is the one that rules fill, or the first where none is. */
function isWanted(target: Target, branches: Branches, targets: readonly Target[]): boolean {
  return target.branches.every(({ base, id }) => {
    const chosen = branches.get(base);
    if (chosen !== undefined) return chosen.has(id);
    const first = targets.flatMap((other) => other.branches).find((branch) => branch.base === base);
    return first?.id === id;
  });
}
