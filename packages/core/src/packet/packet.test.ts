import type { AnyBinding, EventPath } from "@hms-sync/connector-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffPacket } from "./diff-packet.ts";
import { entityKey } from "./entity-key.ts";
import { leafPaths } from "./leaf-paths.ts";
import { piiToStrip } from "./pii-to-strip.ts";
import { valueAt } from "./value-at.ts";
import { withoutPaths } from "./without-paths.ts";

const payload = {
  ticket: {
    id: 42,
    data: {
      time: "2024-04-02T09:00",
      note: null,
      documents: [{ type: "a", number: "1" }, { type: "b" }],
      extra: {},
    },
  },
};

const names = fc.stringMatching(/^[a-z_]{1,6}$/);
const trees = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.integer(), { maxLength: 2 }),
  ),
  tree: fc.dictionary(names, fc.oneof({ maxDepth: 4 }, tie("leaf"), tie("tree")), { maxKeys: 4 }),
})).tree;

describe("valueAt", () => {
  it("finds own members only", () => {
    expect(valueAt(payload, "ticket.data.time")).toBe("2024-04-02T09:00");
    expect(
      [
        "ticket.data.none",
        "ticket.constructor",
        "ticket.id.length",
        "ticket.data.documents.0",
        "__proto__",
        "",
      ].map((path) => valueAt(payload, path)),
    ).toEqual(Array(6).fill(undefined));
    expect(valueAt(JSON.parse('{"__proto__":{"a":1}}'), "__proto__.a")).toBe(1);
  });
});

describe("leafPaths", () => {
  it("takes lists, empty objects and null as leaves, sorted", () => {
    expect(leafPaths(payload)).toEqual([
      "ticket.data.documents",
      "ticket.data.extra",
      "ticket.data.note",
      "ticket.data.time",
      "ticket.id",
    ]);
  });

  it("gives paths at which valueAt finds something", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        for (const path of leafPaths(tree)) expect(valueAt(tree, path)).toBeDefined();
      }),
    );
  });
});

describe("diffPacket", () => {
  it("picks the changed fields and shows removed ones as null", () => {
    expect(
      diffPacket({
        id: "p",
        event: "appointment.updated",
        key: "ticket:42",
        occurredAt: Date.parse("2024-04-02T09:00:00Z"),
        baseVersion: 1,
        changed: ["ticket.data.phone", "ticket.data.time"],
        body: payload,
      }),
    ).toEqual({
      id: "p",
      event: "appointment.updated",
      key: "ticket:42",
      occurredAt: "2024-04-02T09:00:00.000Z",
      baseVersion: 1,
      fields: { "ticket.data.phone": null, "ticket.data.time": "2024-04-02T09:00" },
    });
  });
});

describe("entityKey", () => {
  it("joins entity and key", () => {
    expect(entityKey({ entity: "ticket", key: "ticket.id" }, payload)).toBe("ticket:42");
  });
});

describe("withoutPaths", () => {
  it("leaves out members, members of list members, and whole lists", () => {
    expect(
      withoutPaths(payload, ["ticket.data.documents.number", "ticket.data.note", "ticket.none.x"]),
    ).toEqual({
      ticket: {
        id: 42,
        data: { time: "2024-04-02T09:00", documents: [{ type: "a" }, { type: "b" }], extra: {} },
      },
    });
    expect(withoutPaths(payload, ["ticket.data", "ticket.data.time"])).toEqual({ ticket: { id: 42 } });
    expect(withoutPaths(payload, ["ticket.data.time", "ticket.data"])).toEqual({ ticket: { id: 42 } });
  });

  it("leaves the original as it was", () => {
    const before = JSON.stringify(payload);
    withoutPaths(payload, ["ticket.data.time"]);
    expect(JSON.stringify(payload)).toBe(before);
  });

  it("takes exactly the given leaves away", () => {
    fc.assert(
      fc.property(trees, fc.nat(), (tree, pick) => {
        const paths = leafPaths(tree);
        const gone = paths.filter((_, index) => (index + pick) % 2 === 0);
        const left = withoutPaths(tree, gone);
        for (const path of paths) {
          if (gone.includes(path)) expect(valueAt(left, path)).toBeUndefined();
          else expect(valueAt(left, path)).toEqual(valueAt(tree, path));
        }
      }),
    );
  });

  it("keeps a member named __proto__ a member", () => {
    const copy = withoutPaths(JSON.parse('{"a":{"__proto__":{"x":1},"b":2}}'), ["a.b"]) as { a: object };
    expect(Object.getPrototypeOf(copy.a)).toBe(Object.prototype);
    expect(JSON.stringify(copy)).toBe('{"a":{"__proto__":{"x":1}}}');
  });
});

describe("piiToStrip", () => {
  const leaf = (path: string, pii: boolean): EventPath => ({ path, type: "string", optional: true, pii });
  const definition = {
    name: "a.created",
    paths: [leaf("a.ssn", true), leaf("a.name", true), leaf("a.note", false)],
  };
  const binding = (event: string, allowed: Record<string, string>) =>
    ({ event, pii: { allowed, dropped: [] } }) as unknown as AnyBinding;

  it("names personal data that no mapping of the event may use", () => {
    expect(piiToStrip(definition, [binding("a.created", { "a.name": "counter" })])).toEqual(["a.ssn"]);
    expect(piiToStrip(definition, [binding("b.created", { "a.name": "counter" })])).toEqual([
      "a.ssn",
      "a.name",
    ]);
    expect(piiToStrip(definition, [])).toEqual(["a.ssn", "a.name"]);
  });
});
