import type { BoundConnector, BoundEvent } from "../bind/bound.ts";
import { eventTree, printEventType } from "./event-tree.ts";
import { type EventNames, eventNames } from "./names.ts";
import { mappableTargets, pathGroups, readablePaths } from "./path-groups.ts";
import { printText } from "./print-value.ts";
import { type RecordNames, valuesName } from "./record-names.ts";
import { fillTemplate } from "./templates.ts";
import { printValuesType, valueType } from "./values-type.ts";

/** `<base>.fields.gen.ts`: what hand-written mappings are checked against. */
export function emitFields(
  connector: BoundConnector,
  base: string,
  header: string,
  record: RecordNames,
): string {
  return fillTemplate("fields.ts", {
    header,
    record: connector.record.shape.name ?? "the record",
    values: valuesName(record),
    row: printValuesType(mappableTargets(connector)),
    events: connector.events.map((event) =>
      eventView(connector, event, eventNames(event.definition.name, base)),
    ),
  });
}

function eventView(connector: BoundConnector, event: BoundEvent, names: EventNames): object {
  const { groups, of } = pathGroups(connector, event);
  const unallowed = event.definition.paths.filter((path) => path.pii && !event.allowed.has(path.path));
  return {
    event: event.definition.name,
    names,
    allowed: [...event.allowed.keys()],
    view: printEventType(eventTree(readablePaths(event)), 0),
    groups: groups.map((group) => ({
      name: `${names.pascal}${group.name}`,
      summary: group.summary,
      union: printUnion(group.paths),
    })),
    fields: mappableTargets(connector).map((target) => {
      const group = of.get(target);
      return {
        path: target.path,
        picture: target.picture,
        // of alternatives, one is filled
        optional: target.optional || target.branches.length > 0,
        paths: group === undefined ? "" : `${names.pascal}${group.name} | `,
        value: `((event: ${names.view}) => ${valueType(target)})`,
      };
    }),
    dropped: unallowed.length === 0 ? "never" : unallowed.map((path) => printText(path.path)).join(" | "),
  };
}

/** Everything behind the equals sign. */
function printUnion(paths: readonly string[]): string {
  const line = ` ${paths.map(printText).join(" | ")}`;
  return line.length <= 80 ? line : paths.map((path) => `\n  | ${printText(path)}`).join("");
}
