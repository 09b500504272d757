import { isHmsSyncError } from "@hms-sync/connector-api";

/** An error as it may be logged and shown. */
export interface ErrorDescription {
  readonly code?: string;
  readonly message: string;
}

/**
 * Describes any thrown value without its payload.
 *
 * Errors of HMS Sync are worded to be shown. Errors of the operating system carry only addresses and paths. Every other
 * message may quote a value (a transform that throws, a parser that repeats its input), so only its kind and the place
 * it came from are given.
 */
export function describeError(error: unknown): ErrorDescription {
  if (isHmsSyncError(error)) return { code: error.code, message: error.message };
  if (!(error instanceof Error)) return { message: `a thrown ${typeof error}` };
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code === "string" && typeof syscall === "string") {
    return { code, message: `${syscall} failed with ${code}` };
  }
  const place = placeOf(error);
  return {
    ...(typeof code === "string" && /^[A-Z][A-Z0-9_]*$/.test(code) ? { code } : {}),
    message: `${kindOf(error)}${place === undefined ? "" : ` at ${place}`} (message left out: it may hold payload values)`,
  };
}

function kindOf(error: Error): string {
  const name = error.constructor.name;
  return /^[A-Za-z]\w{0,60}$/.test(name) ? name : "Error";
}

/** File, line and column of the topmost frame; V8 writes `at name (file:line:column)`. */
function placeOf(error: Error): string | undefined {
  // the stack starts with the message, which may look like a frame itself
  const stack = error.stack ?? "";
  const head = `${error.name}: ${error.message}`;
  const frames = stack.startsWith(head) ? stack.slice(head.length) : "";
  const frame = /\n\s+at .*?([^/\\()\s]+:\d+:\d+)\)?(?:\n|$)/.exec(frames);
  return frame?.[1];
}
