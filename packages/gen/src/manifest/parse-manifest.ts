import type { Finding } from "@hms-sync/connector-api";
import { isMap, isScalar } from "yaml";
import type { Manifest } from "./manifest.ts";
import { readAck } from "./read-ack.ts";
import { readEvents } from "./read-events.ts";
import { readLayout } from "./read-layout.ts";
import { readDedupe, readFilePolicy, readOrder, readRetry } from "./read-policies.ts";
import { readKeys, readText, readWord, type Value } from "./read-values.ts";
import { openYaml, report, resolved, spanOf, type YamlScope } from "./yaml-scope.ts";

/** What reading a manifest gives: the manifest when it can be bound, and every fault. */
export interface ParsedManifest {
  readonly manifest: Manifest | null;
  readonly findings: readonly Finding[];
  /** The text being read; turns pointers of generated code back into positions. */
  readonly scope: YamlScope;
}

/**
 * Reads a manifest against the full form, all faults at once.
 *
 * @param file path as findings shall show it
 */
export function parseManifest(file: string, text: string): ParsedManifest {
  const scope = openYaml(file, text);
  if (scope.findings.length > 0) return { manifest: null, findings: scope.findings, scope };
  const manifest = readManifest(scope);
  // two rules for one field leave a manifest whose other rules can still be checked
  const usable = scope.findings.every((finding) => finding.code === "HMS_MAP_DUPLICATE");
  return { manifest: usable ? (manifest ?? null) : null, findings: scope.findings, scope };
}

function readManifest(scope: YamlScope): Manifest | undefined {
  const top = { ...spanOf(scope, null), endColumn: 1 };
  const keys = readKeys(scope, { key: "", node: scope.document.contents, span: top }, "the manifest", {
    required: ["hms", "id", "protocol", "endpoint", "layout", "events"],
    optional: ["password", "settings", "needs", "order", "dedupe", "retry", "file", "ack"],
    unbuilt: ["tables", "batch", "window"],
  });
  if (keys === undefined) return undefined;
  readVersion(scope, keys.hms);
  const id = readText(scope, keys.id, "`id`");
  if (id !== undefined && !/^[a-z][a-z0-9_]{0,62}$/.test(id.value)) {
    report(
      scope,
      "HMS_MAN_VALUE",
      id.span,
      "`id` is made of small letters, digits and `_`, begins with a letter and has at most 63",
    );
  }
  const protocol = readText(scope, keys.protocol, "`protocol`");
  const endpoint = readEndpoint(scope, keys.endpoint);
  const password = readSecret(scope, keys.password);
  const settings = readSettings(scope, keys.settings);
  const layout = readLayout(scope, keys.layout, "`layout`");
  const events = readEvents(scope, keys.events);
  readWord(scope, keys.needs, "`needs`", ["full"], ["diff"]);
  const order = readOrder(scope, keys.order);
  const dedupe = readDedupe(scope, keys.dedupe);
  const retry = readRetry(scope, keys.retry);
  const filePolicy = readFilePolicy(scope, keys.file);
  const ack = readAck(scope, keys.ack, layout);
  if (id === undefined || protocol === undefined || endpoint === undefined || layout === undefined)
    return undefined;
  return {
    file: scope.file,
    id: id.value,
    protocol: protocol.value,
    endpoint,
    password: password ?? null,
    settings: settings ?? null,
    layout,
    events,
    needs: "full",
    order,
    dedupe: dedupe.policy,
    dedupePaths: dedupe.paths,
    retry,
    filePolicy,
    ack,
  };
}

function readVersion(scope: YamlScope, value: Value | undefined): void {
  if (value === undefined) return;
  const node = resolved(scope, value.node);
  if (isScalar(node) && node.value === 1) return;
  report(scope, "HMS_MAN_VALUE", value.span, "`hms` is the version of the manifest's form and must be 1");
}

const REFERENCE = /^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$/;

function readEndpoint(scope: YamlScope, value: Value | undefined): string | undefined {
  const endpoint = readText(scope, value, "`endpoint`");
  if (endpoint === undefined || REFERENCE.test(endpoint.value)) return endpoint?.value;
  if (!/^[a-z][a-z0-9+.-]*:\/\/./i.test(endpoint.value)) {
    report(
      scope,
      "HMS_MAN_VALUE",
      endpoint.span,
      "`endpoint` must be a URL, or a reference `env:NAME` or `file:PATH`",
    );
  } else if (/^[^/]+:\/\/[^/@]*:[^/@]*@/.test(endpoint.value)) {
    report(scope, "HMS_MAN_SECRET", endpoint.span, "`endpoint` holds a password", {
      hint: "leave the password out of the URL and write `password: env:NAME`",
    });
  }
  return endpoint.value;
}

function readSecret(scope: YamlScope, value: Value | undefined): string | undefined {
  const secret = readText(scope, value, "`password`");
  if (secret !== undefined && !REFERENCE.test(secret.value)) {
    report(scope, "HMS_MAN_SECRET", secret.span, "`password` must be a reference `env:NAME` or `file:PATH`");
  }
  return secret?.value;
}

function readSettings(scope: YamlScope, value: Value | undefined): Record<string, unknown> | undefined {
  if (value === undefined) return undefined;
  const node = resolved(scope, value.node);
  if (isMap(node)) return node.toJS(scope.document) as Record<string, unknown>;
  report(scope, "HMS_MAN_VALUE", value.span, "`settings` must be a map");
  return undefined;
}
