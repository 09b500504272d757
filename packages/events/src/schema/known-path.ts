import { alternatives, type JsonSchema } from "./json-schema.ts";

/** A place in a payload, named only by what the schema knows. */
export interface KnownPath {
  /** `ticket.data.documents[2].type`; a name that the schema does not know is `*`. Empty for the payload itself. */
  readonly path: string;
  /** What the schema says about this place; empty where it says nothing. */
  readonly nodes: readonly JsonSchema[];
}

/**
 * Renders the path of a fault without showing a name that came with the payload.
 *
 * Validators put unknown keys and record keys into their paths; those are data of a citizen as much as values are.
 */
export function knownPath(root: JsonSchema, parts: readonly PropertyKey[]): KnownPath {
  let path = "";
  let nodes: readonly JsonSchema[] = alternatives(root, root);
  for (const part of parts) {
    const step = stepInto(root, nodes, part);
    path += step.label === "*" || !step.index ? `${path === "" ? "" : "."}${step.label}` : `[${step.label}]`;
    nodes = step.nodes;
  }
  return { path, nodes };
}

interface Step {
  readonly label: string;
  readonly index: boolean;
  readonly nodes: readonly JsonSchema[];
}

function stepInto(root: JsonSchema, nodes: readonly JsonSchema[], part: PropertyKey): Step {
  const name = String(part);
  const next: JsonSchema[] = [];
  let known = false;
  let index = false;
  for (const node of nodes) {
    if (node.properties !== undefined && typeof part !== "symbol" && Object.hasOwn(node.properties, name)) {
      known = true;
      next.push(...alternatives(root, node.properties[name]!));
    } else if (node.items !== undefined || node.prefixItems !== undefined) {
      // a number in text could be a record's key, and such a key is data
      index ||= typeof part === "number";
      const item = index ? (node.prefixItems?.[Number(part)] ?? node.items) : undefined;
      if (typeof item === "object") next.push(...alternatives(root, item));
    } else if (typeof node.additionalProperties === "object") {
      next.push(...alternatives(root, node.additionalProperties));
    }
  }
  return { label: known || index ? name : "*", index: index && !known, nodes: next };
}
