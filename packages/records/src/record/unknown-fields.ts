import type { RecordProblem } from "../problems/problems.ts";

/** The part of a `RecordLayout` that tells names. */
export interface FieldPaths {
  readonly fields: readonly { readonly path: string }[];
}

/**
 * Names in a record that its layout does not have.
 *
 * Types tell a writer in TypeScript; a record that comes as JSON needs this, or a misspelt field would be written as
 * blanks. Names of the layout are safe to print, unknown ones are the caller's own data: they are not in the message.
 */
export function unknownFields(layout: FieldPaths, record: unknown): RecordProblem[] {
  const known = new Set<string>();
  for (const { path } of layout.fields) {
    const parts = path.split(".");
    for (let end = 1; end <= parts.length; end++) known.add(parts.slice(0, end).join("."));
  }
  const problems: RecordProblem[] = [];
  visit(record, "", "");
  return problems;

  function visit(value: unknown, plain: string, shown: string): void {
    if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) visit(element, plain, `${shown}[${index}]`);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, member] of Object.entries(value)) {
        const path = plain === "" ? key : `${plain}.${key}`;
        const place = shown === "" ? key : `${shown}.${key}`;
        if (known.has(path)) visit(member, path, place);
        else problems.push({ path: place, code: "unknown-field", message: "is no field of the record" });
      }
    }
  }
}
