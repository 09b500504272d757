import { describe, expect, it } from "vitest";
import { startProblems } from "../problems/problems.ts";
import { binaryForm } from "./binary-form.ts";
import { getBinaryBigInt, getBinaryDecimal, getBinaryNumber } from "./get-binary.ts";
import { putBinary } from "./put-binary.ts";
import type { NumberInput } from "./scan-digits.ts";

const start = () => startProblems([["F", "a.cpy:2"]]);
type Form = Parameters<typeof binaryForm>;

function written(form: Form, value: NumberInput): string {
  const bytes = Buffer.alloc(form[0]);
  const problems = start();
  putBinary(bytes, 0, binaryForm(...form), value, problems, 0);
  return problems.list === null ? bytes.toString("hex") : problems.list[0]!.code;
}

describe("putBinary", () => {
  it.each<[Form, NumberInput, string]>([
    [[2, 4, 0, true, true, "big"], 0, "0000"],
    [[2, 4, 0, true, true, "big"], -1, "ffff"],
    [[2, 4, 0, true, true, "big"], 9999, "270f"],
    [[2, 4, 0, true, true, "little"], 9999, "0f27"],
    [[2, 4, 0, true, true, "big"], 10_000, "overflow"],
    [[2, 4, 0, true, false, "big"], 32_767, "7fff"],
    [[2, 4, 0, true, false, "big"], -32_768, "8000"],
    [[2, 4, 0, true, false, "big"], 32_768, "overflow"],
    [[2, 4, 0, false, false, "big"], 65_535, "ffff"],
    [[1, 2, 0, true, true, "big"], -99, "9d"],
    [[3, 6, 0, true, true, "big"], -999_999, "f0bdc1"],
    [[4, 9, 0, true, true, "big"], "-999999999", "c4653601"],
    [[4, 9, 0, false, false, "big"], 4_294_967_295, "ffffffff"],
    [[5, 11, 0, true, true, "big"], 99_999_999_999, "174876e7ff"],
    [[8, 18, 0, true, true, "big"], -999_999_999_999_999_999n, "f21f494c589c0001"],
    [[8, 18, 0, true, true, "little"], -999_999_999_999_999_999n, "01009c584c491ff2"],
    [[8, 18, 0, true, true, "big"], -(2 ** 53 - 1), "ffe0000000000001"],
    [[8, 18, 0, false, false, "big"], 18_446_744_073_709_551_615n, "ffffffffffffffff"],
    [[8, 18, 0, false, false, "big"], 18_446_744_073_709_551_616n, "overflow"],
    [[8, 18, 0, true, false, "big"], -9_223_372_036_854_775_808n, "8000000000000000"],
    [[4, 7, 2, true, true, "big"], "-12345.67", "ffed2979"],
    [[4, 7, 2, true, true, "big"], 12345.67, "0012d687"],
    [[4, 7, 2, true, true, "big"], 5, "000001f4"],
    [[4, 7, 2, true, true, "big"], "123456.7", "overflow"],
    [[4, 7, 2, true, true, "big"], "1.234", "not-exact"],
    [[2, 4, 0, false, true, "big"], -1, "negative-in-unsigned"],
    [[2, 4, 0, false, true, "big"], "-1", "negative-in-unsigned"],
    [[2, 4, 0, false, true, "big"], "-0", "0000"],
    [[2, 4, 0, false, true, "big"], 1.5, "not-exact"],
    [[2, 4, 0, false, true, "big"], "one", "wrong-type"],
  ])("with %j writes %o as %s", (form, value, expected) => {
    expect(written(form, value)).toBe(expected);
  });
});

describe("getBinary", () => {
  const read = (hex: string, form: Form) => {
    const problems = start();
    const value = getBinaryNumber(Buffer.from(hex, "hex"), 0, binaryForm(...form), problems, 0);
    return problems.list === null ? value : problems.list[0]!.code;
  };

  it.each<[string, Form, number | string]>([
    ["ffff", [2, 4, 0, true, true, "big"], -1],
    ["0f27", [2, 4, 0, true, true, "little"], 9999],
    ["7fff", [2, 4, 0, true, true, "big"], "overflow"],
    ["7fff", [2, 4, 0, true, false, "big"], 32_767],
    ["9d", [1, 2, 0, true, true, "big"], -99],
    ["f0bdc1", [3, 6, 0, true, true, "big"], -999_999],
    ["174876e7ff", [5, 11, 0, true, true, "big"], 99_999_999_999],
    ["00038d7ea4c67fff", [8, 15, 0, true, true, "big"], 999_999_999_999_999],
    ["fffc72815b398001", [8, 15, 0, true, true, "big"], -999_999_999_999_999],
    ["7fffffffffffffff", [8, 15, 0, true, false, "big"], "overflow"],
  ])("reads %s with %j as %o", (hex, form, expected) => {
    expect(read(hex, form)).toBe(expected);
  });

  it("reads long numbers and decimals exactly", () => {
    const long = binaryForm(8, 18, 0, true, true, "big");
    expect(getBinaryBigInt(Buffer.from("f21f494c589c0001", "hex"), 0, long, start(), 0)).toBe(
      -999_999_999_999_999_999n,
    );
    const decimal = binaryForm(2, 4, 3, true, true, "big");
    expect(getBinaryDecimal(Buffer.from("fb2e", "hex"), 0, decimal, start(), 0)).toBe("-1.234");
    expect(getBinaryDecimal(Buffer.from("0005", "hex"), 0, decimal, start(), 0)).toBe("0.005");
    expect(getBinaryDecimal(Buffer.from("0000", "hex"), 0, decimal, start(), 0)).toBe("0.000");
  });
});
