import type { ErrorData } from "../error-data.ts";

/** What a thread is started with. */
export interface ThreadData {
  /** The database file. */
  readonly path: string;
}

/** A call to a thread; answers come in any order. */
export interface ThreadCall {
  /** From 1. */
  readonly call: number;
  readonly name: string;
  readonly input: unknown;
}

/** Call 0 is the start itself. */
export type ThreadAnswer =
  | { readonly call: number; readonly value: unknown }
  | { readonly call: number; readonly error: ErrorData };
