import { type ErrorCode, HmsSyncError, isHmsSyncError } from "@hms-sync/connector-api";
import { asStoreError } from "./sqlite-error.ts";

/** An error as data, to cross from one thread to another. */
export interface ErrorData {
  /** Absent for a bug. */
  readonly code?: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly meta?: Readonly<Record<string, string | number | boolean>>;
}

/** Takes an error apart. */
export function toErrorData(thrown: unknown): ErrorData {
  const error = asStoreError(thrown);
  if (isHmsSyncError(error)) {
    return { code: error.code, message: error.message, hint: error.hint, meta: error.meta };
  }
  return { message: error instanceof Error ? error.message : String(error) };
}

/** Puts an error together again, with the stack of the thread that waits for it. */
export function fromErrorData(data: ErrorData): Error {
  if (data.code === undefined) return new Error(data.message);
  return new HmsSyncError(data.code, data.message, {
    ...(data.hint !== undefined && { hint: data.hint }),
    ...(data.meta !== undefined && { meta: data.meta }),
  });
}
