import { invariant } from "@hms-sync/connector-api";
import type { ErrorData } from "../error-data.ts";

/** One connection of the store and the code that uses it, as its owner sees it. */
export interface Thread {
  /** Rejects with what was thrown over there, or with HMS_STO_STOPPED when the thread ends before it answers. */
  call(name: string, input?: unknown): Promise<unknown>;
  /** Lets the thread close its connection and end. */
  close(): Promise<void>;
}

/** What a thread does when it is called by name. */
export type ThreadHandlers = Readonly<Record<string, (input: never) => unknown>> & {
  /** The last call. */
  close(): void;
};

/** Opens a connection to the database file; the first call of every thread. */
export type OpenHandlers = (path: string) => ThreadHandlers;

/** A call as it crosses to a thread. */
export interface ThreadCall {
  readonly call: number;
  readonly name: string;
  readonly input: unknown;
}

/** The answer, with the number of its call. */
export type ThreadAnswer =
  | { readonly call: number; readonly value: unknown }
  | { readonly call: number; readonly error: ErrorData };

/** Answers calls one after the other: first `open`, last `close`. */
export function createCallHandler(open: OpenHandlers): (name: string, input: unknown) => unknown {
  let handlers: ThreadHandlers | undefined;
  return (name, input) => {
    if (name === "open") {
      handlers = open(input as string);
      return undefined;
    }
    // a thread that could not open is closed all the same
    if (name === "close") return handlers?.close();
    invariant(handlers !== undefined, "a thread of the store was called before it was opened");
    return handlers[name]!(input as never);
  };
}
