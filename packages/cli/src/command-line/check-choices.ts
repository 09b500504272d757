import type { CommandSpec } from "./command-spec.ts";
import type { ParsedLine } from "./create-invocation.ts";
import { didYouMean, usageError } from "./usage-error.ts";

/**
 * Checks the values that have a list to choose from; the parser's own check has no nearest name.
 *
 * @throws HMS_CLI_USAGE for a value that is not in its list.
 */
export function checkChoices(
  spec: Pick<CommandSpec, "arguments" | "options">,
  path: string,
  line: ParsedLine,
): void {
  const check = (shown: string, value: unknown, choices: readonly string[] | undefined): void => {
    if (choices === undefined || typeof value !== "string" || choices.includes(value)) return;
    const all = `choose from ${choices.join(", ")}`;
    throw usageError(`${path}: ${shown} cannot be ${value}`, didYouMean(value, choices) ?? all);
  };
  for (const argument of spec.arguments ?? []) {
    check(`<${argument.name}>`, line.arguments[argument.name], argument.choices);
  }
  for (const option of spec.options ?? []) {
    check(`--${option.name}`, line.options[option.name], option.choices);
  }
}
