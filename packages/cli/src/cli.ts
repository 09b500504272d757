import { runCommandLine } from "./command-line/run-command-line.ts";
import { processSession } from "./command-line/session.ts";

process.exitCode = await runCommandLine(process.argv.slice(2), processSession());
// Idle connections and watchers must not keep a finished command alive; what was written must still get out.
for (const stream of [process.stdout, process.stderr]) {
  if (stream.writableLength > 0) await new Promise<void>((resolve) => stream.write("", () => resolve()));
}
process.exit();
