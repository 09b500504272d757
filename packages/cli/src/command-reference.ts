import { argumentTerm } from "./command-line/argument-term.ts";
import type { ArgumentSpec, CommandSpec, ExampleSpec, OptionSpec } from "./command-line/command-spec.ts";
import { commandTree } from "./command-tree/command-tree.ts";
import { GLOBAL_OPTIONS } from "./command-tree/shared-options.ts";

/** One command as the reference page shows it. */
export interface CommandReference {
  /** As typed: `hms-sync packets list`. */
  readonly path: string;
  /** `hms-sync layout [options] <file>`. */
  readonly usage: string;
  readonly summary: string;
  readonly description?: string;
  /** Heading of the command (or of its parent) in the help, without a colon. */
  readonly group: string;
  readonly arguments: readonly ArgumentSpec[];
  /** Without those that every command takes. */
  readonly options: readonly OptionSpec[];
  readonly examples: readonly ExampleSpec[];
}

/** Every command that can be called, in the order of the help, and the options that all of them take. */
export function commandReference(): {
  readonly globalOptions: readonly OptionSpec[];
  readonly commands: readonly CommandReference[];
} {
  return { globalOptions: GLOBAL_OPTIONS, commands: [...leaves(commandTree, "", "")] };
}

function* leaves(spec: CommandSpec, parent: string, parentGroup: string): Generator<CommandReference> {
  const path = parent === "" ? spec.name : `${parent} ${spec.name}`;
  const group = spec.group?.replace(/:$/, "") ?? parentGroup;
  if (spec.subcommands !== undefined) {
    for (const subcommand of spec.subcommands) yield* leaves(subcommand, path, group);
    return;
  }
  yield {
    path,
    usage: [path, "[options]", ...(spec.arguments ?? []).map(argumentTerm)].join(" "),
    summary: spec.summary,
    ...(spec.description === undefined ? {} : { description: spec.description }),
    group,
    arguments: spec.arguments ?? [],
    options: spec.options ?? [],
    examples: spec.examples ?? [],
  };
}
