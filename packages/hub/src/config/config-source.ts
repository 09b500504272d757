import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { type Finding, HmsSyncError, type SourceSpan } from "@hms-sync/connector-api";
import { describeError } from "@hms-sync/core";
import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument } from "yaml";

/** Where something stands in a configuration: names of members and positions in lists. */
export type ConfigPath = readonly (string | number)[];

/** What a configuration file says, and where it says it. */
export interface ConfigSource {
  readonly file: string;
  readonly value: unknown;
  /** Faults of the text itself. */
  readonly findings: readonly Finding[];
  /** Place of a value, or of a member's name; the beginning of the file where that is not known. */
  locate(path: ConfigPath, of: "value" | "name"): SourceSpan;
}

/**
 * Reads `.yaml`, `.yml` or `.json`, or imports `.ts`, `.js`, `.mjs`.
 *
 * @throws HMS_CFG_FILE when that is not possible.
 */
export async function readConfigSource(file: string): Promise<ConfigSource> {
  return /\.[cm]?[jt]s$/.test(file) ? await importSource(file) : await readYaml(file);
}

async function importSource(file: string): Promise<ConfigSource> {
  const span: SourceSpan = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  let module: { readonly default?: unknown };
  try {
    module = (await import(pathToFileURL(file).href)) as typeof module;
  } catch (cause) {
    throw unreadable(file, cause);
  }
  return { file, value: module.default, findings: [], locate: () => span };
}

async function readYaml(file: string): Promise<ConfigSource> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw unreadable(file, cause);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const span = (from: number, to: number): SourceSpan => {
    const start = lines.linePos(from);
    const end = lines.linePos(Math.max(from, to));
    return {
      file,
      line: start.line || 1,
      column: start.col || 1,
      endLine: end.line || 1,
      endColumn: end.col || 1,
    };
  };
  const spanOf = (node: Node | null | undefined): SourceSpan =>
    span(node?.range?.[0] ?? 0, node?.range?.[1] ?? 0);
  const findings = document.errors.map(
    ({ message, pos }): Finding => ({
      ...span(pos[0], pos[1]),
      code: "HMS_CFG_INVALID",
      severity: "error",
      message,
      suggestions: [],
    }),
  );
  return {
    file,
    value: findings.length > 0 ? undefined : (document.toJS() as unknown),
    findings,
    locate(path, of) {
      if (path.length === 0) return spanOf(document.contents as Node | null);
      const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
      const name = path.at(-1);
      const pair = isMap(parent)
        ? (parent.items as Pair[]).find(({ key }) => isScalar(key) && String(key.value) === String(name))
        : undefined;
      if (of === "name" && pair !== undefined) return spanOf(pair.key as Node);
      const node = document.getIn(path, true) as Node | undefined;
      // a member without a value is shown by its name
      return spanOf(node?.range === undefined ? ((pair?.key as Node | undefined) ?? (parent as Node)) : node);
    },
  };
}

function unreadable(file: string, cause: unknown): HmsSyncError {
  const { code } = cause as { readonly code?: unknown };
  const why =
    code === "ENOENT" || code === "ERR_MODULE_NOT_FOUND"
      ? "there is no such file"
      : describeError(cause).message;
  return new HmsSyncError("HMS_CFG_FILE", `${file} cannot be read: ${why}`, { cause, meta: { file } });
}
