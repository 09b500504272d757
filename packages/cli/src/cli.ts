import { EXIT_CODES } from "./command-line/exit-codes.ts";
import { runCommandLine } from "./command-line/run-command-line.ts";
import { processSession } from "./command-line/session.ts";
import { renderError } from "./output/render-error.ts";
import { styleFor } from "./output/style.ts";

const session = processSession();

// What nobody awaits must not end as a bare stack with the exit code of a failed command.
process.on("uncaughtException", (error) => {
  const style = styleFor(session.stderr, session.environment);
  const json = process.argv.includes("--json");
  void renderError(error, { json, style, session }).then((text) => {
    session.stderr.write(text);
    process.exit(EXIT_CODES.internal);
  });
});

process.exitCode = await runCommandLine(process.argv.slice(2), session);
// Idle connections and watchers must not keep a finished command alive; what was written must still get out.
for (const stream of [process.stdout, process.stderr]) {
  if (stream.writableLength > 0) await new Promise<void>((resolve) => stream.write("", () => resolve()));
}
process.exit();
