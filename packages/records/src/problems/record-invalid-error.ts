import type { RecordProblem } from "./record-problem.ts";

/** The mark by which `isHmsSyncError` of `@hms-sync/connector-api` knows an error of HMS Sync. */
const MARK = Symbol.for("hms-sync.error");

/** Problems named in the error's text; all of them are in `problems`. */
const SHOWN = 5;

/**
 * HMS_REC_INVALID as this package throws it.
 *
 * Generated code and this package import nothing of HMS Sync, so that a generated record can be used alone; the error
 * therefore has the shape and the mark of `HmsSyncError` without being its class.
 */
export interface RecordInvalidError extends Error {
  readonly name: "HmsSyncError";
  readonly code: "HMS_REC_INVALID";
  readonly hint: string;
  readonly retry: "never";
  readonly where: undefined;
  readonly meta: Readonly<Record<string, string | number | boolean>>;
  readonly findings: readonly never[];
  readonly problems: readonly RecordProblem[];
}

export function recordInvalidError(record: string, problems: readonly RecordProblem[]): RecordInvalidError {
  const shown = problems.slice(0, SHOWN).map(({ path, message, declared }) => {
    const place = declared === undefined ? "" : ` [${declared}]`;
    return `${path === "" ? "" : `${path} `}${message}${place}`;
  });
  const more = problems.length > SHOWN ? `; and ${problems.length - SHOWN} more` : "";
  const error = new Error(`${record}: ${shown.join("; ")}${more}`);
  Object.defineProperty(error, MARK, { value: true });
  return Object.assign(error, {
    name: "HmsSyncError",
    code: "HMS_REC_INVALID",
    hint: "Correct the fields listed, or choose an overflow policy for them in the manifest.",
    retry: "never",
    where: undefined,
    meta: Object.freeze({ record, problems: problems.length }),
    findings: Object.freeze([]),
    problems: Object.freeze([...problems]),
  } as const);
}

export function isRecordInvalidError(error: unknown): error is RecordInvalidError {
  return error instanceof Error && MARK in error && (error as { code?: unknown }).code === "HMS_REC_INVALID";
}
