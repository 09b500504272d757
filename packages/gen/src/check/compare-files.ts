import type { Finding, SourceSpan } from "@hms-sync/connector-api";

/** What happened, or would happen, to a generated file. */
export type FileStatus = "written" | "unchanged" | "missing" | "stale" | "extra" | "removed";

export interface GeneratedFile {
  /** As findings show it. */
  readonly path: string;
  readonly status: FileStatus;
}

/** How a file on disk differs from what it should be, as a finding; undefined when it does not. */
export function compareFile(path: string, wanted: string, found: string | undefined): Finding | undefined {
  if (found === wanted) return undefined;
  const at = (line: number): SourceSpan => ({ file: path, line, column: 1, endLine: line, endColumn: 1 });
  const finding = {
    severity: "error",
    suggestions: [],
    hint: "run `npm run generate` and commit it",
  } as const;
  if (found === undefined)
    return { ...at(1), ...finding, code: "HMS_GEN_MISSING", message: "this file is missing" };
  const { line, diff } = shortDiff(found, wanted);
  return { ...at(line), ...finding, code: "HMS_GEN_STALE", message: `this file is not up to date:\n${diff}` };
}

/** A generated file that nothing produces any more. */
export function extraFile(path: string): Finding {
  return {
    file: path,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    code: "HMS_GEN_EXTRA",
    severity: "error",
    message: "no manifest produces this file any more",
    hint: "run `npm run generate`, which removes it",
    suggestions: [],
  };
}

/** Lines shown of each side. */
const SHOWN = 4;

/** The lines between the common beginning and the common end, at most a few of each side. */
function shortDiff(found: string, wanted: string): { readonly line: number; readonly diff: string } {
  const left = found.split("\n");
  const right = wanted.split("\n");
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (end < left.length - start && end < right.length - start && left.at(-1 - end) === right.at(-1 - end))
    end++;
  const side = (lines: string[], sign: string): string[] => {
    const changed = lines.slice(start, lines.length - end);
    const shown = changed.slice(0, SHOWN).map((line) => `  ${sign} ${line.replace(/\r$/, "␍")}`.trimEnd());
    const more = changed.length - shown.length;
    return more > 0 ? [...shown, `  ${sign} … ${more} more`] : shown;
  };
  return { line: start + 1, diff: [...side(left, "-"), ...side(right, "+")].join("\n") };
}
