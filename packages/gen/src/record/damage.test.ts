import { isHmsSyncError } from "@hms-sync/connector-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadCodec } from "./load-codec.ts";
import { digits, layOutByHand, SETTINGS, type Sketch, text } from "./test-layout.ts";

const number = (
  name: string,
  length: number,
  type: Partial<Extract<Sketch["type"], { kind: "number" }>>,
): Sketch => ({
  name,
  length,
  type: { kind: "number", storage: "zoned", digits: 5, scale: 0, signed: false, ...type },
});

const shape = layOutByHand(
  digits("N", 1),
  number("PACKED", 3, { storage: "packed", scale: 2, signed: true }),
  number("PLAIN", 3, { storage: "packed-unsigned" }),
  number("NATIVE", 4, { storage: "native", signed: true }),
  number("BLANK", 5, { blankWhenZero: true }),
  number("P", 5, { scale: -2, signed: true, sign: "leading" }),
  { name: "F4", length: 4, type: { kind: "float", size: 4 } },
  { name: "NAT", length: 4, type: { kind: "national", width: 2, form: "utf-16" } },
  {
    name: "ED",
    length: 5,
    type: {
      kind: "edited",
      mask: "ZZ9.9",
      width: 5,
      digits: 4,
      scale: 1,
      signed: false,
      blankWhenZero: false,
    },
  },
  text("T", 1, { occurs: [0, 4, "R.N"] }),
);

describe("a damaged record", () => {
  it("gives an error with offset and bytes for every bad field, or whole values that are written back alike", async () => {
    for (const form of ["ieee", "ibm"] as const) {
      const codec = await loadCodec({
        shape,
        settings: { ...SETTINGS, codePage: "ascii", float: form },
        file: "a.cpy",
      });
      const good = codec.encode({ T: ["a", "b"] });
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 4 }), (faults) => {
          const bytes = Uint8Array.from(good);
          for (const [at, byte] of faults) bytes[at] = byte;
          try {
            const row = codec.decode(bytes) as object;
            expect(codec.decode(codec.encode(row))).toEqual(row);
            for (const value of Object.values(row)) expect(value ?? Number.NaN).not.toBeNaN();
          } catch (error) {
            if (!isHmsSyncError(error, "HMS_REC_INVALID")) throw error;
            for (const problem of error.problems) {
              expect(problem.offset).toBeTypeOf("number");
              if (problem.path !== "") expect(problem.bytes).toMatch(/^([0-9a-f]{2})+$/);
            }
          }
        }),
        { numRuns: 500 },
      );
    }
  });
});
