import type { ErrorCode, Finding, SourceSpan } from "@hms-sync/connector-api";

/** More than a message: what to do next, and the nearest right names. */
export interface FindingExtras {
  readonly hint?: string;
  readonly suggestions?: readonly string[];
}

/** Collects what binding finds, so that all of it is shown at once. */
export interface FindingSink {
  readonly findings: Finding[];
  error(code: ErrorCode, span: SourceSpan, message: string, extras?: FindingExtras): void;
  warning(code: ErrorCode, span: SourceSpan, message: string, extras?: FindingExtras): void;
}

export function findingSink(): FindingSink {
  const findings: Finding[] = [];
  const add = (
    severity: Finding["severity"],
    code: ErrorCode,
    span: SourceSpan,
    message: string,
    extras: FindingExtras = {},
  ): void => {
    findings.push({
      file: span.file,
      line: span.line,
      column: span.column,
      endLine: span.endLine,
      endColumn: span.endColumn,
      code,
      severity,
      message,
      ...(extras.hint === undefined ? {} : { hint: extras.hint }),
      suggestions: extras.suggestions ?? [],
    });
  };
  return {
    findings,
    error: (code, span, message, extras) => add("error", code, span, message, extras),
    warning: (code, span, message, extras) => add("warning", code, span, message, extras),
  };
}
