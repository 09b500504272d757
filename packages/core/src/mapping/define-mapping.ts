import type { MappingRule } from "./mapping-rule.ts";
import type { DroppablePath } from "./mapping-types.ts";

/** A fixed value for an external field. */
export interface Constant<Value extends string | number> {
  (): Value;
  readonly constant: Value;
}

/** A mapping as one object: what `defineMapping` takes for a generated fields interface. */
export interface MappingOf<Fields> {
  /** External field to HMS path, to a function of the event, or to a constant. */
  readonly fields: Fields extends { readonly fields: infer Table } ? Table : never;
  /** Personal data that the mapping leaves out; every such path must be named, so none is forgotten. */
  readonly drop: { readonly [Path in DroppablePath<Fields>]: true };
}

/** The same without its types. */
export interface MappingMap {
  readonly fields: Readonly<Record<string, string | ((event: never) => unknown) | undefined>>;
  readonly drop: Readonly<Record<string, true>>;
}

/** A fixed value for an external field of an object map. Whether it fits is checked when the connector is saved. */
export function constant<const Value extends string | number>(value: Value): Constant<Value> {
  return Object.freeze(Object.assign(() => value, { constant: value }));
}

/**
 * Types a mapping written as one object by the generated fields interface: a wrong path, a missing field, or personal
 * data that is neither allowed nor dropped is a compile error. `addMappings` takes it.
 *
 * @example
 * const mapping = defineMapping<AppointmentCreatedToDmv>({
 *   fields: { APPT_NUM: "ticket.id", APPT_TIME: (event) => isoToCompact(event.ticket.data.time), SOURCE: constant("HMS") },
 *   drop: { "ticket.data.ssn": true },
 * });
 */
export function defineMapping<Fields>(mapping: MappingOf<Fields>): MappingOf<Fields> {
  return mapping;
}

/** The rules that an object map stands for. */
export function rulesOfMap(mapping: MappingMap): MappingRule[] {
  const fields = Object.entries(mapping.fields).flatMap(([ext, source]): MappingRule[] => {
    if (source === undefined) return [];
    if (typeof source === "string") return [{ kind: "copy", hms: source, ext, overflow: "reject" }];
    if ("constant" in source) return [{ kind: "constant", ext, value: source.constant }];
    return [{ kind: "compute", ext, compute: source, overflow: "reject" }];
  });
  const drops = Object.keys(mapping.drop).map((hms): MappingRule => ({ kind: "drop", hms }));
  return [...fields, ...drops];
}
