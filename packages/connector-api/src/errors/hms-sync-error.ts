import type { RecordProblem } from "../binding.ts";
import { ERROR_CATALOGUE, type ErrorCode } from "./codes.ts";
import type { Finding, SourceSpan } from "./finding.ts";

const MARK = Symbol.for("hms-sync.error");

export interface ErrorDetails {
  /** What to do next; the catalogue's hint when absent. */
  readonly hint?: string;
  readonly where?: SourceSpan;
  /** Names and sizes, never payload values. */
  readonly meta?: Readonly<Record<string, string | number | boolean>>;
  readonly cause?: unknown;
  /** All faults, when the error stands for several: of a configuration or manifest … */
  readonly findings?: readonly Finding[];
  /** … or of a record. */
  readonly problems?: readonly RecordProblem[];
}

/** Every error that HMS Sync throws on purpose. Tell them apart by `code`, with `isHmsSyncError`. */
export class HmsSyncError extends Error {
  override readonly name = "HmsSyncError";
  readonly code: ErrorCode;
  readonly hint: string;
  readonly retry: "never" | "later";
  readonly where: SourceSpan | undefined;
  readonly meta: Readonly<Record<string, string | number | boolean>>;
  readonly findings: readonly Finding[];
  readonly problems: readonly RecordProblem[];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    const entry = ERROR_CATALOGUE[code];
    this.code = code;
    this.hint = details.hint ?? entry.hint;
    this.retry = entry.retry;
    this.where = details.where;
    this.meta = Object.freeze({ ...details.meta });
    this.findings = Object.freeze([...(details.findings ?? [])]);
    this.problems = Object.freeze([...(details.problems ?? [])]);
    Object.defineProperty(this, MARK, { value: true });
  }
}

/** True for an error of HMS Sync, of any copy of this package, and of the given code when there is one. */
export function isHmsSyncError(error: unknown, code?: ErrorCode): error is HmsSyncError {
  return (
    typeof error === "object" &&
    error !== null &&
    (error as { [MARK]?: boolean })[MARK] === true &&
    (code === undefined || (error as HmsSyncError).code === code)
  );
}

/**
 * Stops on a bug of ours: something that cannot be false, is.
 *
 * @throws Error, always without a code, since no user can cause it.
 */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`bug in HMS Sync: ${message}`);
}
