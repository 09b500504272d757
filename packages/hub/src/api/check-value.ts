import { nearestNames, type RecordProblem } from "@hms-sync/connector-api";
import type { JsonSchema } from "./json-schema.ts";

/**
 * Everything in a value that its schema does not permit. The same schema stands in the API's description, so the two
 * cannot differ. Messages name members and rules, never values.
 */
export function checkValue(schema: JsonSchema, value: unknown, path = ""): RecordProblem[] {
  if (schema.oneOf !== undefined) {
    // told apart by type alone: an array or one object
    const wanted = schema.oneOf.find((choice) => choice.type === typeOf(value)) ?? schema.oneOf[0]!;
    return checkValue(wanted, value, path);
  }
  const type = typeOf(value);
  const isNumber = type === "integer" && schema.type === "number";
  if (schema.type !== undefined && type !== schema.type && !isNumber) {
    return [problem(path, `expected ${article(schema.type)}`)];
  }
  if (schema.enum !== undefined && !schema.enum.includes(value as string)) {
    return [problem(path, `expected one of ${schema.enum.join(", ")}`)];
  }
  if (schema.type === "object") return checkMembers(schema, value as Record<string, unknown>, path);
  if (schema.type === "array") return checkItems(schema, value as unknown[], path);
  if (schema.type === "string") return checkLength(schema, value as string, path);
  if (typeof value === "number") return checkRange(schema, value, path);
  return [];
}

function checkMembers(schema: JsonSchema, value: Record<string, unknown>, path: string): RecordProblem[] {
  const known = schema.properties ?? {};
  const problems = (schema.required ?? [])
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => problem(below(path, name), "is required"));
  for (const [name, member] of Object.entries(value)) {
    const memberSchema = Object.hasOwn(known, name) ? known[name] : undefined;
    if (memberSchema !== undefined) problems.push(...checkValue(memberSchema, member, below(path, name)));
    else if (schema.additionalProperties === false)
      problems.push(unknownMember(path, name, Object.keys(known)));
  }
  return problems;
}

function checkItems(schema: JsonSchema, value: readonly unknown[], path: string): RecordProblem[] {
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  if (value.length < minItems) return [problem(path, `expected at least ${minItems}`)];
  if (value.length > maxItems) return [problem(path, `expected at most ${maxItems}`)];
  if (items === undefined) return [];
  return value.flatMap((item, index) => checkValue(items, item, `${path}[${index}]`));
}

function checkLength(schema: JsonSchema, value: string, path: string): RecordProblem[] {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  if (value.length < minLength) return [problem(path, "must not be empty")];
  return value.length > maxLength ? [problem(path, `expected at most ${maxLength} characters`)] : [];
}

function checkRange(schema: JsonSchema, value: number, path: string): RecordProblem[] {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  return value < minimum || value > maximum ? [problem(path, `expected ${minimum} to ${maximum}`)] : [];
}

/** A name that is not known may be a value in the wrong place: only a near miss is worth repeating, by its right name. */
function unknownMember(path: string, name: string, known: readonly string[]): RecordProblem {
  const near = nearestNames(name, known);
  return near.length > 0
    ? problem(below(path, "*"), `a member is unknown: did you mean ${near.join(" or ")}?`)
    : problem(below(path, "*"), `a member is unknown: known are ${known.join(", ")}`);
}

function problem(path: string, message: string): RecordProblem {
  return { path, code: "HMS_HUB_REQUEST", message };
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  if (value === null) return "null";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function below(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
