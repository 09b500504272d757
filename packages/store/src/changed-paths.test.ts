import { isDeepStrictEqual } from "node:util";
import type { Json } from "@hms-sync/connector-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedPaths } from "./changed-paths.ts";

const key = fc.constantFrom("a", "b", "c", "d.e", "constructor", "__proto__");

/** Images with few names, so that two of them often share paths; made from JSON text as bodies are. */
const image = fc
  .letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(null, true, 0, 1, "", "x"),
      fc.array(tie("value"), { maxLength: 2 }),
      tie("object"),
    ),
    object: fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  }))
  .object.map((value) => JSON.parse(JSON.stringify(value)) as Json);

/** The same image with the keys of every object the other way round. */
function reversed(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

/** Leaf paths with their values, the slow and obvious way. */
function leaves(value: Json, path = ""): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const walk = (at: Json, here: string): void => {
    const members = typeof at === "object" && at !== null && !Array.isArray(at) ? Object.entries(at) : [];
    for (const [name, member] of members) walk(member, here === "" ? name : `${here}.${name}`);
    if (members.length > 0 || (here === "" && at !== null && typeof at === "object" && !Array.isArray(at)))
      return;
    found.set(here, (found.get(here) ?? new Set()).add(canonical(at)));
  };
  walk(value, path);
  return found;
}

function canonical(value: Json): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  );
}

describe("changedPaths", () => {
  it("gives every leaf of a first image, arrays and empty objects among them", () => {
    expect(changedPaths(undefined, { t: { id: 1, list: [{ a: 1 }], none: {}, nil: null } })).toEqual([
      "t.id",
      "t.list",
      "t.nil",
      "t.none",
    ]);
    expect(changedPaths(undefined, {})).toEqual([]);
  });

  it.each<[string, Json, Json, string[]]>([
    ["a changed value", { a: 1, b: 2 }, { a: 1, b: 3 }, ["b"]],
    ["a new path", { a: 1 }, { a: 1, b: { c: 2 } }, ["b.c"]],
    ["a removed path", { a: 1, b: { c: 2, d: 3 } }, { a: 1 }, ["b.c", "b.d"]],
    ["absent and null as different", { a: null }, {}, ["a"]],
    ["an array as a whole", { a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, ["a"]],
    ["the order of an array", { a: [1, 2] }, { a: [2, 1] }, ["a"]],
    ["an object that became text", { a: { b: 1, c: 2 } }, { a: "x" }, ["a", "a.b", "a.c"]],
    ["an object that became empty", { a: { b: 1 } }, { a: {} }, ["a", "a.b"]],
    ["an array that became an object", { a: [] }, { a: {} }, ["a"]],
    [
      "nothing when only the order of keys differs",
      { a: 1, b: [{ c: 1, d: 2 }] },
      { b: [{ d: 2, c: 1 }], a: 1 },
      [],
    ],
    ["a type apart from its text", { a: 1 }, { a: "1" }, ["a"]],
    ["a name that every object has", { a: {} }, { a: { constructor: 1 } }, ["a", "a.constructor"]],
  ])("sees %s", (_, previous, next, expected) => {
    expect(changedPaths(previous, next)).toEqual(expected);
  });

  it("is empty exactly when the images are equal", () => {
    fc.assert(
      fc.property(image, image, (previous, next) => {
        expect(changedPaths(previous, next).length === 0).toBe(isDeepStrictEqual(previous, next));
        expect(changedPaths(previous, reversed(previous))).toEqual([]);
      }),
    );
  });

  it("names each leaf whose value differs, once, in order, and no other", () => {
    fc.assert(
      fc.property(image, image, (previous, next) => {
        const changed = changedPaths(previous, next);
        expect(changed).toEqual([...new Set(changed)].sort());
        const [before, after] = [leaves(previous), leaves(next)];
        for (const path of new Set([...before.keys(), ...after.keys()])) {
          const values = [before.get(path), after.get(path)];
          // a name with a dot may give two leaves one path: then any difference of the two sets counts
          const differs = !isDeepStrictEqual(values[0], values[1]);
          if (differs) expect(changed).toContain(path);
          else if (values[0]!.size === 1 && !path.includes("d.e")) expect(changed).not.toContain(path);
        }
        for (const path of changed) expect(before.has(path) || after.has(path)).toBe(true);
      }),
    );
  });

  it("is the same in both directions", () => {
    fc.assert(
      fc.property(image, image, (left, right) => {
        expect(changedPaths(left, right)).toEqual(changedPaths(right, left));
      }),
    );
  });
});
