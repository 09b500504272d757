/**
 * What can be wrong with a field.
 *
 * Writing: `wrong-type`, `too-long` (text), `not-in-code-page`, `overflow` (digits before the point), `not-exact` (digits
 * behind it), `negative-in-unsigned`, `table-length`, `two-branches` (of a REDEFINES). Reading: `bad-digit`, `bad-sign`,
 * `overflow`, `not-in-code-page`, `table-length` (a counter), `no-branch` (no rule for a REDEFINES), `short-record`, `long-record`. Checking names: `unknown-field`. Files: `bad-framing`.
 */
export type ProblemCode =
  | "wrong-type"
  | "too-long"
  | "not-in-code-page"
  | "overflow"
  | "not-exact"
  | "negative-in-unsigned"
  | "table-length"
  | "two-branches"
  | "no-branch"
  | "bad-digit"
  | "bad-sign"
  | "short-record"
  | "long-record"
  | "unknown-field"
  | "bad-framing";

/** A bad field of a record: `RecordProblem` of `@hms-sync/connector-api`, which this package cannot import. */
export interface RecordProblem {
  /** `LINES[2].CHARGE`. */
  readonly path: string;
  readonly code: ProblemCode;
  /** Names the rule and sizes; never the value. */
  readonly message: string;
  /** `file:line` */
  readonly declared?: string;
  /** Bytes from the start of the record, or of the file for `bad-framing`. */
  readonly offset?: number;
  /** When reading: the field's bytes in hexadecimal, at most 16. They may be personal data: for people, not for logs. */
  readonly bytes?: string;
}
