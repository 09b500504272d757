import { recordInvalidError } from "./record-invalid-error.ts";

/**
 * What can be wrong with a field.
 *
 * Writing: `wrong-type`, `too-long` (text), `not-in-code-page`, `overflow` (digits before the point), `not-exact` (digits
 * behind it), `negative-in-unsigned`, `table-length`. Reading: `bad-digit`, `bad-sign`, `overflow`, `not-in-code-page`,
 * `short-record`, `long-record`. Checking names: `unknown-field`. Files: `bad-framing`.
 */
export type ProblemCode =
  | "wrong-type"
  | "too-long"
  | "not-in-code-page"
  | "overflow"
  | "not-exact"
  | "negative-in-unsigned"
  | "table-length"
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
}

/** Path of a field, `[]` where a table position belongs, and where it is declared. */
export type FieldNote = readonly [path: string, declared: string];

/** Collects the bad fields of one record. Costs nothing while there are none. */
export interface Problems {
  readonly fields: readonly FieldNote[];
  /** Positions in the tables around the field, outermost first. */
  readonly at: number[];
  list: RecordProblem[] | null;
}

export function startProblems(fields: readonly FieldNote[]): Problems {
  return { fields, at: [], list: null };
}

/** @param field index into the notes */
export function addProblem(
  problems: Problems,
  field: number,
  code: ProblemCode,
  message: string,
  offset?: number,
): void {
  const [pattern, declared] = problems.fields[field]!;
  let table = 0;
  const path = pattern.replaceAll("[]", () => `[${problems.at[table++]}]`);
  const problem = { path, code, message, declared, ...(offset !== undefined && { offset }) };
  if (problems.list === null) problems.list = [problem];
  else problems.list.push(problem);
}

/**
 * Ends a record.
 *
 * @throws HMS_REC_INVALID when there is a problem.
 */
export function throwProblems(record: string, problems: Problems): void {
  if (problems.list !== null) throw recordInvalidError(record, problems.list);
}
