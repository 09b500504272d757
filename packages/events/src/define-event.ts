import {
  type EventChange,
  type EventDefinition,
  type EventPath,
  HmsSyncError,
  nearestNames,
  type ValidatedPayload,
} from "@hms-sync/connector-api";
import {
  type EventSchema,
  isZod,
  jsonSchemaOf,
  type OutputOf,
  runSchema,
  type ValidationResult,
} from "./event-schema.ts";
import { eventPaths } from "./schema/event-paths.ts";
import { inspectPayload, withoutUnknown } from "./schema/inspect-payload.ts";
import { type JsonSchema, memberNames } from "./schema/json-schema.ts";
import { payloadFaults } from "./schema/payload-faults.ts";
import { type PayloadShape, payloadShape } from "./schema/payload-shape.ts";

/** What an event says about itself besides its name. */
export interface EventSettings<Schema extends EventSchema> {
  /** What it is about: `ticket`. Events of one entity share their order and their previous image. */
  readonly entity: string;
  /** Path of the entity's key in the payload: `ticket.id`. */
  readonly key: string;
  /** Counts up when the payload changes in a way that a mapping could notice. */
  readonly version: number;
  readonly schema: Schema;
  /** What it does to the entity; by default the name's last word says it. */
  readonly change?: EventChange;
}

const NAME = /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+$/;

/**
 * Declares an event: its name, what it is about, and its payload.
 *
 * Validation gives all faults at once, names only what the schema knows, and leaves out members that the schema does
 * not have instead of refusing them.
 *
 * @throws HMS_EVT_DEFINITION with every fault of the definition.
 * @example
 * const permitIssued = defineEvent("permit.issued", {
 *   entity: "permit",
 *   key: "permit.id",
 *   version: 1,
 *   schema: z.object({ permit: z.object({ id: z.int().positive(), holder: pii(z.string().max(80)) }) }),
 * });
 */
export function defineEvent<const Name extends string, Schema extends EventSchema>(
  name: Name,
  settings: EventSettings<Schema>,
): EventDefinition<Name, OutputOf<Schema>> {
  const faults: string[] = [];
  if (!NAME.test(name))
    faults.push("the name must be words in lower case joined by dots, as in ticket.created");
  if (!/^[a-z][a-z0-9_]*$/.test(settings.entity)) faults.push("entity must be one word in lower case");
  if (!Number.isSafeInteger(settings.version) || settings.version < 1) {
    faults.push("version must be a whole number from 1");
  }
  let jsonSchema: JsonSchema = {};
  let paths: EventPath[] = [];
  try {
    jsonSchema = jsonSchemaOf(settings.schema);
    paths = eventPaths(jsonSchema);
    faults.push(...nameFaults(jsonSchema), ...keyFaults(settings.key, paths));
  } catch (error) {
    faults.push(`schema: ${error instanceof Error ? error.message : "gives no JSON Schema"}`);
  }
  if (faults.length > 0) {
    throw new HmsSyncError("HMS_EVT_DEFINITION", `event ${name}: ${faults.join("; ")}`, {
      meta: { event: name, faults: faults.length },
    });
  }
  const checked: CheckedSchema = {
    event: name,
    schema: settings.schema,
    jsonSchema,
    shape: payloadShape(jsonSchema),
  };
  return Object.freeze({
    name,
    entity: settings.entity,
    key: settings.key,
    version: settings.version,
    change: settings.change ?? changeOf(name),
    paths: Object.freeze(paths),
    jsonSchema: jsonSchema as Readonly<Record<string, unknown>>,
    validate: (payload: unknown) => validate(checked, payload),
  });
}

interface CheckedSchema {
  readonly event: string;
  readonly schema: EventSchema;
  readonly jsonSchema: JsonSchema;
  readonly shape: PayloadShape;
}

function validate({ event, schema, jsonSchema, shape }: CheckedSchema, payload: unknown): ValidatedPayload {
  const { faults, stripped } = inspectPayload(shape, payload);
  // what is too deep must not reach a validator: a recursive schema would exhaust the stack
  if (faults.length > 0) return { ok: false, faults };
  const result = runValidator(event, schema, payload);
  if (result === undefined) {
    return { ok: false, faults: [{ path: "", code: "rule", message: "a rule of the event failed to run" }] };
  }
  if (result.issues !== undefined) {
    return { ok: false, faults: payloadFaults(jsonSchema, result.issues, payload) };
  }
  const value = isZod(schema) ? result.value : withoutUnknown(shape, result.value);
  return { ok: true, value, stripped };
}

function runValidator(
  event: string,
  schema: EventSchema,
  payload: unknown,
): ValidationResult<unknown> | undefined {
  let result: ReturnType<typeof runSchema>;
  try {
    result = runSchema(schema, payload);
  } catch {
    // a rule of the pack's author threw; its message may hold a payload value, so it is not passed on
    return undefined;
  }
  if (result !== "asynchronous") return result;
  throw new HmsSyncError("HMS_EVT_DEFINITION", `event ${event}: schema validates asynchronously`, {
    hint: "Use only synchronous rules in an event's schema; look things up before the event is triggered.",
  });
}

function nameFaults(jsonSchema: JsonSchema): string[] {
  // a dot or a star in a name could not be told from a path or from a hidden name
  return memberNames(jsonSchema)
    .filter((name) => !/^[A-Za-z_][\w-]*$/.test(name))
    .map((name) => `schema: the name ${JSON.stringify(name)} has more than letters, digits, _ and -`);
}

function keyFaults(key: string, paths: readonly EventPath[]): string[] {
  const leaf = paths.find((candidate) => candidate.path === key);
  if (leaf === undefined) {
    const near = nearestNames(
      key,
      paths.map((candidate) => candidate.path),
    );
    return [
      `key: the payload has no ${key}${near.length === 0 ? "" : `, did you mean ${near.join(" or ")}?`}`,
    ];
  }
  const faults: string[] = [];
  if (leaf.type !== "string" && leaf.type !== "integer")
    faults.push(`key: ${key} must be text or a whole number`);
  if (leaf.optional) faults.push(`key: ${key} must always be present`);
  if (leaf.each !== undefined) faults.push(`key: ${key} must not be inside a list`);
  if (leaf.pii) faults.push(`key: ${key} is personal data; keys appear in logs`);
  return faults;
}

function changeOf(name: string): EventChange {
  const verb = name.slice(name.lastIndexOf(".") + 1);
  if (verb === "updated" || verb === "changed" || verb.endsWith("_changed")) return "update";
  return verb === "cancelled" || verb === "deleted" ? "cancel" : "create";
}
