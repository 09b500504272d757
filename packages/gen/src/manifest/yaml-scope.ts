import type { ErrorCode, Finding, SourceSpan } from "@hms-sync/connector-api";
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
} from "yaml";

/** A text of YAML being read: positions, and the findings so far. */
export interface YamlScope {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly findings: Finding[];
}

/** A key of a map with its value. */
export interface YamlEntry {
  readonly key: string;
  readonly keySpan: SourceSpan;
  /** Null when nothing stands behind the key. */
  readonly node: Node | null;
  readonly span: SourceSpan;
}

/** Opens a text. Faults of the YAML itself are findings at once; the document is still usable for positions. */
export function openYaml(file: string, text: string): YamlScope {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
  const scope: YamlScope = { file, document, lines, findings: [] };
  for (const fault of document.errors) {
    report(scope, "HMS_MAN_SYNTAX", spanBetween(scope, fault.pos[0], fault.pos[1]), fault.message);
  }
  return scope;
}

/** Adds an error. */
export function report(
  scope: YamlScope,
  code: ErrorCode,
  span: SourceSpan,
  message: string,
  more: { readonly hint?: string; readonly suggestions?: readonly string[] } = {},
): void {
  scope.findings.push({
    ...span,
    code,
    severity: "error",
    message,
    ...(more.hint === undefined ? {} : { hint: more.hint }),
    suggestions: more.suggestions ?? [],
  });
}

/** Where a node stands; the beginning of the file for nothing. */
export function spanOf(scope: YamlScope, node: Node | null | undefined): SourceSpan {
  const range = node?.range;
  return range === null || range === undefined
    ? spanBetween(scope, 0, 0)
    : spanBetween(scope, range[0], range[1]);
}

function spanBetween(scope: YamlScope, from: number, to: number): SourceSpan {
  const start = scope.lines.linePos(from);
  const end = scope.lines.linePos(Math.max(from, to));
  return {
    file: scope.file,
    line: Math.max(start.line, 1),
    column: Math.max(start.col, 1),
    endLine: Math.max(end.line, 1),
    endColumn: Math.max(end.col, 1),
  };
}

/** Follows an alias (`*name`) to what it stands for. */
export function resolved(scope: YamlScope, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(scope.document) ?? null) : node;
}

/** What a node is, in words for messages. */
export function kindOf(scope: YamlScope, node: Node | null): string {
  const real = resolved(scope, node);
  if (isMap(real)) return "a map";
  if (isSeq(real)) return "a list";
  if (!isScalar(real) || real.value === null) return "nothing";
  return typeof real.value === "string" ? "text" : `a ${typeof real.value}`;
}

/**
 * The entries of a map, in their order.
 *
 * A key given twice is reported with `duplicate` and its second entry left out. What is no map is reported too.
 */
export function entriesOf(
  scope: YamlScope,
  node: Node | null,
  at: SourceSpan,
  what: string,
  duplicate: ErrorCode = "HMS_MAN_DUPLICATE",
): YamlEntry[] | undefined {
  const real = resolved(scope, node);
  if (!isMap(real)) {
    report(scope, "HMS_MAN_VALUE", at, `${what} must be a map, but is ${kindOf(scope, node)}`);
    return undefined;
  }
  const entries: YamlEntry[] = [];
  for (const pair of real.items) {
    const keyNode = pair.key as ParsedNode | null;
    const keySpan = spanOf(scope, keyNode);
    if (!isScalar(keyNode)) {
      report(scope, "HMS_MAN_VALUE", keySpan, `a key of ${what} must be plain text`);
      continue;
    }
    const key = keyNode.source ?? String(keyNode.value);
    const before = entries.find((entry) => entry.key === key);
    if (before !== undefined) {
      const message = `${key} stands twice in ${what}, first in line ${before.keySpan.line}`;
      report(scope, duplicate, keySpan, message);
      continue;
    }
    const value = (pair.value ?? null) as Node | null;
    const empty = value === null || (isScalar(value) && value.value === null && value.source === "");
    entries.push({ key, keySpan, node: value, span: empty ? keySpan : spanOf(scope, value) });
  }
  return entries;
}
