import { isHmsSyncError } from "@hms-sync/connector-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProfileSettings, RecordShape } from "../source/layout.ts";
import { emitRecord } from "./emit-record.ts";
import { loadCodec } from "./load-codec.ts";
import { digits, layOutByHand, SETTINGS, text } from "./test-layout.ts";

const claim = layOutByHand(
  digits("N", 2),
  { name: "LINES", occurs: [0, 3, "R.N"], children: [text("CODE", 2), digits("QTY", 1)] },
  text("TAIL", 3, { value: "END" }),
);

const nested = layOutByHand(
  digits("N", 1),
  {
    name: "L",
    occurs: [1, 3, "R.N"],
    children: [digits("M", 1), text("T", 2, { occurs: [0, 2, "R.L.M"] }), text("X", 1)],
  },
  { name: "F", occurs: [2, 2], children: [digits("K", 1), text("U", 1, { occurs: [0, 3, "R.F.K"] })] },
  text("TAIL", 2),
);

function codec(shape: RecordShape, odo: ProfileSettings["odo"]) {
  return loadCodec({ shape, settings: { ...SETTINGS, odo }, file: "a.cpy" });
}

function problemsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (!isHmsSyncError(error, "HMS_REC_INVALID")) throw error;
    return error.problems.map(({ path, code, offset, bytes }) =>
      [path, code, offset, bytes].join(" ").trim(),
    );
  }
  return [];
}

const row = {
  LINES: [
    { CODE: "AB", QTY: 1 },
    { CODE: "C", QTY: 2 },
  ],
  TAIL: "xyz",
};

describe("a table that depends on a counter", () => {
  it("fills in the counter and lets what follows move up, stay, or move up to a padded end", async () => {
    const show = async (odo: ProfileSettings["odo"]) =>
      Buffer.from((await codec(claim, odo)).encode(row)).toString();
    expect(await show("shift")).toBe("02AB1C 2xyz");
    expect(await show("max")).toBe("02AB1C 2  0xyz");
    expect(await show("pad")).toBe("02AB1C 2xyz   ");
  });

  it.each(["shift", "max", "pad"] as const)("reads back what it wrote (%s)", async (odo) => {
    const made = await codec(claim, odo);
    expect(made.decode(made.encode(row))).toEqual({ N: 2, ...row });
    expect(made.decode(made.encode({}))).toEqual({ N: 0, LINES: [], TAIL: "END" });
  });

  it("takes a counter that agrees and refuses one that does not", async () => {
    const made = await codec(claim, "shift");
    expect(problemsOf(() => made.encode({ N: "2", ...row }))).toEqual([]);
    expect(problemsOf(() => made.encode({ N: 3, ...row }))).toEqual(["LINES table-length"]);
    expect(problemsOf(() => made.encode({ N: 1 }))).toEqual(["LINES table-length"]);
  });

  it("refuses more elements than its most and fewer than its least", async () => {
    const made = await codec(claim, "shift");
    expect(problemsOf(() => made.encode({ LINES: Array(4).fill({}) }))).toEqual(["LINES table-length"]);
    const deep = await codec(nested, "shift");
    expect(problemsOf(() => deep.encode({ L: [] }))).toEqual(["L table-length"]);
  });

  it("refuses counters out of range and bytes of another length, with their place and bytes", async () => {
    const made = await codec(claim, "shift");
    const read = (bytes: string) => problemsOf(() => made.decode(Buffer.from(bytes)));
    expect(read("04AB1C 2xyz")).toEqual(["N table-length 0 3034"]);
    expect(read("0AAB1C 2xyz")).toEqual(["N bad-digit 1 3041"]);
    expect(read("02AB1C 2xy")).toEqual(["short-record 10"]);
    expect(read("02AB1C 2xyzz")).toEqual(["long-record 11"]);
    // the second element stands where the record has it, not where the copybook does
    expect(read("02AB1C QxyzQ")).toEqual(["long-record 11"]);
    const deep = await codec(nested, "shift");
    const bytes = deep.encode({
      L: [
        { M: 0, X: "a" },
        { T: ["b"], X: "c" },
      ],
      TAIL: "z",
    });
    expect(Buffer.from(bytes).toString()).toBe("20a1b c00z ");
    bytes[3] = 0x39;
    expect(problemsOf(() => deep.decode(bytes))).toEqual(["L[1].M table-length 3 39"]);
  });

  it("tells where a record ends before the rest of the file is there", async () => {
    const made = await codec(claim, "shift");
    const file = Buffer.from("02AB1C 2xyz01");
    expect(made.lengthOf!(file)).toBe(11);
    expect(made.lengthOf!(file.subarray(0, 10))).toBeNull();
    expect(made.lengthOf!(file.subarray(0, 1))).toBeNull();
    expect(problemsOf(() => made.lengthOf!(Buffer.from("99AAAAAAAAAAAAAAA")))).toEqual([
      "N table-length 0 3939",
    ]);
  });

  it("gives back tables inside tables, in every convention", async () => {
    const word = fc.stringMatching(/^[a-z]{1,2}$/);
    const letter = fc.stringMatching(/^[a-z]$/);
    const rows = fc.record({
      L: fc.array(fc.record({ T: fc.array(word, { maxLength: 2 }), X: letter }), {
        minLength: 1,
        maxLength: 3,
      }),
      F: fc.array(fc.record({ U: fc.array(letter, { maxLength: 3 }) }), { minLength: 2, maxLength: 2 }),
      TAIL: word,
    });
    for (const odo of ["shift", "max", "pad"] as const) {
      const made = await codec(nested, odo);
      fc.assert(
        fc.property(rows, (given) => {
          expect(made.decode(made.encode(given))).toEqual({
            N: given.L.length,
            L: given.L.map(({ T, X }) => ({ M: T.length, T, X })),
            F: given.F.map(({ U }) => ({ K: U.length, U })),
            TAIL: given.TAIL,
          });
        }),
      );
    }
  });

  it("lets a record leave out the counter", () => {
    const { text: code } = emitRecord({ shape: claim, settings: SETTINGS, source: "a.cpy" });
    expect(code).toContain("readonly N?: number | bigint | string | null | undefined;");
  });

  it("refuses a counter that stands behind its table", () => {
    const shape = layOutByHand(text("T", 1, { occurs: [0, 3, "R.N"] }), digits("N", 1));
    expect(() => emitRecord({ shape, settings: SETTINGS, source: "a.cpy" })).toThrow(
      "R.T depends on R.N, which does not stand before it",
    );
  });
});
