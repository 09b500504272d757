import { isHmsSyncError } from "@hms-sync/connector-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineEvent } from "./define-event.ts";
import type { EventSchema } from "./event-schema.ts";
import { pii } from "./pii.ts";

const permit = z.object({
  permit: z.object({
    id: z.int().positive(),
    holder: pii(z.string().max(80)),
    kind: z.enum(["resident", "visitor"]),
    plates: z
      .array(z.object({ number: z.string().max(8), state: z.string().length(2).optional() }))
      .max(3)
      .optional(),
    zones: z.record(z.string(), z.number()).optional(),
    extra: z.unknown().optional(),
    fee: z.union([z.string(), z.number()]).optional(),
  }),
});

const issued = defineEvent("permit.issued", {
  entity: "permit",
  key: "permit.id",
  version: 1,
  schema: permit,
});

const valid = { permit: { id: 7, holder: "Anna Baker", kind: "resident" } };

function faultsOf(payload: unknown, event: { validate: (typeof issued)["validate"] } = issued) {
  const result = event.validate(payload);
  return result.ok ? [] : result.faults;
}

describe("a definition", () => {
  it("takes what it does to its entity from its name", () => {
    const changeOf = (name: string) =>
      defineEvent(name, { entity: "permit", key: "permit.id", version: 1, schema: permit }).change;
    expect(
      [
        "permit.created",
        "permit.updated",
        "permit.status_changed",
        "permit.cancelled",
        "permit.deleted",
        "permit.issued",
      ].map(changeOf),
    ).toEqual(["create", "update", "update", "cancel", "cancel", "create"]);
  });

  it("lists its leaves with types, limits, personal data and tables", () => {
    expect(issued.paths).toEqual([
      {
        path: "permit.id",
        type: "integer",
        optional: false,
        pii: false,
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
      },
      { path: "permit.holder", type: "string", optional: false, pii: true, maxLength: 80 },
      { path: "permit.kind", type: "string", optional: false, pii: false, enum: ["resident", "visitor"] },
      {
        path: "permit.plates.number",
        type: "string",
        optional: false,
        pii: false,
        each: "permit.plates",
        maxLength: 8,
      },
      {
        path: "permit.plates.state",
        type: "string",
        optional: true,
        pii: false,
        each: "permit.plates",
        maxLength: 2,
      },
      { path: "permit.zones", type: "unknown", optional: true, pii: false },
      { path: "permit.extra", type: "unknown", optional: true, pii: false },
      { path: "permit.fee", type: "unknown", optional: true, pii: false },
    ]);
  });

  it("refuses all its faults at once", () => {
    const define = () =>
      defineEvent("Permit", {
        entity: "Permit Office",
        key: "permit.idd",
        version: 0,
        schema: z.object({ permit: z.object({ id: z.int(), "first.name": z.string() }) }),
      });
    expect(define).toThrow(
      /event Permit: .*lower case.*entity.*version.*"first.name".*did you mean permit.id/,
    );
  });

  it.each([
    ["optional", z.object({ id: z.int().optional() }), "always be present"],
    ["personal data", z.object({ id: pii(z.string()) }), "personal data"],
    ["no text or whole number", z.object({ id: z.boolean() }), "text or a whole number"],
  ])("refuses a key that is %s", (_, schema, message) => {
    expect(() => defineEvent("a.created", { entity: "a", key: "id", version: 1, schema })).toThrow(message);
  });

  it("refuses a schema that no JSON Schema can describe", () => {
    const schema = z.object({ id: z.int(), at: z.date() });
    try {
      defineEvent("a.created", { entity: "a", key: "id", version: 1, schema });
      expect.unreachable();
    } catch (error) {
      expect(isHmsSyncError(error, "HMS_EVT_DEFINITION")).toBe(true);
    }
  });
});

describe("paths of schemas", () => {
  const pathsOf = (schema: EventSchema) =>
    defineEvent("a.created", { entity: "a", key: "id", version: 1, schema }).paths.filter(
      ({ path }) => path !== "id",
    );

  it("make leaves of an optional or nullable parent optional", () => {
    const schema = z.object({
      id: z.int(),
      first: z.object({ name: z.string() }).optional(),
      second: z.object({ name: z.string() }).nullable(),
      third: z.string().nullable(),
    });
    expect(pathsOf(schema).every((leaf) => leaf.optional)).toBe(true);
  });

  it("cut a schema that contains itself", () => {
    const person = z.object({
      name: z.string(),
      get manager() {
        return person.optional();
      },
    });
    expect(pathsOf(z.object({ id: z.int(), person })).map(({ path, type }) => [path, type])).toEqual([
      ["person.name", "string"],
      ["person.manager", "unknown"],
    ]);
  });

  it("join alternatives and keep only what holds for all", () => {
    const schema = z.object({
      id: z.int(),
      contact: z.discriminatedUnion("by", [
        z.object({ by: z.literal("phone"), value: z.string().max(20) }),
        z.object({ by: z.literal("post"), value: z.string().max(90), country: z.string() }),
      ]),
    });
    expect(pathsOf(schema)).toEqual([
      { path: "contact.by", type: "string", optional: false, pii: false, enum: ["phone", "post"] },
      { path: "contact.value", type: "string", optional: false, pii: false, maxLength: 90 },
      { path: "contact.country", type: "string", optional: true, pii: false },
    ]);
  });

  it("hand the mark of personal data down from a parent", () => {
    const schema = z.object({ id: z.int(), person: pii(z.object({ name: z.string(), born: z.string() })) });
    expect(pathsOf(schema).map((leaf) => leaf.pii)).toEqual([true, true]);
  });
});

describe("validation", () => {
  it("gives all faults at once, each with its place", () => {
    const payload = {
      permit: {
        id: -1,
        kind: "guest",
        plates: [{ number: "123456789" }, {}],
        zones: { north: "x" },
        fee: {},
      },
    };
    expect(faultsOf(payload)).toEqual([
      { path: "permit.id", code: "range", message: "must be a whole number, greater than 0" },
      { path: "permit.holder", code: "missing", message: "is required: text" },
      { path: "permit.kind", code: "enum", message: 'must be one of "resident", "visitor"' },
      { path: "permit.plates[0].number", code: "too_long", message: "must have at most 8 characters, has 9" },
      { path: "permit.plates[1].number", code: "missing", message: "is required: text" },
      { path: "permit.zones.*", code: "type", message: "must be a number" },
      { path: "permit.fee", code: "type", message: "must be text or a number" },
    ]);
  });

  it.each([[null], [undefined], [[]], ["text"], [7], [true]])(
    "refuses a payload that is no object: %j",
    (payload) => {
      expect(faultsOf(payload)).toHaveLength(1);
      expect(faultsOf(payload)[0]?.path).toBe("");
    },
  );

  it("leaves unknown members out and says how many, under which known parent", () => {
    const result = issued.validate({
      other: 1,
      permit: {
        ...valid.permit,
        colour: "red",
        size: 3,
        plates: [
          { number: "A1", dent: true },
          { number: "B2", dent: false },
        ],
      },
    });
    expect(result).toEqual({
      ok: true,
      value: { permit: { ...valid.permit, plates: [{ number: "A1" }, { number: "B2" }] } },
      stripped: expect.arrayContaining([
        { under: "", count: 1 },
        { under: "permit", count: 2 },
        { under: "permit.plates", count: 2 },
      ]),
    });
  });

  it("keeps members of records, whatever their name", () => {
    const result = issued.validate({ permit: { ...valid.permit, zones: { north: 1, south: 2 } } });
    expect(result).toMatchObject({
      ok: true,
      value: { permit: { zones: { north: 1, south: 2 } } },
      stripped: [],
    });
  });

  it("is not led astray by __proto__ and constructor", () => {
    const payload = JSON.parse(
      '{"__proto__":{"polluted":1},"permit":{"id":7,"holder":"A","kind":"visitor","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
    );
    const result = issued.validate(payload);
    expect(result).toMatchObject({ ok: true, value: { permit: { id: 7, holder: "A", kind: "visitor" } } });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(result.ok && result.value)).toBe(Object.prototype);
    expect(result.ok && (result.value as { polluted?: number }).polluted).toBeUndefined();
  });

  it("refuses what is too deep or contains itself instead of running out of stack", () => {
    const node = z.object({
      id: z.int(),
      get next() {
        return node.optional();
      },
    });
    const chain = defineEvent("node.created", { entity: "node", key: "id", version: 1, schema: node });
    const loop: { id: number; next?: unknown } = { id: 1 };
    loop.next = loop;
    expect(faultsOf(loop, chain)).toEqual([expect.objectContaining({ code: "depth" })]);
    const deep = JSON.parse(`${'{"id":1,"next":'.repeat(20_000)}{"id":1}${"}".repeat(20_000)}`);
    expect(faultsOf(deep, chain)).toEqual([expect.objectContaining({ code: "depth" })]);
    const unknownLoop: unknown[] = [];
    unknownLoop.push(unknownLoop);
    expect(faultsOf({ permit: { ...valid.permit, extra: unknownLoop } })[0]).toMatchObject({ code: "depth" });
  });

  it("refuses values that JSON does not have where the schema permits anything", () => {
    expect(faultsOf({ permit: { ...valid.permit, extra: { a: 1n } } })).toEqual([
      { path: "permit.extra.*", code: "type", message: "must be a JSON value" },
    ]);
  });

  it("does not pass on what a rule of the author says or throws", () => {
    const rule = defineEvent("a.created", {
      entity: "a",
      key: "id",
      version: 1,
      schema: z.object({
        id: z.int(),
        code: z
          .string()
          .refine((value) => value === "x", { error: (issue) => `MARKER ${String(issue.input)}` }),
      }),
    });
    expect(faultsOf({ id: 1, code: "SECRET" }, rule)).toEqual([
      { path: "code", code: "rule", message: "does not follow a rule of the event" },
    ]);
    const thrower = defineEvent("a.created", {
      entity: "a",
      key: "id",
      version: 1,
      schema: z.object({
        id: z.int().refine((value) => {
          throw new Error(`SECRET ${value}`);
        }),
      }),
    });
    expect(JSON.stringify(faultsOf({ id: 1 }, thrower))).not.toContain("SECRET");
  });

  it("words a fault of joined schemas by the part that is broken", () => {
    const joined = defineEvent("a.created", {
      entity: "a",
      key: "id",
      version: 1,
      schema: z.object({ id: z.int(), code: z.intersection(z.string(), z.string().max(3)) }),
    });
    expect(faultsOf({ id: 1, code: "four" }, joined)).toEqual([
      { path: "code", code: "too_long", message: "must have at most 3 characters, has 4" },
    ]);
  });

  it("takes a number in text for a name, not for a place in a list", () => {
    const tagged = defineEvent("a.created", {
      entity: "a",
      key: "id",
      version: 1,
      schema: z.object({ id: z.int(), tags: z.intersection(z.record(z.string(), z.string()), z.unknown()) }),
    });
    expect(faultsOf({ id: 1, tags: { "123456789": 5 } }, tagged)[0]?.path).toBe("tags.*");
  });

  it("names unknown members of a strict schema only by their number", () => {
    const strict = defineEvent("a.created", {
      entity: "a",
      key: "id",
      version: 1,
      schema: z.strictObject({ id: z.int(), inner: z.strictObject({ a: z.string() }) }),
    });
    expect(faultsOf({ id: 1, SECRET: 1, inner: { a: "x", SECRET: 1, MORE: 2 } }, strict)).toEqual([
      { path: "inner.*", code: "unknown", message: "has 2 members that the event does not have" },
      { path: "*", code: "unknown", message: "has 1 member that the event does not have" },
    ]);
  });
});

describe("no payload value or foreign name leaves validation", () => {
  const MARKER = "MRK_";
  const marked = fc.string({ minLength: 1, maxLength: 12 }).map((text) => `${MARKER}${text}`);
  const anything = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, marked, fc.double(), fc.constant(null), tie("list"), tie("object")),
    list: fc.array(tie("value"), { maxLength: 3 }),
    object: fc.dictionary(fc.oneof(marked, fc.constantFrom("__proto__", "constructor")), tie("value"), {
      maxKeys: 3,
    }),
  })).value;
  const payloads = fc.record(
    {
      permit: fc.oneof(
        anything,
        fc.record(
          {
            id: fc.oneof(fc.integer(), anything),
            holder: anything,
            kind: anything,
            plates: fc.oneof(anything, fc.array(fc.record({ number: anything, state: anything }))),
            zones: anything,
            fee: anything,
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: [] },
  );

  it("holds for faults and for what was left out", () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const result = issued.validate(payload);
        expect(JSON.stringify(result.ok ? result.stripped : result.faults)).not.toContain(MARKER);
      }),
      { numRuns: 500 },
    );
  });

  it("holds for paths: every part is known, an index or a star", () => {
    const known = new Set(issued.paths.flatMap((leaf) => leaf.path.split(".")));
    fc.assert(
      fc.property(payloads, (payload) => {
        for (const { path } of faultsOf(payload)) {
          for (const part of path.split(".").filter((text) => text !== "")) {
            const name = part.replace(/(\[\d+\])*$/, "");
            expect(name === "*" || name === "" || known.has(name)).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("a schema of another library", () => {
  const jsonSchema = {
    type: "object",
    properties: { id: { type: "integer" }, name: { type: "string", maxLength: 5 } },
    required: ["id", "name"],
  };
  const schema = {
    "~standard": {
      version: 1,
      vendor: "own",
      validate: (value: unknown) => {
        const { name } = value as { name?: unknown };
        return typeof name === "string" && name.length <= 5
          ? { value: value as { id: number; name: string } }
          : { issues: [{ message: `SECRET ${String(name)}`, path: [{ key: "name" }] }] };
      },
      jsonSchema: { input: () => jsonSchema, output: () => jsonSchema },
    },
  };
  const event = defineEvent("a.created", { entity: "a", key: "id", version: 1, schema });

  it("gives paths and faults as zod's do", () => {
    expect(event.paths.map(({ path }) => path)).toEqual(["id", "name"]);
    expect(faultsOf({ id: 1, name: "SECRET" }, event)).toEqual([
      { path: "name", code: "too_long", message: "must have at most 5 characters, has 6" },
    ]);
  });

  it("has unknown members left out for it", () => {
    expect(event.validate({ id: 1, name: "a", more: 2 })).toEqual({
      ok: true,
      value: { id: 1, name: "a" },
      stripped: [{ under: "", count: 1 }],
    });
  });

  it("is refused without a JSON Schema", () => {
    const { jsonSchema: _, ...without } = schema["~standard"];
    expect(() =>
      defineEvent("a.created", { entity: "a", key: "id", version: 1, schema: { "~standard": without } }),
    ).toThrow("gives no JSON Schema");
  });

  it("is refused when it validates asynchronously", () => {
    const later = defineEvent("a.created", {
      entity: "a",
      key: "id",
      version: 1,
      schema: {
        "~standard": { ...schema["~standard"], validate: async () => ({ value: { id: 1, name: "a" } }) },
      },
    });
    expect(() => later.validate({ id: 1, name: "a" })).toThrow("asynchronously");
  });
});
