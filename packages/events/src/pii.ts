import type { z } from "zod";

/**
 * Personal data. A flavour, not a brand: plain values are assignable to it and it is usable as a plain value, but
 * mappings may not read it unless their manifest gives a reason under `allowPii`.
 */
export type Pii<T> = T & { readonly "~pii"?: true };

/**
 * Marks a schema as personal data.
 *
 * The mark lives in the schema's metadata, so it survives `z.toJSONSchema` and reaches the generator. Put it outermost:
 * `pii(z.string().optional())` or `pii(z.string()).optional()` both work, later `.max(…)` calls would lose it.
 */
export function pii<Schema extends z.ZodType>(
  schema: Schema,
): z.ZodType<Pii<z.output<Schema>>, z.input<Schema>> {
  return schema.meta({ ...schema.meta(), pii: true }) as unknown as z.ZodType<
    Pii<z.output<Schema>>,
    z.input<Schema>
  >;
}
