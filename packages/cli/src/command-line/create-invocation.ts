import { invariant } from "@hms-sync/connector-api";
import type { CommandSpec } from "./command-spec.ts";
import type { Invocation } from "./invocation.ts";

/** What the parser found, by name. */
export interface ParsedLine {
  readonly arguments: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

/** Gives the parsed line to a command by name; asking for a name the command does not declare is a bug. */
export function createInvocation(
  spec: CommandSpec,
  line: ParsedLine,
  surroundings: Pick<Invocation, "session" | "json" | "style" | "errorStyle">,
): Invocation {
  const argument = (name: string): string | readonly string[] | undefined => {
    invariant(
      spec.arguments?.some((candidate) => candidate.name === name),
      `${spec.name} has no argument ${name}`,
    );
    return line.arguments[name];
  };
  const option = (name: string): string | boolean | readonly string[] | undefined => {
    const declared = spec.options?.find((candidate) => candidate.name === name);
    invariant(declared, `${spec.name} has no option --${name}`);
    const given = line.options[name];
    if (given !== undefined || declared.environment === undefined) return given;
    return surroundings.session.environment[declared.environment] || undefined;
  };
  const optionalArgument = (name: string): string | undefined => {
    const value = argument(name);
    return typeof value === "string" ? value : undefined;
  };
  return {
    ...surroundings,
    optionalArgument,
    argument(name) {
      const value = optionalArgument(name);
      invariant(value !== undefined, `the argument ${name} of ${spec.name} is not required`);
      return value;
    },
    argumentList(name) {
      const value = argument(name);
      return Array.isArray(value) ? (value as readonly string[]) : [];
    },
    text(name) {
      const value = option(name);
      return typeof value === "string" ? value : undefined;
    },
    list(name) {
      const value = option(name);
      return Array.isArray(value) ? (value as readonly string[]) : [];
    },
    flag: (name) => option(name) === true,
  };
}
