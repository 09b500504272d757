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
  /** Calls `listener` on each SIGINT and SIGTERM instead of ending the process; returns how to stop that. */
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
      process.on("SIGINT", listener);
      process.on("SIGTERM", listener);
      return () => {
        process.off("SIGINT", listener);
        process.off("SIGTERM", listener);
      };
    },
    exit: (code) => process.exit(code),
  };
}
