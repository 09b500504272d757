import { z } from "zod";
import type { JsonSchema } from "./schema/json-schema.ts";
import type { ValidatorIssue } from "./schema/payload-faults.ts";

/**
 * A schema of a payload: zod 4, or any schema of the Standard Schema specification that also gives its JSON Schema
 * (https://standardschema.dev).
 */
export interface EventSchema<Output = unknown> {
  readonly "~standard": {
    readonly vendor: string;
    validate(value: unknown): ValidationResult<Output> | Promise<ValidationResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
    readonly jsonSchema?: {
      output(options: { readonly target: "draft-2020-12" }): Record<string, unknown>;
    };
  };
}

export type ValidationResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly ValidatorIssue[] };

/** The payload type of a schema. */
export type OutputOf<Schema extends EventSchema> = NonNullable<Schema["~standard"]["types"]>["output"];

/**
 * The JSON Schema of what the schema gives.
 *
 * @throws when a part has none, a transform or a Date for example; the message names the part.
 */
export function jsonSchemaOf(schema: EventSchema): JsonSchema {
  if (isZod(schema)) return z.toJSONSchema(schema, { io: "output", unrepresentable: "throw" }) as JsonSchema;
  const given = schema["~standard"].jsonSchema;
  if (given === undefined) throw new Error("it gives no JSON Schema");
  return given.output({ target: "draft-2020-12" }) as JsonSchema;
}

/** True for a schema of zod 4, of any copy of the package. */
export function isZod(schema: EventSchema): schema is EventSchema & z.ZodType {
  return "_zod" in schema;
}

/**
 * Validates a payload.
 *
 * @throws what a rule of the schema throws.
 */
export function runSchema(schema: EventSchema, payload: unknown): ValidationResult<unknown> | "asynchronous" {
  if (!isZod(schema)) {
    const result = schema["~standard"].validate(payload);
    if (!(result instanceof Promise)) return result;
    result.catch(() => {});
    return "asynchronous";
  }
  // zod's own Standard Schema door tries again asynchronously when a rule throws, which would hide the error
  try {
    const result = schema.safeParse(payload);
    return result.success ? { value: result.data } : { issues: result.error.issues };
  } catch (error) {
    if (error instanceof z.core.$ZodAsyncError) return "asynchronous";
    throw error;
  }
}
