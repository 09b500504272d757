import type { PayloadFault } from "@hms-sync/connector-api";
import type { JsonSchema } from "./json-schema.ts";
import { knownPath } from "./known-path.ts";

/** What a validator reports, in the words of the Standard Schema specification. */
export interface ValidatorIssue {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  /** Zod's own; other validators have none. */
  readonly code?: string;
  readonly keys?: readonly string[];
}

/**
 * Turns a validator's issues into faults that may be shown and logged.
 *
 * A validator's own text is never used: it can hold values and names that came with the payload. Each message is made
 * from the schema, and from the size of what was found.
 */
export function payloadFaults(
  root: JsonSchema,
  issues: readonly ValidatorIssue[],
  payload: unknown,
): PayloadFault[] {
  const faults = issues.map((issue) => faultOf(root, issue, payload));
  const shown = new Set<string>();
  return faults.filter((fault) => {
    const text = `${fault.path}\n${fault.message}`;
    return !shown.has(text) && shown.add(text);
  });
}

function faultOf(root: JsonSchema, issue: ValidatorIssue, payload: unknown): PayloadFault {
  const parts = (issue.path ?? []).map((part) => (typeof part === "object" ? part.key : part));
  const { path, nodes } = knownPath(root, parts);
  if (issue.keys !== undefined) {
    return {
      path: path === "" ? "*" : `${path}.*`,
      code: "unknown",
      message: `has ${count(issue.keys.length, "member")} that the event does not have`,
    };
  }
  const value = valueAtParts(payload, parts);
  if (value === undefined) return { path, code: "missing", message: `is required: ${expected(nodes)}` };
  if (issue.code === "invalid_key")
    return { path, code: "rule", message: "has a name of a form not permitted" };
  const sameType = nodes.filter((node) => hasType(node, value));
  if (sameType.length === 0 && nodes.length > 0)
    return { path, code: "type", message: `must be ${expected(nodes)}` };
  const broken = sameType
    .map((node) => brokenConstraint(node, value))
    .find((constraint) => constraint !== undefined);
  return { path, ...(broken ?? { code: "rule", message: "does not follow a rule of the event" }) };
}

function brokenConstraint(node: JsonSchema, value: unknown): { code: string; message: string } | undefined {
  const values = node.const === undefined ? node.enum : [node.const];
  if (values !== undefined && !values.includes(value)) {
    return { code: "enum", message: `must be ${expected([node])}` };
  }
  if (typeof value === "string") {
    if (node.maxLength !== undefined && value.length > node.maxLength) {
      return {
        code: "too_long",
        message: `must have at most ${count(node.maxLength, "character")}, has ${value.length}`,
      };
    }
    if (node.minLength !== undefined && value.length < node.minLength) {
      return {
        code: "too_short",
        message: `must have at least ${count(node.minLength, "character")}, has ${value.length}`,
      };
    }
    if (node.format !== undefined || node.pattern !== undefined) {
      return { code: "format", message: `must be ${expected([node])}` };
    }
  }
  if (Array.isArray(value)) {
    if (node.maxItems !== undefined && value.length > node.maxItems) {
      return {
        code: "too_long",
        message: `must have at most ${count(node.maxItems, "member")}, has ${value.length}`,
      };
    }
    if (node.minItems !== undefined && value.length < node.minItems) {
      return {
        code: "too_short",
        message: `must have at least ${count(node.minItems, "member")}, has ${value.length}`,
      };
    }
  }
  if (typeof value === "number" && rangeOf(node) !== "") {
    return { code: "range", message: `must be ${expected([node])}` };
  }
  return undefined;
}

/** What stands for a format in a message; a format that is not listed is shown by its name. */
const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "a time with its zone, such as 2024-04-02T09:00:00Z",
  "local-date-time": "a local date and time, such as 2024-04-02T09:00",
  date: "a date, such as 2024-04-02",
  email: "an e-mail address",
  decimal: "a decimal number as text, such as 12.30",
};

function expected(nodes: readonly JsonSchema[]): string {
  const texts = nodes.map((node) => {
    const values = node.const === undefined ? node.enum : [node.const];
    if (values !== undefined) {
      const shown = values.slice(0, 12).map((value) => JSON.stringify(value));
      return `${shown.length === 1 ? "" : "one of "}${shown.join(", ")}${values.length > 12 ? ", …" : ""}`;
    }
    if (node.format !== undefined) return FORMATS[node.format] ?? `text of the form ${node.format}`;
    const type = typeof node.type === "string" ? [node.type] : (node.type ?? []);
    if (node.pattern !== undefined && type.includes("string")) {
      return node.description === undefined ? "text of the form that the event asks for" : node.description;
    }
    return type.map((name) => TYPES[name] ?? name).join(" or ") + rangeOf(node);
  });
  return (
    [...new Set(texts.filter((text) => text !== ""))].join(", or ") || "of the form that the event asks for"
  );
}

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
  null: "null",
};

function rangeOf(node: JsonSchema): string {
  const parts: string[] = [];
  if (node.exclusiveMinimum !== undefined) parts.push(`greater than ${node.exclusiveMinimum}`);
  if (node.minimum !== undefined && node.minimum > Number.MIN_SAFE_INTEGER)
    parts.push(`at least ${node.minimum}`);
  if (node.exclusiveMaximum !== undefined) parts.push(`less than ${node.exclusiveMaximum}`);
  if (node.maximum !== undefined && node.maximum < Number.MAX_SAFE_INTEGER)
    parts.push(`at most ${node.maximum}`);
  if (node.multipleOf !== undefined) parts.push(`a multiple of ${node.multipleOf}`);
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}

function count(size: number, noun: string): string {
  return `${size} ${noun}${size === 1 ? "" : "s"}`;
}

function hasType(node: JsonSchema, value: unknown): boolean {
  const allowed = typeof node.type === "string" ? [node.type] : node.type;
  if (allowed === undefined) return true;
  if (value === null) return allowed.includes("null");
  if (Array.isArray(value)) return allowed.includes("array");
  if (typeof value === "number") {
    return allowed.includes("number") || (allowed.includes("integer") && Number.isInteger(value));
  }
  return allowed.includes(typeof value);
}

function valueAtParts(payload: unknown, parts: readonly PropertyKey[]): unknown {
  let current = payload;
  for (const part of parts) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, part)) return undefined;
    current = (current as Record<PropertyKey, unknown>)[part];
  }
  return current;
}
