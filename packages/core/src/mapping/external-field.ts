import { type LayoutField, nearestNames, type RecordLayout } from "@hms-sync/connector-api";

export type FieldLookup =
  | { readonly found: LayoutField }
  | { readonly found: undefined; readonly several: readonly string[]; readonly nearest: readonly string[] };

/** Fields that hold a value: groups have no picture. */
export function elementaryFields(layout: RecordLayout): readonly LayoutField[] {
  return layout.fields.filter((field) => field.picture !== "");
}

/** Finds a field by its whole path, or by its last part where only one field has it. */
export function findField(layout: RecordLayout, name: string): FieldLookup {
  const fields = elementaryFields(layout);
  const whole = fields.find((field) => field.path === name);
  if (whole !== undefined) return { found: whole };
  const short = fields.filter((field) => field.path.endsWith(`.${name}`));
  if (short.length === 1) return { found: short[0]! };
  const paths = fields.map((field) => field.path);
  return { found: undefined, several: short.map((field) => field.path), nearest: nearestNames(name, paths) };
}
