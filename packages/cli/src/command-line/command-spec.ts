import type { ExitCode } from "./exit-codes.ts";
import type { Invocation } from "./invocation.ts";

/** A value given by position. */
export interface ArgumentSpec {
  readonly name: string;
  readonly summary: string;
  readonly required: boolean;
  /** Takes all that follow. */
  readonly many?: boolean;
  /** The only values there are. */
  readonly choices?: readonly string[];
}

/** A value given by name: `--listen HOST:PORT`, or a switch: `--check`. */
export interface OptionSpec {
  /** Without the dashes. */
  readonly name: string;
  /** One letter, without the dash. */
  readonly short?: string;
  /** Placeholder of the value; absent for a switch. */
  readonly value?: string;
  readonly summary: string;
  readonly required?: boolean;
  /** May be given several times. */
  readonly many?: boolean;
  readonly choices?: readonly string[];
  /** Shown in help; the command applies it. */
  readonly default?: string;
  /** Environment variable that stands in for it. */
  readonly environment?: string;
}

export interface ExampleSpec {
  readonly line: string;
  readonly summary: string;
}

/** One command as data: help, completion, the reference page and the parser are made from it. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  /** Sentences after the summary. */
  readonly description?: string;
  /** Heading it stands under in the help. */
  readonly group?: string;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  readonly examples?: readonly ExampleSpec[];
  readonly subcommands?: readonly CommandSpec[];
  /** Loads the command's module only when it runs. Absent where there are subcommands. */
  readonly run?: (invocation: Invocation) => Promise<ExitCode>;
}
