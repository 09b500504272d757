import { describe, expect, it } from "vitest";
import { createEndsFilter, kindOfRecord } from "./record-kinds.ts";

const marks = (...texts: string[]) => texts.map((text) => Buffer.from(text));

describe("kindOfRecord", () => {
  it("tells records by the bytes at a place, and the others by nothing", () => {
    const kinds = [
      { name: "data", offset: 0, marks: [] },
      { name: "header", offset: 0, marks: marks("HD", "H1") },
      { name: "trailer", offset: 1, marks: marks("TRL") },
    ] as const;
    const kind = (text: string) => kindOfRecord(Buffer.from(text), kinds);
    expect(["HD01", "H1", "xTRL", "xTR", ""].map(kind)).toEqual([
      "header",
      "header",
      "trailer",
      "data",
      "data",
    ]);
    expect(kindOfRecord(Buffer.from("X"), kinds.slice(1))).toBeNull();
  });
});

describe("createEndsFilter", () => {
  it("takes off what stands at the start and the end", () => {
    const filter = createEndsFilter<number>({ headers: 1, trailers: 2 });
    expect([1, 2, 3, 4, 5].flatMap((record) => filter.push(record))).toEqual([2, 3]);
    expect(filter.end()).toEqual({ headers: [1], trailers: [4, 5] });
  });
});
