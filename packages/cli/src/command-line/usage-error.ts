import { HmsSyncError, nearestNames } from "@hms-sync/connector-api";
import type { CommanderError } from "commander";
import type { CommandSpec } from "./command-spec.ts";

/** A fault of the command line itself: exit code 2. */
export function usageError(message: string, hint?: string): HmsSyncError {
  return new HmsSyncError("HMS_CLI_USAGE", message, hint === undefined ? {} : { hint });
}

/** `did you mean a or b?`, or undefined when nothing is near. */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const names = nearestNames(name, known);
  return names.length === 0 ? undefined : `did you mean ${names.join(" or ")}?`;
}

/** The parser's complaint about `spec` (called `path` on the command line) in our words, with the nearest right name. */
export function usageErrorFrom(
  error: CommanderError,
  spec: CommandSpec,
  path: string,
  options: readonly string[],
): HmsSyncError {
  const message = error.message.replace(/^error: /, "");
  const help = `see ${path} --help`;
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? "";
  switch (error.code) {
    case "commander.unknownOption": {
      const name = quoted.replace(/=.*$/s, "");
      const near = didYouMean(
        name,
        options.map((option) => `--${option}`),
      );
      return usageError(`${path} has no option ${name}`, near ?? help);
    }
    case "commander.unknownCommand": {
      const known = spec.subcommands?.map((command) => command.name) ?? [];
      const all = `there are ${known.join(", ")}`;
      return usageError(`${path} has no command ${quoted}`, didYouMean(quoted, known) ?? all);
    }
    case "commander.missingArgument":
      return usageError(`${path} needs <${quoted}>: ${summaryOf(spec, quoted)}`, help);
    case "commander.missingMandatoryOptionValue":
      return usageError(`${path} needs ${quoted}`, help);
    case "commander.optionMissingArgument":
      return usageError(`${quoted} needs a value`, help);
    case "commander.excessArguments": {
      const count = spec.arguments?.length ?? 0;
      const expected = count === 0 ? "no arguments" : `${count} argument${count === 1 ? "" : "s"}`;
      return usageError(`${path} takes ${expected}: ${message.replace(/^.*got /, "got ")}`, help);
    }
    default:
      return usageError(`${path}: ${message}`, help);
  }
}

function summaryOf(spec: CommandSpec, argument: string): string {
  const summary = spec.arguments?.find((candidate) => candidate.name === argument)?.summary ?? "";
  return summary.charAt(0).toLowerCase() + summary.slice(1);
}
