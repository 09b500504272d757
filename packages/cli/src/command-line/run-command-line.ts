import { readFileSync } from "node:fs";
import { isHmsSyncError } from "@hms-sync/connector-api";
import { CommanderError } from "commander";
import { commandTree } from "../command-tree/command-tree.ts";
import { renderError } from "../output/render-error.ts";
import { styleFor } from "../output/style.ts";
import { buildProgram } from "./build-program.ts";
import { createInvocation } from "./create-invocation.ts";
import { EXIT_CODES, type ExitCode } from "./exit-codes.ts";
import type { Session } from "./session.ts";

/**
 * Runs one command line (without node and script) and gives the exit code. Never throws: every failure is shown on
 * standard error, as JSON when the line asks for JSON.
 */
export async function runCommandLine(line: readonly string[], session: Session): Promise<ExitCode> {
  const style = styleFor(session.stdout, session.environment);
  const errorStyle = styleFor(session.stderr, session.environment);
  let exitCode: ExitCode = EXIT_CODES.fine;
  const program = buildProgram({
    tree: commandTree,
    version: packageVersion(),
    session,
    style,
    errorStyle,
    async dispatch(spec, parsed) {
      const json = parsed.options["json"] === true || parsed.options["format"] === "json";
      const invocation = createInvocation(spec, parsed, { session, json, style, errorStyle });
      exitCode = (await spec.run?.(invocation)) ?? EXIT_CODES.fine;
    },
  });
  try {
    await program.parseAsync([...line], { from: "user" });
    return exitCode;
  } catch (error) {
    // `hms-sync` alone shows the help too, but nothing was done
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.fine : EXIT_CODES.usage;
    session.stderr.write(await renderError(error, { json: asksForJson(line), style: errorStyle, session }));
    return exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): ExitCode {
  if (!isHmsSyncError(error)) return EXIT_CODES.internal;
  return error.code === "HMS_CLI_USAGE" ? EXIT_CODES.usage : EXIT_CODES.failed;
}

/** Looks at the raw line, since a wrong one may never be parsed. */
function asksForJson(line: readonly string[]): boolean {
  return line.some(
    (word, index) =>
      word === "--json" || word === "--format=json" || (word === "--format" && line[index + 1] === "json"),
  );
}

function packageVersion(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
