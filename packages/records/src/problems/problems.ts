import { recordInvalidError } from "./record-invalid-error.ts";
import type { ProblemCode, RecordProblem } from "./record-problem.ts";

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
