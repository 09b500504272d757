import type { ProfileSettings } from "../source/layout.ts";

/** What generated code needs besides its functions: imports and constants, collected while it is made. */
export interface CodeContext {
  readonly settings: ProfileSettings;
  /** Imports from `@hms-sync/records/codegen-v1`. */
  readonly runtime: Set<string>;
  /** Constants: expression to name. */
  readonly constants: Map<string, string>;
}

/** Takes a function or type of the run-time part into the file's imports. */
export function use(context: CodeContext, name: string): string {
  context.runtime.add(name);
  return name;
}

/** A constant of the file for an expression, the same one each time: `BINARY_1`. */
export function constant(context: CodeContext, prefix: string, expression: string): string {
  let name = context.constants.get(expression);
  if (name === undefined) {
    const count = [...context.constants.values()].filter((known) => known.startsWith(prefix)).length;
    name = `${prefix}_${count + 1}`;
    context.constants.set(expression, name);
  }
  return name;
}
