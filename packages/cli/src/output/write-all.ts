import type { Output } from "../command-line/session.ts";

/** Writes and waits while the reader is slower, so that memory stays flat. */
export function writeAll(output: Output, chunk: string | Uint8Array): Promise<void> | undefined {
  if (output.write(chunk)) return undefined;
  return new Promise((resolve, reject) => {
    const done = (): void => {
      output.off("error", failed);
      resolve();
    };
    const failed = (error: Error): void => {
      output.off("drain", done);
      reject(error);
    };
    output.once("drain", done);
    output.once("error", failed);
  });
}
