export type { ArgumentSpec, CommandSpec, ExampleSpec, OptionSpec } from "./command-line/command-spec.ts";
export { type CommandReference, commandReference } from "./command-reference.ts";
