import {
  type LayoutField,
  nearestNames,
  type RecordLayout,
  type RecordProblem,
} from "@hms-sync/connector-api";

/** The names of a record, nested as its JSON is. */
export interface FieldTree {
  /** An elementary field; undefined for the record and its groups. */
  readonly field?: LayoutField;
  readonly children: ReadonlyMap<string, FieldTree>;
}

/** A layout's names as a tree, so that a record can be walked along with it. */
export function fieldTree(layout: RecordLayout): FieldTree {
  interface Growing {
    field?: LayoutField;
    readonly children: Map<string, Growing>;
  }
  const root: Growing = { children: new Map() };
  for (const field of layout.fields) {
    let node = root;
    for (const name of field.path.split(".")) {
      let child = node.children.get(name);
      if (child === undefined) {
        child = { children: new Map() };
        node.children.set(name, child);
      }
      node = child;
    }
    node.field = field;
  }
  return root;
}

/** True when the record has a name that the tree has not. Cheap: nothing is made for a good record. */
export function hasUnknownNames(tree: FieldTree, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((element) => hasUnknownNames(tree, element));
  if (typeof value !== "object" || value === null) return false;
  for (const name of Object.keys(value)) {
    const child = tree.children.get(name);
    if (child === undefined || hasUnknownNames(child, (value as Record<string, unknown>)[name])) return true;
  }
  return false;
}

/**
 * The names of a record that the tree has not, with the nearest right ones.
 *
 * A name that is near none may be a payload value in the wrong place: it is told by its position.
 */
export function unknownNames(tree: FieldTree, value: unknown, path = ""): RecordProblem[] {
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => unknownNames(tree, element, `${path}[${index}]`));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member], index) => {
    const child = tree.children.get(name);
    const place = path === "" ? name : `${path}.${name}`;
    if (child !== undefined) return unknownNames(child, member, place);
    const near = nearestNames(name, tree.children.keys());
    if (near.length === 0) return [unknownName(path, `member ${index + 1} is no field of the layout`)];
    return [unknownName(place, `is no field of the layout; did you mean ${near.join(" or ")}?`)];
  });
}

function unknownName(path: string, message: string): RecordProblem {
  return { path, code: "unknown-field", message };
}

/** The record with every field's value replaced by what `fit` makes of it; groups and tables keep their form. */
export function mapFields(
  tree: FieldTree,
  value: unknown,
  fit: (value: unknown, field: LayoutField) => unknown,
): unknown {
  if (Array.isArray(value)) return value.map((element) => mapFields(tree, element, fit));
  if (tree.field !== undefined) return fit(value, tree.field);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const child = tree.children.get(name);
      return [name, child === undefined ? member : mapFields(child, member, fit)];
    }),
  );
}
