import type { EventPath } from "@hms-sync/connector-api";
import type { BoundConnector, BoundEvent } from "../bind/bound.ts";
import { fitsType } from "../bind/fit.ts";
import type { Target } from "../bind/target.ts";

/** HMS paths that fit the same external fields. */
export interface PathGroup {
  /** `Text`, `AnyText`, `Number` or `AnyNumber`; generated names put the event before it. */
  readonly name: string;
  readonly summary: string;
  /** In event order. */
  readonly paths: readonly string[];
}

/** The groups of one event that its record needs, and the group of each field; none where no path fits. */
export interface PathGroups {
  readonly groups: readonly PathGroup[];
  readonly of: ReadonlyMap<Target, PathGroup>;
}

/** The fields that rules may be written for, in record order. */
export function mappableTargets(connector: BoundConnector): Target[] {
  return connector.record.targets.filter((target) => target.table === null);
}

/** Paths that a mapping may read: all but personal data that is not allowed. */
export function readablePaths(event: BoundEvent): EventPath[] {
  return event.definition.paths.filter((path) => !path.pii || event.allowed.has(path.path));
}

/** Groups the readable paths by the fields they fit. A path that may be absent fits only a field that may be left out. */
export function pathGroups(connector: BoundConnector, event: BoundEvent): PathGroups {
  const groups = new Map<string, PathGroup>();
  const of = new Map<Target, PathGroup>();
  for (const target of mappableTargets(connector)) {
    const paths = readablePaths(event).filter(
      (path) => fitsType(path, target) && (target.optional || !path.optional),
    );
    if (paths.length === 0) continue;
    const kind = target.kind === "text" ? "Text" : "Number";
    const words = target.kind === "text" ? "text" : "a number";
    const name = target.optional ? `Any${kind}` : kind;
    const summary = target.optional
      ? `Paths that are ${words}, also those that may be absent.`
      : `Paths that are always ${words}.`;
    const group = groups.get(name) ?? { name, summary, paths: paths.map((path) => path.path) };
    groups.set(name, group);
    of.set(target, group);
  }
  return { groups: [...groups.values()].sort((left, right) => (left.name < right.name ? -1 : 1)), of };
}
