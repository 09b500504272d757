/** The part of JSON Schema (draft 2020-12) that event schemas use. Everything else is carried along unread. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema | false;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly description?: string;
  /** Set by `pii()`. */
  readonly pii?: boolean;
}

/**
 * Follows `$ref`s within one document until a node that is none.
 *
 * A reference that leads nowhere, or only to itself, gives a node without constraints.
 */
export function resolveReference(root: JsonSchema, node: JsonSchema): JsonSchema {
  let current = node;
  for (let hops = 0; current.$ref !== undefined; hops++) {
    const next = hops < 32 ? byPointer(root, current.$ref) : undefined;
    if (next === undefined) return {};
    // a `$ref` may stand beside the mark of personal data, which then holds for what it points to
    current = current.pii === true ? { ...next, pii: true } : next;
  }
  return current;
}

/** The node and what it may stand for: itself without alternatives, or all of `anyOf`, `oneOf` and `allOf`. */
export function alternatives(root: JsonSchema, node: JsonSchema): JsonSchema[] {
  const found: JsonSchema[] = [];
  const open = [{ node, depth: 0 }];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const resolved = resolveReference(root, entry.node);
    const parts = [...(resolved.anyOf ?? []), ...(resolved.oneOf ?? []), ...(resolved.allOf ?? [])];
    if (parts.length === 0 || resolved.properties !== undefined) found.push(resolved);
    if (entry.depth < 16)
      open.push(...parts.map((part) => ({ node: part, depth: entry.depth + 1 })).reverse());
  }
  return found;
}

/** True for a record: any name is permitted, each with a value of the same schema. */
export function isOpen(node: JsonSchema): boolean {
  return typeof node.additionalProperties === "object" || node.additionalProperties === true;
}

/** Every name of a member that the schema has anywhere, once. */
export function memberNames(root: JsonSchema): string[] {
  const names = new Set<string>();
  const visit = (node: JsonSchema): void => {
    for (const name of Object.keys(node.properties ?? {})) names.add(name);
    const inner = [
      ...Object.values(node.properties ?? {}),
      ...Object.values(node.$defs ?? {}),
      ...(node.anyOf ?? []),
      ...(node.oneOf ?? []),
      ...(node.allOf ?? []),
      ...(node.prefixItems ?? []),
      node.items,
      node.additionalProperties,
    ];
    for (const part of inner) if (typeof part === "object") visit(part);
  };
  visit(root);
  return [...names];
}

function byPointer(root: JsonSchema, pointer: string): JsonSchema | undefined {
  if (!pointer.startsWith("#")) return undefined;
  let current: unknown = root;
  for (const part of pointer.split("/").slice(1)) {
    const name = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Record<string, unknown>)[name];
  }
  return current as JsonSchema;
}
