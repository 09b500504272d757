import { ERROR_CATALOGUE, HmsSyncError, isHmsSyncError, type RecordProblem } from "@hms-sync/connector-api";

/** A problem document (RFC 9457) with the catalogue's code and what to do next. */
export interface Problem {
  /** `urn:hms-sync:error:` and the code. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly hint: string;
  /** All faults, when there are several. */
  readonly errors?: readonly Pick<RecordProblem, "path" | "code" | "message">[];
  /** Names and sizes that the error carries, for example `packet`. */
  readonly meta?: Readonly<Record<string, string | number | boolean>>;
}

/** Seconds after which a busy or stopping hub may be asked again. */
export const RETRY_AFTER_SECONDS = 5;

/** What an error looks like to the one who asked. An error that is not ours says only that it happened. */
export function problemOf(error: unknown): Problem {
  const known = isHmsSyncError(error)
    ? error
    : new HmsSyncError("HMS_HUB_INTERNAL", "the hub met an error that it did not expect");
  const { summary, status = 500 } = ERROR_CATALOGUE[known.code];
  return {
    type: `urn:hms-sync:error:${known.code}`,
    title: summary,
    status,
    detail: known.message,
    code: known.code,
    hint: known.hint,
    ...(known.problems.length > 0 && {
      errors: known.problems.map(({ path, code, message }) => ({ path, code, message })),
    }),
    ...(Object.keys(known.meta).length > 0 && { meta: known.meta }),
  };
}
