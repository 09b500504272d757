import { isMap, isScalar } from "yaml";
import type { EventMapping, FieldRule, Overflow } from "./manifest.ts";
import { readKeys, readList, readLiteral, readText, readWord, type Value } from "./read-values.ts";
import { entriesOf, report, resolved, type YamlEntry, type YamlScope } from "./yaml-scope.ts";

const OVERFLOW: readonly Overflow[] = ["reject", "truncate", "round"];

/** Reads `events`: for each event its rules, what is dropped and which personal data may leave. */
export function readEvents(scope: YamlScope, value: Value | undefined): EventMapping[] {
  if (value === undefined) return [];
  const entries = entriesOf(scope, value.node, value.span, "`events`") ?? [];
  if (entries.length === 0) report(scope, "HMS_MAN_MISSING", value.span, "`events` needs at least one event");
  return entries.map((entry) => readEvent(scope, entry));
}

function readEvent(scope: YamlScope, entry: YamlEntry): EventMapping {
  const event = { value: entry.key, span: entry.keySpan };
  const keys = readKeys(scope, entry, `the event ${entry.key}`, {
    required: ["fields"],
    optional: ["drop", "allowPii"],
    unbuilt: ["mask"],
  });
  const pointer = `#/events/${pointerPart(entry.key)}/fields`;
  const rules =
    keys?.fields && entriesOf(scope, keys.fields.node, keys.fields.span, "`fields`", "HMS_MAP_DUPLICATE");
  return {
    event,
    fields: (rules ?? []).flatMap(
      (rule) => readRule(scope, rule, `${pointer}/${pointerPart(rule.key)}`) ?? [],
    ),
    drop: readList(scope, keys?.drop, "`drop`", { mayBeEmpty: true }).flatMap(
      (item) => readText(scope, item, "a path in `drop`") ?? [],
    ),
    allowPii: readAllowed(scope, keys?.allowPii),
  };
}

function readRule(scope: YamlScope, entry: YamlEntry, pointer: string): FieldRule | undefined {
  const what = `the rule for ${entry.key}`;
  const base = { field: { value: entry.key, span: entry.keySpan }, pointer, span: entry.span };
  const node = resolved(scope, entry.node);
  if (!isMap(node)) {
    const path = readText(scope, entry, what);
    if (path === undefined) return undefined;
    return { ...base, from: [path], constant: null, use: null, overflow: null, default: null };
  }
  const keys = readKeys(scope, entry, what, {
    optional: ["from", "constant", "use", "overflow", "default"],
    unbuilt: ["each", "fields", "first", "join", "table", "when"],
  });
  if (keys === undefined) return undefined;
  const from = readList(scope, keys.from, "`from`", { orOne: true }).flatMap(
    (item) => readText(scope, item, "a path in `from`") ?? [],
  );
  const constant = readLiteral(scope, keys.constant, "`constant`") ?? null;
  const rule: FieldRule = {
    ...base,
    from,
    constant,
    use: readText(scope, keys.use, "`use`") ?? null,
    overflow: readWord(scope, keys.overflow, "`overflow`", OVERFLOW) ?? null,
    default: readLiteral(scope, keys.default, "`default`") ?? null,
  };
  const tableRule = node.items.some(
    (pair) => isScalar(pair.key) && ["each", "first", "join"].includes(String(pair.key.value)),
  );
  if (keys.from === undefined && keys.constant === undefined && !tableRule) {
    report(scope, "HMS_MAN_MISSING", entry.span, `${what} needs \`from\` or \`constant\``);
  }
  if (keys.from !== undefined && keys.constant !== undefined) {
    report(scope, "HMS_MAN_VALUE", keys.constant.keySpan, `${what} has both \`from\` and \`constant\``, {
      hint: "keep one; a value for an absent path is `default`",
    });
  }
  if (constant !== null) {
    for (const key of ["use", "overflow", "default"] as const) {
      const extra = keys[key];
      if (extra !== undefined)
        report(scope, "HMS_MAN_VALUE", extra.keySpan, `\`${key}\` has no meaning beside \`constant\``);
    }
  }
  if (from.length > 1 && keys.use === undefined) {
    report(
      scope,
      "HMS_MAN_MISSING",
      entry.span,
      `${what} reads ${from.length} paths and needs \`use\` to make one value of them`,
    );
  }
  return from.length > 0 || constant !== null ? rule : undefined;
}

function readAllowed(scope: YamlScope, value: Value | undefined): EventMapping["allowPii"] {
  if (value === undefined) return [];
  const entries = entriesOf(scope, value.node, value.span, "`allowPii`") ?? [];
  return entries.flatMap((entry) => {
    const reason = readText(scope, entry, `the reason for ${entry.key}`);
    return reason === undefined
      ? []
      : [{ path: { value: entry.key, span: entry.keySpan }, reason: reason.value }];
  });
}

/** One part of a JSON pointer (RFC 6901, section 3). */
function pointerPart(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
