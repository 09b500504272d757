import type { HmsPath } from "@hms-sync/connector-api";

/** Names of members to leave out; a name with members of its own is entered. */
interface Cut {
  readonly members: Map<string, Cut | "all">;
}

/**
 * A copy of the payload without the given paths. A path into a list leaves it out of every member; a list whose own
 * path is given is left out. What is not touched is shared with the original.
 */
export function withoutPaths(payload: unknown, paths: readonly HmsPath[]): unknown {
  if (paths.length === 0) return payload;
  const root: Cut = { members: new Map() };
  for (const path of paths) addCut(root, path.split("."));
  return copyWithout(payload, root);
}

function copyWithout(value: unknown, cut: Cut): unknown {
  if (Array.isArray(value)) return value.map((member) => copyWithout(member, cut));
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
  for (const [name, inner] of cut.members) {
    if (!Object.hasOwn(copy, name)) continue;
    if (inner === "all") delete copy[name];
    else copy[name] = copyWithout(copy[name], inner);
  }
  return copy;
}

function addCut(cut: Cut, names: readonly string[]): void {
  const [name, ...rest] = names;
  const known = cut.members.get(name!);
  if (known === "all") return;
  if (rest.length === 0) {
    cut.members.set(name!, "all");
    return;
  }
  const inner: Cut = known ?? { members: new Map() };
  cut.members.set(name!, inner);
  addCut(inner, rest);
}
