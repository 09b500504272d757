import { alternatives, isOpen, type JsonSchema } from "./json-schema.ts";

/**
 * What a schema says about one place of a payload, prepared for a quick walk. Deeper places are worked out when they are
 * first needed, so that a schema that contains itself comes to an end.
 */
export interface PayloadShape {
  /** Members of other names are permitted. */
  readonly isOpen: boolean;
  /** Undefined for a name that the schema does not know. */
  member(name: string): PayloadShape | undefined;
  /** What members of other names are. */
  rest(): PayloadShape;
  /** What members of a list are. */
  item(): PayloadShape;
}

/** The shape of a whole payload. */
export function payloadShape(root: JsonSchema): PayloadShape {
  return shapeOf(root, alternatives(root, root));
}

function shapeOf(root: JsonSchema, nodes: readonly JsonSchema[]): PayloadShape {
  const objects = nodes.filter((node) => node.properties !== undefined || isOpen(node));
  const known = new Map<string, () => PayloadShape>();
  for (const name of new Set(objects.flatMap((node) => Object.keys(node.properties ?? {})))) {
    known.set(
      name,
      later(root, () =>
        objects.flatMap((node) =>
          node.properties !== undefined && Object.hasOwn(node.properties, name)
            ? [node.properties[name]!]
            : [],
        ),
      ),
    );
  }
  return {
    // where the schema says nothing of an object, everything is kept
    isOpen: objects.length === 0 || objects.some(isOpen),
    member: (name) => known.get(name)?.(),
    rest: later(root, () => objects.map((node) => node.additionalProperties)),
    item: later(root, () => nodes.flatMap((node) => [...(node.prefixItems ?? []), node.items])),
  };
}

function later(
  root: JsonSchema,
  parts: () => readonly (JsonSchema | boolean | undefined)[],
): () => PayloadShape {
  let shape: PayloadShape | undefined;
  return () => {
    shape ??= shapeOf(
      root,
      parts().flatMap((part) => (typeof part === "object" ? alternatives(root, part) : [])),
    );
    return shape;
  };
}
