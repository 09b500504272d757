import type { AckPolicy } from "@hms-sync/connector-api";
import type { AckManifest, LayoutSource } from "./manifest.ts";
import { readLayout } from "./read-layout.ts";
import { POLICY_DEFAULTS } from "./read-policies.ts";
import { readDurationMs, readKeys, readList, readText, readWord, type Value } from "./read-values.ts";
import { entriesOf, report, type YamlEntry, type YamlScope } from "./yaml-scope.ts";

/** Keys that only an answer file needs. */
const FILE_KEYS = ["folder", "pattern", "layout", "match", "accepted"] as const;

/** Reads `ack`: where the outside system's answer comes from and what it means. */
export function readAck(
  scope: YamlScope,
  value: Value | undefined,
  main: LayoutSource | undefined,
): AckManifest {
  const defaults = POLICY_DEFAULTS.ack;
  const keys =
    value &&
    readKeys(scope, value, "`ack`", {
      required: ["from"],
      optional: [...FILE_KEYS, "reason", "poll", "deadline", "then"],
    });
  const from = readWord<AckPolicy["from"]>(
    scope,
    keys?.from,
    "`from`",
    ["transport", "file"],
    ["response", "poll", "callback"],
  )?.value;
  if (value !== undefined && from === "file") {
    for (const key of FILE_KEYS) {
      if (keys?.[key] === undefined) {
        report(
          scope,
          "HMS_MAN_MISSING",
          keys?.from?.span ?? value.span,
          `\`ack\` from a file needs the key \`${key}\``,
        );
      }
    }
  }
  if (from === "transport") {
    for (const key of [...FILE_KEYS, "reason", "poll", "then"] as const) {
      const extra = keys?.[key];
      if (extra !== undefined) {
        report(
          scope,
          "HMS_MAN_VALUE",
          extra.keySpan,
          `\`${key}\` has no meaning when the answer comes from the transport`,
        );
      }
    }
  }
  const folder = readText(scope, keys?.folder, "`folder`")?.value;
  const pattern = readText(scope, keys?.pattern, "`pattern`")?.value;
  return {
    policy: {
      from: from ?? defaults.from,
      ...(folder === undefined ? {} : { folder }),
      ...(pattern === undefined ? {} : { pattern }),
      pollMs: readDurationMs(scope, keys?.poll, "`poll`") ?? defaults.pollMs,
      deadlineMs: readDurationMs(scope, keys?.deadline, "`deadline`") ?? defaults.deadlineMs,
      // biome-ignore lint/suspicious/noThenProperty: the manifest calls it so, and its value is no function
      then:
        readWord<AckPolicy["then"]>(scope, keys?.then, "`then`", ["archive", "delete", "keep"])?.value ??
        defaults.then,
    },
    layout: readLayout(scope, keys?.layout, "the answer's `layout`", main) ?? null,
    match: readMatch(scope, keys?.match),
    accepted: readAccepted(scope, keys?.accepted),
    reason: readText(scope, keys?.reason, "`reason`") ?? null,
  };
}

function readMatch(scope: YamlScope, value: Value | undefined): AckManifest["match"] {
  if (value === undefined) return [];
  return someEntries(scope, value, "`match`").flatMap((entry) => {
    const sent = readText(scope, entry, `the sent field for ${entry.key}`);
    return sent === undefined ? [] : [{ answer: { value: entry.key, span: entry.keySpan }, sent }];
  });
}

function readAccepted(scope: YamlScope, value: Value | undefined): AckManifest["accepted"] {
  if (value === undefined) return [];
  return someEntries(scope, value, "`accepted`").map((entry) => ({
    answer: { value: entry.key, span: entry.keySpan },
    values: readList(scope, entry, `the values of ${entry.key}`, { orOne: true }).flatMap(
      (item) => readText(scope, item, `a value of ${entry.key}`) ?? [],
    ),
  }));
}

/** The entries of a map that must have some: an answer that nothing matches would never be heard. */
function someEntries(scope: YamlScope, value: Value, what: string): YamlEntry[] {
  const entries = entriesOf(scope, value.node, value.span, what);
  if (entries?.length === 0) report(scope, "HMS_MAN_VALUE", value.span, `${what} must not be empty`);
  return entries ?? [];
}
