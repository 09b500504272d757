/**
 * Every event by name, with its payload: what types `trigger("appointment.created", { ticket })`.
 *
 * Empty by itself. An event pack adds its events with one declaration; `@hms-sync/events` does so for HMS's own:
 *
 * @example
 * declare module "@hms-sync/connector-api" {
 *   interface HmsEvents { "permit.issued": PermitPayload }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled by declaration merging
export interface HmsEvents {}
