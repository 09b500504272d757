import { Argument, Command, type CommanderError, Option } from "commander";
import { GLOBAL_OPTIONS } from "../command-tree/shared-options.ts";
import type { Style } from "../output/style.ts";
import { argumentTerm } from "./argument-term.ts";
import { checkChoices } from "./check-choices.ts";
import type { CommandSpec, OptionSpec } from "./command-spec.ts";
import type { ParsedLine } from "./create-invocation.ts";
import type { Session } from "./session.ts";
import { usageErrorFrom } from "./usage-error.ts";

/** Called with the command that the line names, once it is parsed. */
export type Dispatch = (spec: CommandSpec, line: ParsedLine) => Promise<void>;

export interface ProgramParts {
  readonly tree: CommandSpec;
  readonly version: string;
  readonly session: Session;
  readonly style: Style;
  readonly errorStyle: Style;
  readonly dispatch: Dispatch;
}

/**
 * The parser for a command tree. It prints help and the version itself and throws HMS_CLI_USAGE for a wrong line; the
 * commander error that remains (`commander.help…`, `commander.version`) only says that all was printed.
 */
export function buildProgram(parts: ProgramParts): Command {
  const program = buildCommand(parts.tree, parts.tree.name, parts);
  return program.version(parts.version, "-V, --version", "Print the version");
}

function buildCommand(spec: CommandSpec, path: string, parts: ProgramParts): Command {
  const { session, style } = parts;
  const command = new Command(spec.name).description(
    spec.description === undefined ? spec.summary : `${spec.summary}.\n\n${spec.description}`,
  );
  command.summary(spec.summary);
  command
    .configureOutput({
      writeOut: (text) => session.stdout.write(text),
      writeErr: (text) => session.stderr.write(text),
      outputError: () => undefined,
      getOutHelpWidth: () => session.stdout.columns ?? 100,
      getErrHelpWidth: () => session.stderr.columns ?? 100,
      getOutHasColors: () => parts.style.colored,
      getErrHasColors: () => parts.errorStyle.colored,
    })
    .configureHelp({
      subcommandTerm: (subcommand) =>
        [subcommand.name(), ...subcommand.registeredArguments.map(termOf)].join(" "),
      styleTitle: style.bold,
      styleCommandText: style.name,
      styleSubcommandText: style.name,
      styleOptionText: style.name,
      styleArgumentText: style.name,
    })
    .helpOption("-h, --help", "Print this help");
  const options = [...(spec.options ?? []), ...GLOBAL_OPTIONS];
  for (const argument of spec.arguments ?? []) {
    command.addArgument(new Argument(argumentTerm(argument), argument.summary));
  }
  for (const option of options) command.addOption(buildOption(option));
  if (spec.examples !== undefined) command.addHelpText("after", () => examplesText(spec, style));
  command.exitOverride((error) => stop(error, spec, path, options));
  if (spec.subcommands === undefined) {
    command.action(async () => {
      const values = command.optsWithGlobals<Record<string, string | boolean | string[]>>();
      const line = { arguments: namedArguments(spec, command), options: namedOptions(options, values) };
      checkChoices({ ...spec, options }, path, line);
      await parts.dispatch(spec, line);
    });
    return command;
  }
  command.commandsGroup(spec === parts.tree ? "Other:" : "Commands:");
  if (spec === parts.tree) command.helpCommand("help [command]", "Print the help of a command");
  else command.helpCommand(false);
  for (const subcommand of spec.subcommands) {
    const built = buildCommand(subcommand, `${path} ${subcommand.name}`, parts);
    if (subcommand.group !== undefined) built.helpGroup(subcommand.group);
    command.addCommand(built);
  }
  return command;
}

/** Commander's own `help` command has no spec of ours. */
function termOf(argument: Argument): string {
  return argumentTerm({ name: argument.name(), required: argument.required, many: argument.variadic });
}

function buildOption(spec: OptionSpec): Option {
  const short = spec.short === undefined ? "" : `-${spec.short}, `;
  const value = spec.value === undefined ? "" : ` <${spec.value}>`;
  const option = new Option(`${short}--${spec.name}${value}`, describeOption(spec));
  if (spec.required === true) option.makeOptionMandatory();
  if (spec.many === true) {
    option.argParser((text: string, before: string[] | undefined) => [...(before ?? []), text]);
  }
  return option;
}

function describeOption(spec: OptionSpec): string {
  const notes = [
    ...(spec.many === true ? ["repeatable"] : []),
    ...(spec.choices === undefined ? [] : [spec.choices.join(" | ")]),
    ...(spec.default === undefined ? [] : [`default: ${spec.default}`]),
    ...(spec.environment === undefined ? [] : [`env: ${spec.environment}`]),
  ];
  return notes.length === 0 ? spec.summary : `${spec.summary} (${notes.join("; ")})`;
}

function examplesText(spec: CommandSpec, style: Style): string {
  const lines = (spec.examples ?? []).map(({ line, summary }) => `  ${line}\n      ${style.dim(summary)}\n`);
  return `\n${style.bold("Examples:")}\n${lines.join("")}`;
}

function stop(error: CommanderError, spec: CommandSpec, path: string, options: readonly OptionSpec[]): never {
  if (error.code.startsWith("commander.help") || error.code === "commander.version") throw error;
  throw usageErrorFrom(
    error,
    spec,
    path,
    options.map((option) => option.name),
  );
}

function namedArguments(spec: CommandSpec, command: Command): ParsedLine["arguments"] {
  return Object.fromEntries(
    (spec.arguments ?? []).map((argument, index) => [
      argument.name,
      command.processedArgs[index] as string | string[] | undefined,
    ]),
  );
}

function namedOptions(
  options: readonly OptionSpec[],
  values: Readonly<Record<string, string | boolean | string[]>>,
): ParsedLine["options"] {
  const attribute = (name: string): string =>
    name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(options.map((option) => [option.name, values[attribute(option.name)]]));
}
