import type { Readable, Writable } from "node:stream";
import { type Clock, systemClock } from "@hms-sync/connector-api";

/** A stream that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Everything of the process that a command may touch. */
export interface Session {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly folder: string;
  readonly clock: Clock;
  /**
   * Calls `listener` on each SIGINT and SIGTERM instead of ending the process, and when the `npx` or `npm run` that
   * started it has ended; returns how to stop that.
   */
  onStopSignal(listener: () => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}

/** The session of this process. A reader that went away (`| head`) ends it quietly. */
export function processSession(): Session {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  }
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    folder: process.cwd(),
    clock: systemClock,
    onStopSignal(listener) {
      const unwatch = process.env["npm_command"] === undefined ? () => {} : onParentEnd(() => listener());
      const signalled = (): void => {
        unwatch();
        listener();
      };
      process.on("SIGINT", signalled);
      process.on("SIGTERM", signalled);
      return () => {
        unwatch();
        process.off("SIGINT", signalled);
        process.off("SIGTERM", signalled);
      };
    },
    exit: (code) => process.exit(code),
  };
}

const PARENT_CHECK_MS = 500;

/**
 * npm puts a shell between itself and what it runs, and the shell passes no signal on: who stops `npx hms-sync start`
 * would leave the hub running. A parent that is gone is therefore taken as the signal.
 */
function onParentEnd(ended: () => void): () => void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    ended();
  }, PARENT_CHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
