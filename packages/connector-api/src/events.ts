import type { HmsPath } from "./packet.ts";

/** A fault of a payload. */
export interface PayloadFault {
  /** Only parts known to the event's schema; unknown keys and record keys are shown as `*`. */
  readonly path: string;
  readonly code: string;
  /** What was expected; never the value. */
  readonly message: string;
}

export type ValidatedPayload =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** Number of members outside the schema that were left out, with the known path of their parent. */
      readonly stripped: readonly { readonly under: HmsPath; readonly count: number }[];
    }
  | { readonly ok: false; readonly faults: readonly PayloadFault[] };

/** A leaf of an event's payload as the generator sees it. */
export interface EventPath {
  readonly path: HmsPath;
  readonly type: "string" | "number" | "integer" | "boolean" | "unknown";
  /** May be absent or null, here or in a parent. */
  readonly optional: boolean;
  readonly pii: boolean;
  /** Members of a table (array) carry the path of the table. */
  readonly each?: HmsPath;
  /** Constraints from the schema: `maxLength`, `minimum`, `maximum`, `enum`, `format`. */
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly (string | number | boolean)[];
  readonly format?: string;
}

/** What an event does to its entity; an `update` that touches nothing a connector maps is not sent to it. */
export type EventChange = "create" | "update" | "cancel";

/** A named fact with a typed payload. */
export interface EventDefinition<Name extends string = string, Payload = unknown> {
  readonly name: Name;
  /** What it is about: `ticket`. */
  readonly entity: string;
  /** Path of the entity's key: `ticket.id`. */
  readonly key: HmsPath;
  readonly version: number;
  readonly change: EventChange;
  /** Leaves in schema order. */
  readonly paths: readonly EventPath[];
  readonly jsonSchema: Readonly<Record<string, unknown>>;
  /** All faults at once. */
  validate(payload: unknown): ValidatedPayload;
  /** Type level only. */
  readonly "~payload"?: Payload;
}

/** The events a hub or a generator knows. */
export interface EventCatalogue {
  get(name: string): EventDefinition | undefined;
  /** Sorted. */
  readonly names: readonly string[];
}

/**
 * One catalogue from the definitions of several event packs.
 *
 * @throws Error when two definitions share a name.
 */
export function eventCatalogue(definitions: Iterable<EventDefinition>): EventCatalogue {
  const byName = new Map<string, EventDefinition>();
  for (const definition of definitions) {
    if (byName.has(definition.name)) throw new Error(`two definitions of the event ${definition.name}`);
    byName.set(definition.name, definition);
  }
  const names = Object.freeze([...byName.keys()].sort());
  return Object.freeze({ get: (name: string) => byName.get(name), names });
}
