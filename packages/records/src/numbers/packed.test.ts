import { describe, expect, it } from "vitest";
import { startProblems } from "../problems/problems.ts";
import { getPackedBigInt, getPackedDecimal, getPackedNumber } from "./get-packed.ts";
import { putPacked } from "./put-packed.ts";
import type { NumberInput } from "./scan-digits.ts";

const start = () => startProblems([["F", "a.cpy:2"]]);

function written(digits: number, scale: number, signed: boolean, value: NumberInput): string {
  const bytes = Buffer.alloc(Math.floor(digits / 2) + 1, 0xee);
  const problems = start();
  putPacked(bytes, 0, digits, scale, signed, value, problems, 0);
  return problems.list === null ? bytes.toString("hex") : problems.list[0]!.code;
}

describe("putPacked", () => {
  it.each<[number, number, boolean, NumberInput, string]>([
    [1, 0, true, 0, "0c"],
    [1, 0, true, -9, "9d"],
    [1, 0, false, 9, "9f"],
    [2, 0, true, 12, "012c"],
    [3, 0, true, 123, "123c"],
    [3, 0, true, "-123", "123d"],
    [4, 0, false, 1234, "01234f"],
    [4, 0, false, "1234", "01234f"],
    [5, 0, false, 12345n, "12345f"],
    [7, 2, true, "-12345.67", "1234567d"],
    [7, 2, true, -12345.67, "1234567d"],
    [7, 2, true, 5, "0000500c"],
    [9, 0, true, 999_999_999, "999999999c"],
    [18, 0, true, 999_999_999_999_999_999n, "0999999999999999999c"],
    [31, 0, true, 10n ** 31n - 1n, `${"9".repeat(31)}c`],
    [3, 0, true, "-0", "000c"],
    [1, 0, true, 10, "overflow"],
    [2, 0, true, 100, "overflow"],
    [4, 0, false, 10_000, "overflow"],
    [3, 0, true, 1000, "overflow"],
    [3, 0, false, -1, "negative-in-unsigned"],
    [3, 0, true, 1.5, "not-exact"],
    [3, 0, true, "x", "wrong-type"],
  ])(
    "writes into %i digits, %i behind the point, signed %s, %o as %s",
    (digits, scale, signed, value, expected) => {
      expect(written(digits, scale, signed, value)).toBe(expected);
    },
  );
});

describe("getPacked", () => {
  const bytes = (hex: string) => Buffer.from(hex, "hex");

  it("reads numbers, long ones and decimals", () => {
    expect(getPackedNumber(bytes("01234f"), 0, 4, false, start(), 0)).toBe(1234);
    expect(getPackedNumber(bytes("123d"), 0, 3, true, start(), 0)).toBe(-123);
    expect(getPackedBigInt(bytes(`${"9".repeat(31)}d`), 0, 31, true, start(), 0)).toBe(1n - 10n ** 31n);
    expect(getPackedDecimal(bytes("0000005d"), 0, 7, 2, true, start(), 0)).toBe("-0.05");
  });

  it("takes every sign that the hardware takes, and minus zero for zero", () => {
    const signs = ["1a", "1b", "1c", "1d", "1e", "1f"].map((hex) =>
      getPackedNumber(bytes(hex), 0, 1, true, start(), 0),
    );
    expect(signs).toEqual([1, -1, 1, -1, 1, 1]);
    expect(Object.is(getPackedNumber(bytes("0d"), 0, 1, true, start(), 0), 0)).toBe(true);
    const problems = start();
    expect(getPackedNumber(bytes("0d"), 0, 1, false, problems, 0)).toBe(0);
    expect(problems.list).toBeNull();
  });

  it.each([
    ["12a4c", 5, true, "bad-digit", 1],
    ["a23c", 3, true, "bad-digit", 0],
    ["1234c0", 4, true, "bad-digit", 0],
    ["1234", 3, true, "bad-sign", 1],
    ["4040", 3, true, "bad-sign", 1],
    ["123d", 3, false, "bad-sign", 1],
  ])("refuses %s with %i digits, signed %s", (hex, digits, signed, code, offset) => {
    const problems = start();
    getPackedNumber(bytes(hex.padEnd((Math.floor(digits / 2) + 1) * 2, "0")), 0, digits, signed, problems, 0);
    expect(problems.list).toMatchObject([{ code, offset }]);
  });
});
