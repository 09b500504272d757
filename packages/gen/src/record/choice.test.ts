import { isHmsSyncError } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import type { ChooseRules } from "./choice-plan.ts";
import { emitRecord } from "./emit-record.ts";
import { loadCodec } from "./load-codec.ts";
import { digits, layOutByHand, SETTINGS, text } from "./test-layout.ts";

const shape = layOutByHand(
  text("KIND", 1),
  text("AREA", 4, { value: "base" }),
  {
    name: "PERSON",
    redefines: "R.AREA",
    children: [digits("AGE", 2), text("SEX", 1, { value: "U" })],
  },
  { name: null, redefines: "R.AREA", children: [digits("YEAR", 4), digits("MORE", 2)] },
  text("TAIL", 1),
);

const choose: ChooseRules = { AREA: { by: "KIND", values: { P: "PERSON", Y: "YEAR", A: "AREA" } } };

function codec(rules?: ChooseRules) {
  return loadCodec({ shape, settings: SETTINGS, file: "a.cpy", ...(rules && { choose: rules }) });
}

function problemsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (!isHmsSyncError(error, "HMS_REC_INVALID")) throw error;
    return error.problems.map(({ path, code }) => `${path} ${code}`);
  }
  return [];
}

describe("an area with several layouts", () => {
  it("is written as the one whose members are given, its other bytes as when nothing is given", async () => {
    const made = await codec();
    const show = (row: object) => Buffer.from(made.encode(row)).toString();
    expect(show({ TAIL: "!" })).toBe(" base  !");
    expect(show({ AREA: "x", TAIL: "!" })).toBe(" x     !");
    expect(show({ PERSON: { AGE: 7 }, TAIL: "!" })).toBe(" 07U   !");
    expect(show({ YEAR: 1999, TAIL: "!" })).toBe(" 199900!");
  });

  it("refuses two of them", async () => {
    const made = await codec();
    expect(problemsOf(() => made.encode({ AREA: "x", PERSON: {} }))).toEqual(["AREA two-branches"]);
  });

  it("is read as a rule says, else as the item that is redefined", async () => {
    const plain = await codec();
    expect(plain.decode(Buffer.from("P07U   !"))).toEqual({ KIND: "P", AREA: "07U", TAIL: "!" });
    const ruled = await codec(choose);
    expect(ruled.decode(Buffer.from("P07U   !"))).toEqual({
      KIND: "P",
      PERSON: { AGE: 7, SEX: "U" },
      TAIL: "!",
    });
    expect(ruled.decode(Buffer.from("Y199905!"))).toEqual({ KIND: "Y", YEAR: 1999, MORE: 5, TAIL: "!" });
    expect(ruled.decode(Buffer.from("Atext  !"))).toEqual({ KIND: "A", AREA: "text", TAIL: "!" });
    expect(problemsOf(() => ruled.decode(Buffer.from("Qtext  !")))).toEqual(["AREA no-branch"]);
  });

  it("is a union of its alternatives in the types", () => {
    const { text: code } = emitRecord({ shape, settings: SETTINGS, source: "a.cpy", choose });
    expect(code).toContain("  | { readonly PERSON: RPerson; AREA?: never; YEAR?: never; MORE?: never }\n");
  });

  it("refuses rules that name what there is not", () => {
    const emit = (rules: ChooseRules) => () =>
      emitRecord({ shape, settings: SETTINGS, source: "a.cpy", choose: rules });
    expect(emit({ AREA: { by: "KIND", values: { P: "PERSONS" } } })).toThrow("no alternative PERSONS");
    expect(emit({ AREA: { by: "SORT", values: {} } })).toThrow("chosen by SORT, which does not exist");
    expect(emit({ AREAS: { by: "KIND", values: {} } })).toThrow("nothing of that name is redefined");
  });
});
