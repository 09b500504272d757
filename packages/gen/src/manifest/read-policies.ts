import type {
  ConnectorPolicy,
  DedupePolicy,
  FilePolicy,
  OrderPolicy,
  RetryPolicy,
} from "@hms-sync/connector-api";
import { isScalar } from "yaml";
import type { Spanned } from "./manifest.ts";
import {
  readDurationMs,
  readKeys,
  readList,
  readNumber,
  readText,
  readWord,
  type Value,
} from "./read-values.ts";
import { report, resolved, type YamlScope } from "./yaml-scope.ts";

const HOUR = 3_600_000;

/** What holds where a manifest says nothing. */
export const POLICY_DEFAULTS: ConnectorPolicy = Object.freeze<ConnectorPolicy>({
  order: { key: "entity", after: "sent", onReject: "continue" },
  dedupe: false,
  retry: {
    delaysMs: [60_000, 5 * 60_000, 30 * 60_000, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR],
    jitter: 0.2,
    maxAgeMs: 72 * HOUR,
  },
  file: { name: "{packetId}.dat" },
  // biome-ignore lint/suspicious/noThenProperty: the manifest calls it so, and its value is no function
  ack: { from: "transport", pollMs: 2_000, deadlineMs: 24 * HOUR, then: "archive" },
});

export function readOrder(scope: YamlScope, value: Value | undefined): OrderPolicy {
  const defaults = POLICY_DEFAULTS.order;
  const keys = value && readKeys(scope, value, "`order`", { optional: ["key", "after", "onReject"] });
  return {
    key: readWord<OrderPolicy["key"]>(scope, keys?.key, "`key`", ["entity", "none"])?.value ?? defaults.key,
    after:
      readWord<OrderPolicy["after"]>(scope, keys?.after, "`after`", ["sent", "acked"])?.value ??
      defaults.after,
    onReject:
      readWord<OrderPolicy["onReject"]>(scope, keys?.onReject, "`onReject`", ["continue", "park"])?.value ??
      defaults.onReject,
  };
}

/** `dedupe: false`, `{ by: packet }`, or `{ by: [paths], window }`; the paths keep their place for later checks. */
export function readDedupe(
  scope: YamlScope,
  value: Value | undefined,
): { policy: DedupePolicy; paths: Spanned<string>[] } {
  if (value === undefined) return { policy: POLICY_DEFAULTS.dedupe, paths: [] };
  const node = resolved(scope, value.node);
  if (isScalar(node) && node.value === false) return { policy: false, paths: [] };
  const keys = readKeys(scope, value, "`dedupe`", { required: ["by"], optional: ["window"] });
  const windowMs = readDurationMs(scope, keys?.window, "`window`");
  const by = resolved(scope, keys?.by?.node ?? null);
  if (isScalar(by)) {
    readWord(scope, keys?.by, "`by`", ["packet"]);
    if (keys?.window !== undefined) {
      report(scope, "HMS_MAN_VALUE", keys.window.keySpan, "`window` has no meaning with `by: packet`");
    }
    return { policy: { by: "packet" }, paths: [] };
  }
  const paths = readList(scope, keys?.by, "`by`").flatMap(
    (item) => readText(scope, item, "a path in `by`") ?? [],
  );
  const policy = { by: paths.map((path) => path.value), ...(windowMs === undefined ? {} : { windowMs }) };
  return { policy, paths };
}

export function readRetry(scope: YamlScope, value: Value | undefined): RetryPolicy {
  const defaults = POLICY_DEFAULTS.retry;
  const keys = value && readKeys(scope, value, "`retry`", { optional: ["delays", "jitter", "maxAge"] });
  const delaysMs = readList(scope, keys?.delays, "`delays`", { mayBeEmpty: true }).flatMap(
    (item) => readDurationMs(scope, item, "a delay") ?? [],
  );
  return {
    delaysMs: keys?.delays === undefined ? defaults.delaysMs : delaysMs,
    jitter: readNumber(scope, keys?.jitter, "`jitter`", 0, 1) ?? defaults.jitter,
    maxAgeMs: readDurationMs(scope, keys?.maxAge, "`maxAge`") ?? defaults.maxAgeMs,
  };
}

const NAME_PARTS = /\{(packetId|deliveryId|seq:(?:[1-9]|1[0-8])|date:(?:yyyy|MM|dd|HH|mm|ss|-|_)+)\}/g;

export function readFilePolicy(scope: YamlScope, value: Value | undefined): FilePolicy {
  const keys = value && readKeys(scope, value, "`file`", { optional: ["name", "marker"] });
  const name = readText(scope, keys?.name, "`name`");
  const marker = readText(scope, keys?.marker, "`marker`");
  if (name !== undefined) checkFileName(scope, name);
  if (marker !== undefined && /[/\\{}]/.test(marker.value)) {
    report(scope, "HMS_MAN_VALUE", marker.span, "`marker` is the end of a file name, such as .done");
  }
  return {
    name: name?.value ?? POLICY_DEFAULTS.file.name,
    ...(marker === undefined ? {} : { marker: marker.value }),
  };
}

function checkFileName(scope: YamlScope, name: Spanned<string>): void {
  const text = name.value.replace(NAME_PARTS, "");
  if (/[{}]/.test(text)) {
    report(scope, "HMS_MAN_VALUE", name.span, "`name` has a part in braces that is not known", {
      hint: "known: {packetId}, {deliveryId}, {seq:6}, {date:yyyyMMdd}",
    });
  } else if (/[/\\\0]/.test(text)) {
    report(scope, "HMS_MAN_VALUE", name.span, "`name` is a file name and may hold no folder", {
      hint: "put the folder into `endpoint`",
    });
  } else if (!/\{(packetId|deliveryId|seq)/.test(name.value)) {
    // without it two deliveries share a name, and after a crash nobody can tell which of them the file is
    report(scope, "HMS_MAN_VALUE", name.span, "`name` is the same for every delivery", {
      hint: "put {packetId}, {deliveryId} or {seq:6} into it",
    });
  }
}
