import type { Finding } from "@hms-sync/connector-api";

export interface RenderOptions {
  /** Text of a file named in a finding; undefined when it is not at hand, which leaves the code frame out. */
  readonly readSource: (file: string) => string | undefined;
  readonly color: boolean;
  /** Findings shown, 50 by default; the total is always stated. */
  readonly limit?: number;
}

/** Longer lines are cut around the fault, so that a frame stays readable. */
const FRAME_WIDTH = 160;

/**
 * Findings as a person reads them, in the shape of the TypeScript compiler's own messages, so that editors can jump:
 * place, severity, code, message, the line with the fault underlined, and what to do next.
 *
 * Sorted by file, line and column; ends with the totals and a line end. Empty for no findings.
 */
export function renderFindings(findings: readonly Finding[], options: RenderOptions): string {
  if (findings.length === 0) return "";
  const paint = options.color ? colored : plain;
  const sorted = sortFindings(findings);
  const shown = sorted.slice(0, options.limit ?? 50);
  const sources = new Map<string, readonly string[] | undefined>();
  const blocks = shown.map((finding) => {
    if (!sources.has(finding.file)) {
      sources.set(finding.file, options.readSource(finding.file)?.split(/\r\n|\n|\r/));
    }
    return block(finding, sources.get(finding.file), paint);
  });
  return `${blocks.join("\n\n")}\n\n${totals(sorted, shown.length)}\n`;
}

/** Sorted by file, line, column and code: the same findings always read the same. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (left, right) =>
      compare(left.file, right.file) ||
      left.line - right.line ||
      left.column - right.column ||
      compare(left.code, right.code) ||
      compare(left.message, right.message),
  );
}

function block(finding: Finding, lines: readonly string[] | undefined, paint: Paint): string {
  const place = `${paint("file", finding.file)}:${finding.line}:${finding.column}`;
  const head = `${place} - ${paint(finding.severity, finding.severity)} ${paint("code", finding.code)}: ${finding.message}`;
  return [head, ...frame(finding, lines?.[finding.line - 1], paint), ...hints(finding, paint)].join("\n");
}

function frame(finding: Finding, line: string | undefined, paint: Paint): string[] {
  if (line === undefined) return [];
  const from = Math.min(finding.column - 1, line.length);
  // a fault over several lines is underlined to the end of its first
  const wanted = finding.endLine > finding.line ? line.length : finding.endColumn - 1;
  const to = Math.max(Math.min(wanted, line.length), from + 1);
  const cut = line.length > FRAME_WIDTH ? Math.max(0, Math.min(from - 40, line.length - FRAME_WIDTH)) : 0;
  const text = line.slice(cut, cut + FRAME_WIDTH);
  const number = String(finding.line);
  const prefix = cut > 0 ? "…" : "";
  // tabs stay tabs below, so the underline stands where the fault does at any tab width
  const indent = text.slice(0, from - cut).replace(/[^\t]/g, " ");
  const marks = "~".repeat(Math.min(to, cut + FRAME_WIDTH) - from || 1);
  return [
    `  ${paint("gutter", `${number} |`)} ${prefix}${text}`,
    `  ${paint("gutter", `${" ".repeat(number.length)} |`)} ${" ".repeat(prefix.length)}${indent}${paint(finding.severity, marks)}`,
  ];
}

function hints(finding: Finding, paint: Paint): string[] {
  const lines: string[] = [];
  if (finding.suggestions.length > 0) lines.push(`did you mean ${orList(finding.suggestions)}?`);
  if (finding.hint !== undefined) lines.push(finding.hint);
  return lines.map((line) => `  ${paint("hint", "hint:")} ${line}`);
}

function orList(names: readonly string[]): string {
  return names.length < 3 ? names.join(" or ") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

function totals(findings: readonly Finding[], shown: number): string {
  const errors = findings.filter((finding) => finding.severity === "error").length;
  const warnings = findings.length - errors;
  const parts = [
    ...(errors > 0 ? [counted(errors, "error")] : []),
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
  ];
  const files = new Set(findings.map((finding) => finding.file)).size;
  const more = shown < findings.length ? `, the first ${shown} are shown` : "";
  return `Found ${parts.join(" and ")} in ${counted(files, "file")}${more}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

type Role = "file" | "error" | "warning" | "code" | "gutter" | "hint";
type Paint = (role: Role, text: string) => string;

/** SGR parameters (ECMA-48 8.3.117). */
const COLORS: Readonly<Record<Role, string>> = {
  file: "36",
  error: "31",
  warning: "33",
  code: "90",
  gutter: "90",
  hint: "32",
};

const plain: Paint = (_, text) => text;
const colored: Paint = (role, text) => `\u001b[${COLORS[role]}m${text}\u001b[0m`;
