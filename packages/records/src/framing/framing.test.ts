import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRecordInvalidError } from "../problems/record-invalid-error.ts";
import type { Framing } from "./framing.ts";
import { joinRecords } from "./join-records.ts";
import { splitRecords } from "./split-records.ts";

const split = (text: string, framing: Framing, length: number) =>
  splitRecords(Buffer.from(text, "latin1"), framing, length).map((record) =>
    Buffer.from(record).toString("latin1"),
  );

function problemOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (isRecordInvalidError(error)) return error.problems[0];
    throw error;
  }
  return null;
}

describe("splitRecords", () => {
  it("cuts records without framing by their length; a short rest is the last one", () => {
    expect(split("AAABBBC", "none", 3)).toEqual(["AAA", "BBB", "C"]);
  });

  it("cuts lines behind their line ends, with or without a last one", () => {
    expect(split("AAA\nBBB\n", "lf", 3)).toEqual(["AAA", "BBB"]);
    expect(split("AAA\nBBB", "lf", 3)).toEqual(["AAA", "BBB"]);
    expect(split("AAA\r\nBBB\r\n", "crlf", 3)).toEqual(["AAA", "BBB"]);
    expect(split("", "lf", 3)).toEqual([]);
  });

  it("keeps the byte of a line end inside a record", () => {
    expect(split("A\nA\nB\r\n\n", "lf", 3)).toEqual(["A\nA", "B\r\n"]);
  });

  it("ends a shorter or longer line where its line end stands", () => {
    expect(split("A\nBBB\nCCCCC\n", "lf", 3)).toEqual(["A", "BBB", "CCCCC"]);
    expect(split("A\r\nBBB\r\n", "crlf", 3)).toEqual(["A", "BBB"]);
  });

  it.each<[Framing, number[], number, string]>([
    ["rdw", [0, 7, 0, 0, 65], 0, "has a record descriptor word of 7 bytes where 5 are left"],
    ["rdw", [0, 5, 0, 0, 65, 0, 5], 5, "ends inside a record descriptor word"],
    ["rdw", [0, 3, 0, 0], 0, "has a record descriptor word of 3 bytes where 4 are left"],
    ["bdw", [0, 9, 0, 0, 0, 9, 0, 0, 65], 4, "has a record descriptor word of 9 bytes where 5 are left"],
  ])("refuses %s with lengths that cannot be", (framing, bytes, offset, message) => {
    expect(problemOf(() => splitRecords(Uint8Array.from(bytes), framing, 1))).toEqual({
      path: "",
      code: "bad-framing",
      message,
      offset,
    });
  });
});

describe("joinRecords", () => {
  it("puts the length before each record, counting itself", () => {
    expect([...joinRecords([Buffer.from("AB")], "rdw")]).toEqual([0, 6, 0, 0, 65, 66]);
    expect([...joinRecords([Buffer.from("AB")], "bdw")]).toEqual([0, 10, 0, 0, 0, 6, 0, 0, 65, 66]);
  });

  it("begins a new block before one would be too long", () => {
    const records = Array.from({ length: 7 }, () => Buffer.alloc(10_000));
    const file = joinRecords(records, "bdw");
    expect(file).toHaveLength(3 * 4 + 7 * 10_004);
    expect((file[0]! << 8) | file[1]!).toBe(4 + 3 * 10_004);
    expect(splitRecords(file, "bdw", 10_000)).toHaveLength(7);
  });

  it("refuses a record that is too long for a descriptor word", () => {
    expect(problemOf(() => joinRecords([Buffer.alloc(1), Buffer.alloc(40_000)], "rdw"))?.message).toBe(
      "record 2 has 40000 bytes, a descriptor word tells at most 32756",
    );
  });

  it.each<Framing>(["none", "lf", "crlf", "rdw", "bdw"])("%s gives back the records it joined", (framing) => {
    const records = fc
      .integer({ min: 1, max: 3000 })
      .chain((length) =>
        fc.array(fc.uint8Array({ minLength: length, maxLength: length }), { maxLength: 30 }),
      );
    fc.assert(
      fc.property(records, (list) => {
        const back = splitRecords(joinRecords(list, framing), framing, list[0]?.length ?? 1);
        expect(back.map((record) => Buffer.from(record).toString("hex"))).toEqual(
          list.map((record) => Buffer.from(record).toString("hex")),
        );
      }),
      { numRuns: 60 },
    );
  });
});
