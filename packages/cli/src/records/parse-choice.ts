import { usageError } from "../command-line/usage-error.ts";

/** `FIELD=VALUE:NAME`: what has VALUE in FIELD is NAME. */
export interface Choice {
  readonly field: string;
  readonly value: string;
  readonly name: string;
}

/**
 * Reads the values of an option that tells things apart by a field.
 *
 * @throws HMS_CLI_USAGE for a value of another form.
 */
export function parseChoice(option: string, text: string, example: string): Choice {
  const [, field, value, name] = /^\s*([^=:\s]+)\s*=(.*):\s*([^:\s]+)\s*$/.exec(text) ?? [];
  if (field === undefined || value === undefined || name === undefined) {
    throw usageError(`--${option} ${text} is not FIELD=VALUE:NAME`, `for example --${option} ${example}`);
  }
  return { field, value, name };
}

/** True when a name of the command line means a COBOL name or a name of records. */
export function sameName(left: string, right: string): boolean {
  const plain = (name: string): string => name.toUpperCase().replaceAll("-", "_");
  return plain(left) === plain(right);
}
