import { type EventDefinition, invariant } from "@hms-sync/connector-api";
import { valueAt } from "./value-at.ts";

/** `entity:key`, for example `ticket:42`, from a validated payload. */
export function entityKey(definition: Pick<EventDefinition, "entity" | "key">, payload: unknown): string {
  const value = valueAt(payload, definition.key);
  invariant(
    typeof value === "string" || typeof value === "number",
    `validation let a payload pass that has no ${definition.key}`,
  );
  return `${definition.entity}:${value}`;
}
