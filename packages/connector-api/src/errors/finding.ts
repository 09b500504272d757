import type { ErrorCode } from "./codes.ts";

/** Where in a text: lines and columns count from 1, the end is exclusive. */
export interface SourceSpan {
  /** Relative to the working directory, or absolute. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A fault in a text that a person wrote, returned as data: checks give all of them at once. */
export interface Finding extends SourceSpan {
  readonly code: ErrorCode;
  readonly severity: "error" | "warning";
  readonly message: string;
  /** What to do next, one sentence. */
  readonly hint?: string;
  /** Nearest right names, best first. */
  readonly suggestions: readonly string[];
}

/** True when at least one finding is an error. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === "error");
}
