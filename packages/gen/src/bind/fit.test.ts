import type { EventPath } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { fitsType, mayNotFit } from "./fit.ts";
import type { Target } from "./target.ts";

const nowhere = { file: "a.cpy", line: 1, column: 1, endLine: 1, endColumn: 1 };

function target(type: Target["item"]["type"]): Target {
  const item = {
    node: "item",
    level: 5,
    name: "A",
    key: "A",
    path: "R.A",
    offset: 0,
    length: 1,
    span: nowhere,
  } as const;
  return {
    path: "A",
    keys: ["A"],
    item: { ...item, picture: "P", usage: "DISPLAY", type, value: null },
    kind: kindOf(type),
    picture: "P",
    optional: false,
    table: null,
    tableMayBeEmpty: false,
    branches: [],
  };
}

function kindOf(type: Target["item"]["type"]): Target["kind"] {
  if (type.kind === "number") return type.scale > 0 ? "decimal" : "number";
  return ({ text: "text", national: "text", float: "float", edited: "decimal" } as const)[type.kind];
}

const text = (width: number): Target => target({ kind: "text", width, justified: false });
const digits = (count: number, scale = 0, signed = false): Target =>
  target({ kind: "number", storage: "zoned", digits: count, scale, signed });
const path = (rest: Partial<EventPath>): EventPath => ({
  path: "t.a",
  type: "string",
  optional: false,
  pii: false,
  ...rest,
});

describe("fitsType", () => {
  it.each<[string, EventPath, Target, boolean]>([
    ["text into text", path({}), text(4), true],
    ["a number into text", path({ type: "integer" }), text(4), false],
    ["a whole number into digits", path({ type: "integer" }), digits(4), true],
    ["text into digits", path({}), digits(4), false],
    ["decimal text into decimals", path({ format: "decimal" }), digits(5, 2), true],
    ["true or false into text", path({ type: "boolean" }), text(1), false],
    ["a member of a list into text", path({ each: "t" }), text(4), false],
    ["a value of no one type into text", path({ type: "unknown" }), text(4), false],
  ])("%s: %#", (_, source, field, fits) => {
    expect(fitsType(source, field)).toBe(fits);
  });
});

describe("mayNotFit", () => {
  it.each<[string, EventPath, Target, RegExp | undefined]>([
    ["text without a greatest length", path({}), text(4), /no greatest length/],
    ["text that is longer", path({ maxLength: 5 }), text(4), /up to 5 characters, and A has 4/],
    ["text that is as long", path({ maxLength: 4 }), text(4), undefined],
    ["a date in ten characters", path({ format: "date" }), text(10), undefined],
    ["members of an enumeration, which are checked one by one", path({ enum: ["a"] }), text(1), undefined],
    [
      "a whole number without bounds",
      path({ type: "integer", maximum: Number.MAX_SAFE_INTEGER }),
      digits(4),
      undefined,
    ],
    ["a number with decimals in a field without", path({ type: "number" }), digits(4), /may have decimals/],
    [
      "a negative number in a field without sign",
      path({ type: "integer", minimum: -1 }),
      digits(4),
      /may be negative/,
    ],
    [
      "a negative number in a field with sign",
      path({ type: "integer", minimum: -1 }),
      digits(4, 0, true),
      undefined,
    ],
    [
      "a number that needs more digits",
      path({ type: "integer", maximum: 1000 }),
      digits(3),
      /more than the 3 digits/,
    ],
    ["a number that just fits", path({ type: "integer", maximum: 999 }), digits(3), undefined],
    [
      "digits before the point only",
      path({ type: "integer", maximum: 100 }),
      digits(3, 1),
      /more than the 2 digits/,
    ],
  ])("%s", (_, source, field, reason) => {
    if (reason === undefined) expect(mayNotFit(source, field)).toBeUndefined();
    else expect(mayNotFit(source, field)).toMatch(reason);
  });
});

describe("fields of the other kinds", () => {
  const edited = target({
    kind: "edited",
    mask: "ZZ9.99",
    width: 6,
    digits: 5,
    scale: 2,
    signed: false,
    blankWhenZero: false,
  });
  const float = target({ kind: "float", size: 8 });
  const national = target({ kind: "national", width: 3, form: "utf-16" });

  it("holds an edited field to the digits of its picture", () => {
    expect(fitsType(path({ type: "number" }), edited)).toBe(true);
    expect(mayNotFit(path({ type: "number", minimum: 0, maximum: 1_000 }), edited)).toMatch(/the 3 digits/);
    expect(mayNotFit(path({ type: "number", minimum: -1, maximum: 9 }), edited)).toMatch(/negative/);
  });

  it("lets every number into a floating-point field", () => {
    expect(mayNotFit(path({ type: "number" }), float)).toBeUndefined();
  });

  it("holds national text to its characters", () => {
    expect(mayNotFit(path({ maxLength: 4 }), national)).toMatch(/up to 4 characters, and A has 3/);
  });
});
