import type { Invocation } from "../command-line/invocation.ts";
import type { Output } from "../command-line/session.ts";

/** Writes the result of a command: `value` as one JSON document with `--json`, else the text for people. */
export function print(invocation: Invocation, value: unknown, text: () => string): void {
  const output = invocation.session.stdout;
  output.write(invocation.json ? `${JSON.stringify(value, null, output.isTTY === true ? 2 : 0)}\n` : text());
}

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
