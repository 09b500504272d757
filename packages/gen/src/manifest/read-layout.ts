import type { Framing } from "@hms-sync/connector-api";
import type { LayoutSource, Spanned } from "./manifest.ts";
import { readKeys, readLiteral, readText, readWord, type Value } from "./read-values.ts";
import { entriesOf, report, type YamlScope } from "./yaml-scope.ts";

const PROFILES = ["ibm", "ibm-ascii", "gnucobol", "microfocus"] as const;
const UNBUILT_SOURCES = ["wsdl", "csv", "sql"];

/**
 * Reads a `layout` block.
 *
 * @param inherited the connector's own layout: an answer's layout takes profile, encoding, settings and framing from it
 * where it gives none.
 */
export function readLayout(
  scope: YamlScope,
  value: Value | undefined,
  what: string,
  inherited?: LayoutSource,
): LayoutSource | undefined {
  if (value === undefined) return undefined;
  const keys = readKeys(scope, value, what, {
    optional: ["copybook", "record", "profile", "encoding", "set", "framing"],
    unbuilt: UNBUILT_SOURCES,
  });
  if (keys === undefined) return undefined;
  const file = readText(scope, keys.copybook, "`copybook`");
  const unbuilt = entriesOf(scope, value.node, value.span, what)?.some((entry) =>
    UNBUILT_SOURCES.includes(entry.key),
  );
  if (keys.copybook === undefined && unbuilt !== true) {
    report(scope, "HMS_MAN_MISSING", value.span, `${what} needs a source: the key \`copybook\``);
  }
  if (keys.profile === undefined && inherited === undefined) {
    report(scope, "HMS_MAN_MISSING", value.span, `${what} needs the key \`profile\``, {
      hint: `say which COBOL wrote the record: ${PROFILES.join(", ")}`,
    });
  }
  const profile = readWord(scope, keys.profile, "`profile`", PROFILES) ?? inherited?.profile;
  const framing = readWord<Framing>(scope, keys.framing, "`framing`", ["none", "lf", "crlf"], ["rdw", "bdw"]);
  const record = readText(scope, keys.record, "`record`") ?? null;
  // another profile brings its own encoding and settings; only the same one inherits them
  const same = keys.profile === undefined ? inherited : undefined;
  const encoding = readText(scope, keys.encoding, "`encoding`") ?? same?.encoding ?? null;
  const set = readSettings(scope, keys.set) ?? same?.set ?? [];
  if (file === undefined || profile === undefined) return undefined;
  return {
    kind: "copybook",
    file,
    record,
    profile,
    encoding,
    set,
    framing: framing?.value ?? inherited?.framing ?? "none",
    span: value.span,
  };
}

function readSettings(scope: YamlScope, value: Value | undefined): LayoutSource["set"] | undefined {
  if (value === undefined) return undefined;
  const entries = entriesOf(scope, value.node, value.span, "`set`") ?? [];
  return entries.flatMap((entry) => {
    const literal = readLiteral(scope, entry, `the setting \`${entry.key}\``);
    if (literal === undefined) return [];
    const text: Spanned<string> = { value: String(literal.value), span: literal.span };
    return [{ ...text, name: entry.key, nameSpan: entry.keySpan }];
  });
}
