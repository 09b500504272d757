import type { ArgumentSpec } from "./command-spec.ts";

/** An argument as usage lines show it: `<file>`, `[manifest...]`. */
export function argumentTerm({
  name,
  required,
  many,
}: Pick<ArgumentSpec, "name" | "required" | "many">): string {
  const shown = many === true ? `${name}...` : name;
  return required ? `<${shown}>` : `[${shown}]`;
}
