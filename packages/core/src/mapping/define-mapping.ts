import type { MappingRule } from "./mapping-rule.ts";

/** A fixed value for an external field. `Kind` is the field's kind with its width, as generated code names it. */
export interface Constant<Kind> {
  /** Type level only. */
  readonly "~constant"?: Kind;
  readonly value: string | number;
}

/** A mapping as one object: every generated fields interface has this form. */
export interface MappingMap {
  readonly fields: Readonly<
    Record<string, string | ((event: never) => unknown) | Constant<unknown> | undefined>
  >;
  readonly drop: Readonly<Record<string, true | undefined>>;
}

/**
 * A fixed value for an external field of an object map.
 *
 * Whether it has room is checked when the connector is saved.
 */
export function constant<Kind>(value: string | number): Constant<Kind> {
  return Object.freeze({ value });
}

/**
 * Types a mapping written as one object, external field to HMS path, by the generated fields interface: a wrong path, a
 * field that is missing, or personal data that is not dropped is a compile error.
 *
 * @example
 * const mapping = defineMapping<AppointmentCreatedToDmv>({
 *   fields: { APPT_NUM: "ticket.id", APPT_TIME: (event) => isoToCompact(event.ticket.data.time), SOURCE: constant("HMS") },
 *   drop: { "ticket.data.ssn": true },
 * });
 */
export function defineMapping<Fields>(mapping: Fields): Fields {
  return mapping;
}

/** The rules that an object map stands for. */
export function rulesOfMap(mapping: MappingMap): MappingRule[] {
  const fields = Object.entries(mapping.fields).flatMap(([ext, source]): MappingRule[] => {
    if (source === undefined) return [];
    if (typeof source === "string") return [{ kind: "copy", hms: source, ext, overflow: "reject" }];
    if (typeof source === "function") return [{ kind: "compute", ext, compute: source }];
    return [{ kind: "constant", ext, value: source.value }];
  });
  const drops = Object.keys(mapping.drop).map((hms): MappingRule => ({ kind: "drop", hms }));
  return [...fields, ...drops];
}
