import type { AnyBinding, EventDefinition, HmsPath } from "@hms-sync/connector-api";

/**
 * Paths of personal data that no mapping of this event may use: they are removed before the packet is stored.
 *
 * Without a listener that is all of them.
 */
export function piiToStrip(
  definition: Pick<EventDefinition, "name" | "paths">,
  bindings: readonly AnyBinding[],
): HmsPath[] {
  const listening = bindings.filter((binding) => binding.event === definition.name);
  return definition.paths
    .filter((leaf) => leaf.pii)
    .map((leaf) => leaf.path)
    .filter((path) => !listening.some((binding) => Object.hasOwn(binding.pii.allowed, path)));
}
