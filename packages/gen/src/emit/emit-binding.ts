import type { BoundConnector } from "../bind/bound.ts";
import { eventContract } from "./contract-hash.ts";
import { camelCase, eventNames } from "./names.ts";
import { mappableTargets, pathGroups } from "./path-groups.ts";
import { printValue, raw } from "./print-value.ts";
import type { RecordNames } from "./record-names.ts";
import { fillTemplate } from "./templates.ts";

/**
 * `<base>.binding.gen.ts`: the value that ties each event to the record.
 *
 * @param packs event packs besides the HMS events, as generated code imports them
 */
export function emitBinding(
  connector: BoundConnector,
  base: string,
  header: string,
  record: RecordNames,
  packs: readonly string[],
): string {
  const names = connector.events.map((event) => eventNames(event.definition.name, base));
  return fillTemplate("binding.ts", {
    header,
    base,
    packs,
    id: connector.manifest.id,
    record: connector.record.shape.name ?? "the record",
    codec: record.codec,
    input: record.input,
    needs: connector.manifest.needs,
    framing: connector.manifest.layout.framing,
    fieldTypes: names.map((name) => name.fields),
    mapFunctions: names.map((name) => name.map),
    events: connector.events.map((event, index) => {
      const reads = new Set(event.rules.flatMap((rule) => rule.sources.map((path) => path.path)));
      const { groups, of } = pathGroups(connector, event);
      // one list per kind of field instead of one per field
      const constant = (group: string): string => `${camelCase(event.definition.name)}${group}`;
      const fits = mappableTargets(connector).map((target) => {
        const group = of.get(target);
        return [target.path, group === undefined ? [] : raw(constant(group.name))];
      });
      return {
        event: event.definition.name,
        names: names[index],
        version: event.definition.version,
        groups: groups.map((group) => {
          const name = constant(group.name);
          return { name, paths: printValue(group.paths, 0, name.length + 9) };
        }),
        reads: printValue([...reads].sort(), 2, 9),
        fits: printValue(Object.fromEntries(fits), 2, 8),
        pii: printValue({ allowed: Object.fromEntries(event.allowed), dropped: event.dropped }, 2, 7),
        contract: eventContract(connector, event),
      };
    }),
  });
}
