import { ERROR_CATALOGUE, type ErrorCode, type Finding, type SourceSpan } from "@hms-sync/connector-api";

/** Codes of this reader. */
export type CopybookCode = Extract<ErrorCode, `HMS_CPY_${string}`>;

export interface FindingDetails {
  readonly severity?: Finding["severity"];
  /** What to do next; the catalogue's hint when absent. */
  readonly hint?: string;
  readonly suggestions?: readonly string[];
}

/** Collects what is wrong with a text, so that a person sees all of it at once. */
export interface FindingList {
  add(code: CopybookCode, span: SourceSpan, message: string, details?: FindingDetails): void;
  hasErrors(): boolean;
  /** In the order of the text. */
  sorted(): readonly Finding[];
}

export function createFindingList(): FindingList {
  const findings: Finding[] = [];
  return {
    add(code, span, message, details = {}) {
      findings.push({
        code,
        severity: details.severity ?? "error",
        message,
        hint: details.hint ?? ERROR_CATALOGUE[code].hint,
        suggestions: details.suggestions ?? [],
        file: span.file,
        line: span.line,
        column: span.column,
        endLine: span.endLine,
        endColumn: span.endColumn,
      });
    },
    hasErrors: () => findings.some((finding) => finding.severity === "error"),
    sorted: () => findings.sort((left, right) => left.line - right.line || left.column - right.column),
  };
}
