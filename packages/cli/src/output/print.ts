import type { Invocation } from "../command-line/invocation.ts";

/** Writes the result of a command: `value` as one JSON document with `--json`, else the text for people. */
export function print(invocation: Invocation, value: unknown, text: () => string): void {
  const output = invocation.session.stdout;
  output.write(invocation.json ? `${JSON.stringify(value, null, output.isTTY === true ? 2 : 0)}\n` : text());
}
