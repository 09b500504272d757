import type { RecordProblem } from "../problems/record-problem.ts";

/** The part of a `RecordLayout` that tells names. */
export interface FieldPaths {
  readonly fields: readonly { readonly path: string }[];
}

/**
 * Members of a record that its layout does not have.
 *
 * Types tell a writer in TypeScript; a record that comes as JSON needs this, or a misspelt field would be written as
 * blanks. An unknown name is the caller's own data and is not shown: the group it stands in and its position are.
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
      for (const [index, [key, member]] of Object.entries(value).entries()) {
        const path = plain === "" ? key : `${plain}.${key}`;
        if (known.has(path)) visit(member, path, shown === "" ? key : `${shown}.${key}`);
        else {
          problems.push({
            path: shown,
            code: "unknown-field",
            message: `member ${index + 1} is no field of the layout`,
          });
        }
      }
    }
  }
}
