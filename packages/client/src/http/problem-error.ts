import { HmsSyncError, isErrorCode, type RecordProblem } from "@hms-sync/connector-api";

/** A problem document (RFC 9457) as the hub writes it. */
interface Problem {
  readonly code?: unknown;
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly hint?: unknown;
  readonly errors?: unknown;
  readonly meta?: unknown;
}

/**
 * The error that a problem document stands for: the hub's own code, text and hint, and every fault in `problems`.
 *
 * An answer without a known code comes from a newer hub, or from something in front of it.
 */
export function problemError(status: number, text: string, origin: string): HmsSyncError {
  const problem = readProblem(text);
  const { code } = problem;
  if (typeof code !== "string" || !isErrorCode(code)) {
    return new HmsSyncError(
      "HMS_NET_NOT_A_HUB",
      `${origin} answered ${status} without an error of HMS Sync`,
      {
        meta: { origin, status },
      },
    );
  }
  const message =
    [problem.detail, problem.title].find((part) => typeof part === "string") ?? `the hub answered ${status}`;
  return new HmsSyncError(code, message, {
    ...(typeof problem.hint === "string" ? { hint: problem.hint } : {}),
    problems: faultsOf(problem.errors),
    meta: { ...metaOf(problem.meta), status },
  });
}

function metaOf(meta: unknown): Record<string, string | number | boolean> {
  if (typeof meta !== "object" || meta === null) return {};
  return Object.fromEntries(
    Object.entries(meta).filter(([, value]) => ["string", "number", "boolean"].includes(typeof value)),
  );
}

function readProblem(text: string): Problem {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? body : {};
  } catch {
    return {};
  }
}

function faultsOf(errors: unknown): RecordProblem[] {
  if (!Array.isArray(errors)) return [];
  return errors
    .filter((fault) => typeof fault === "object" && fault !== null)
    .map(({ path, code, message }: Record<string, unknown>) => ({
      path: String(path ?? ""),
      code: String(code ?? ""),
      message: String(message ?? ""),
    }));
}
