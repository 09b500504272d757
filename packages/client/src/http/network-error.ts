import { HmsSyncError } from "@hms-sync/connector-api";

/** Codes of a connection that was never made: the hub has seen nothing of the request. */
const UNREACHED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** True when the hub cannot have seen the request. */
export function isUnreached(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && UNREACHED.has(code);
}

/** What a failed connection means to the caller. */
export function networkError(error: unknown, origin: string): HmsSyncError {
  const code = codeOf(error);
  const meta = { origin, ...(code === undefined ? {} : { reason: code }) };
  const why = code === undefined ? "" : ` (${code})`;
  if (isUnreached(error)) {
    return new HmsSyncError("HMS_NET_NO_HUB", `no hub answers at ${origin}${why}`, { meta });
  }
  return new HmsSyncError("HMS_NET_HUB_LOST", `the hub at ${origin} did not finish its answer${why}`, {
    meta,
  });
}

/** Node tries every address of a name at once and wraps what went wrong in one error. */
function codeOf(error: unknown): string | undefined {
  const { code, errors } = error as { code?: unknown; errors?: readonly unknown[] };
  if (typeof code === "string") return code;
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : undefined;
}
