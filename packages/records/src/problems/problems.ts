import { recordInvalidError } from "./record-invalid-error.ts";
import type { ProblemCode, RecordProblem } from "./record-problem.ts";

/** Path of a field, `[]` where a table position belongs, and where it is declared. */
export type FieldNote = readonly [path: string, declared: string];

/** Collects the bad fields of one record. Costs nothing while there are none. */
export interface Problems {
  readonly fields: readonly FieldNote[];
  /** Positions in the tables around the field, outermost first. */
  readonly at: number[];
  /** Counters of DEPENDING ON as they were given, then as they were written; by their number. */
  readonly counts: unknown[];
  /** Place in the given bytes of an offset in the record at its maximum size; null where both are the same. */
  place: ((offset: number) => number) | null;
  list: RecordProblem[] | null;
}

/** Bytes of a field that a problem shows at most. */
const SHOWN_BYTES = 16;

export function startProblems(fields: readonly FieldNote[]): Problems {
  return { fields, at: [], counts: [], place: null, list: null };
}

/**
 * Notes a bad field, once.
 *
 * @param field index into the notes
 * @param offset when reading: of the byte that is wrong
 * @param bytes when reading: the record, in which the field has `length` bytes from `start`
 */
export function addProblem(
  problems: Problems,
  field: number,
  code: ProblemCode,
  message: string,
  offset?: number,
  bytes?: Uint8Array,
  start = 0,
  length = 0,
): void {
  const [pattern, declared] = problems.fields[field]!;
  let table = 0;
  const path = pattern.replaceAll("[]", () => `[${problems.at[table++]}]`);
  const shown = bytes?.subarray(start, start + Math.min(length, SHOWN_BYTES));
  const problem = {
    path,
    code,
    message,
    declared,
    ...(offset !== undefined && { offset: problems.place?.(offset) ?? offset }),
    ...(shown !== undefined && { bytes: Buffer.from(shown).toString("hex") }),
  };
  if (problems.list === null) problems.list = [problem];
  // a field that others depend on (a counter) is read more than once
  else if (!problems.list.some((known) => known.path === path && known.message === message))
    problems.list.push(problem);
}

/**
 * Ends a record.
 *
 * @throws HMS_REC_INVALID when there is a problem.
 */
export function throwProblems(record: string, problems: Problems): void {
  if (problems.list !== null) throw recordInvalidError(record, problems.list);
}
