import { describe, expect, it } from "vitest";
import { codePage } from "../code-pages/code-page.ts";
import { startProblems } from "../problems/problems.ts";
import { getZonedBigInt, getZonedDecimal, getZonedNumber } from "./get-zoned.ts";
import { putPlacedZoned, putSignedZoned, putZoned, type SignPlace } from "./put-zoned.ts";
import type { NumberInput } from "./scan-digits.ts";
import { type Overpunch, zonedForm } from "./zoned-form.ts";

const ascii = zonedForm(codePage("ascii"), "microfocus");
const start = () =>
  startProblems([
    ["", "a.cpy:1"],
    ["F", "a.cpy:2"],
  ]);

function written(digits: number, scale: number, value: NumberInput): string {
  const bytes = Buffer.alloc(digits, ".");
  const problems = start();
  putZoned(bytes, 0, digits, scale, value, ascii, problems, 1);
  return problems.list === null ? bytes.toString("latin1") : problems.list[0]!.code;
}

function signed(page: string, overpunch: Overpunch, value: NumberInput): string {
  const bytes = Buffer.alloc(3);
  const problems = start();
  putSignedZoned(bytes, 0, 3, 0, value, zonedForm(codePage(page), overpunch), problems, 1);
  return problems.list === null
    ? bytes.toString(page === "cp037" ? "hex" : "latin1")
    : problems.list[0]!.code;
}

describe("putZoned", () => {
  it.each<[number, number, NumberInput, string]>([
    [4, 0, 0, "0000"],
    [4, 0, 9999, "9999"],
    [4, 0, 42n, "0042"],
    [4, 0, "0042", "0042"],
    [4, 0, "+7", "0007"],
    [4, 0, -0, "0000"],
    [4, 0, "-0.00", "0000"],
    [12, 0, 999_999_999_999, "999999999999"],
    [18, 0, 999_999_999_999_999_999n, "999999999999999999"],
    [18, 0, "123456789012345678", "123456789012345678"],
    [5, 2, "1.5", "00150"],
    [5, 2, 1.5, "00150"],
    [5, 2, 7, "00700"],
    [5, 2, 999.99, "99999"],
    [5, 2, ".5", "00050"],
    [5, 2, "5.", "00500"],
    [5, 2, "1.5000", "00150"],
    [2, 2, 0.25, "25"],
    [8, 7, 1.5e-7, "not-exact"],
    [9, 8, 1.5e-7, "000000015"],
    [22, 0, 1e21, "1000000000000000000000"],
    [4, 0, 10_000, "overflow"],
    [4, 0, "10000", "overflow"],
    [4, 0, 10_000_000_000_000n, "overflow"],
    [4, 0, 1.5, "not-exact"],
    [5, 2, 0.1 + 0.2, "not-exact"],
    [5, 2, "1000", "overflow"],
    [4, 0, -1, "negative-in-unsigned"],
    [4, 0, "-1", "negative-in-unsigned"],
    [4, 0, Number.NaN, "wrong-type"],
    [4, 0, Number.POSITIVE_INFINITY, "wrong-type"],
    [4, 0, "", "wrong-type"],
    [4, 0, " 1", "wrong-type"],
    [4, 0, "1e3", "wrong-type"],
    [4, 0, "1,5", "wrong-type"],
    [4, 0, "0x1", "wrong-type"],
    [4, 0, ".", "wrong-type"],
    [4, 0, "-", "wrong-type"],
    [4, 0, "1.2.3", "wrong-type"],
  ])("writes into %i digits, %i behind the point, %o as %s", (digits, scale, value, expected) => {
    expect(written(digits, scale, value)).toBe(expected);
  });

  it("leaves the template's bytes when nothing is given", () => {
    const bytes = Buffer.from("0042");
    putZoned(bytes, 0, 4, 0, null, ascii, start(), 1);
    putSignedZoned(bytes, 0, 4, 0, undefined, ascii, start(), 1);
    expect(bytes.toString()).toBe("0042");
  });

  it("names the kind of a value that is no number, never the value", () => {
    const problems = start();
    putZoned(Buffer.alloc(4), 0, 4, 0, { secret: 1 } as never, ascii, problems, 1);
    putZoned(Buffer.alloc(4), 0, 4, 0, true as never, ascii, problems, 1);
    expect(problems.list!.map((problem) => problem.message)).toEqual([
      "must be a number, not an object",
      "must be a number, not a boolean",
    ]);
  });
});

describe("putSignedZoned", () => {
  // zones of the last digit: IBM's C and D, the characters they become in a text transfer, and Micro Focus' 0x40
  it.each<[string, Overpunch, NumberInput, string]>([
    ["cp037", "ebcdic", 120, "f1f2c0"],
    ["cp037", "ebcdic", -123, "f1f2d3"],
    ["cp037", "ebcdic", 0, "f0f0c0"],
    ["ascii", "ibm-ascii", 120, "12{"],
    ["ascii", "ibm-ascii", 123, "12C"],
    ["ascii", "ibm-ascii", -120, "12}"],
    ["ascii", "ibm-ascii", -129, "12R"],
    ["ascii", "microfocus", 123, "123"],
    ["ascii", "microfocus", -120, "12p"],
    ["ascii", "microfocus", "-129", "12y"],
    ["ascii", "microfocus", -0, "000"],
    ["ascii", "microfocus", -1000, "overflow"],
    ["ascii", "microfocus", -2147483648, "overflow"],
  ])("%s %s writes %o as %s", (page, overpunch, value, expected) => {
    expect(signed(page, overpunch, value)).toBe(expected);
  });
});

describe("putPlacedZoned", () => {
  it.each<[SignPlace, NumberInput, string]>([
    ["leading", -12, "p12"],
    ["trailing", -12, "01r"],
    ["leading-separate", -12, "-012"],
    ["leading-separate", 12, "+012"],
    ["trailing-separate", -12, "012-"],
    ["trailing-separate", 0, "000+"],
  ])("%s puts the sign of %o as %s", (place, value, expected) => {
    const bytes = Buffer.alloc(expected.length);
    putPlacedZoned(bytes, 0, 3, 0, place, value, ascii, start(), 1);
    expect(bytes.toString("latin1")).toBe(expected);
    expect(getZonedNumber(bytes, 0, 3, place, ascii, start(), 1)).toBe(value);
  });
});

describe("getZoned", () => {
  it("reads numbers, long ones and decimals", () => {
    expect(getZonedNumber(Buffer.from("999999999999999"), 0, 15, null, ascii, start(), 1)).toBe(
      999_999_999_999_999,
    );
    const long = Buffer.from("99999999999999999999999999999999999999");
    expect(getZonedBigInt(long, 0, 38, null, ascii, start(), 1)).toBe(10n ** 38n - 1n);
    expect(getZonedDecimal(Buffer.from("00150"), 0, 5, 2, null, ascii, start(), 1)).toBe("1.50");
    expect(getZonedDecimal(Buffer.from("0000u"), 0, 5, 2, "trailing", ascii, start(), 1)).toBe("-0.05");
    expect(getZonedDecimal(Buffer.from("25"), 0, 2, 2, null, ascii, start(), 1)).toBe("0.25");
  });

  it("reads minus zero as zero", () => {
    expect(Object.is(getZonedNumber(Buffer.from("00p"), 0, 3, "trailing", ascii, start(), 1), 0)).toBe(true);
    expect(getZonedBigInt(Buffer.from("00p"), 0, 3, "trailing", ascii, start(), 1)).toBe(0n);
    expect(getZonedDecimal(Buffer.from("00p"), 0, 3, 2, "trailing", ascii, start(), 1)).toBe("0.00");
  });

  it("takes the other zones that the hardware takes in EBCDIC", () => {
    const form = zonedForm(codePage("cp037"), "ebcdic");
    const signs = [0xa1, 0xb1, 0xc1, 0xd1, 0xe1, 0xf1];
    expect(
      signs.map((byte) => getZonedNumber(Uint8Array.of(byte), 0, 1, "trailing", form, start(), 1)),
    ).toEqual([1, -1, 1, -1, 1, 1]);
  });

  it.each([
    ["12 4", null, "bad-digit", 2],
    ["    ", null, "bad-digit", 0],
    ["123q", null, "bad-digit", 3],
    ["12qq", "trailing", "bad-digit", 2],
    ["123X", "trailing", "bad-digit", 3],
    ["1234*", "trailing-separate", "bad-sign", 4],
    [" 1234", "leading-separate", "bad-sign", 0],
  ] as const)("refuses %o (sign %s) with its place", (text, place, code, offset) => {
    const problems = start();
    getZonedNumber(Buffer.from(text), 0, 4, place, ascii, problems, 1);
    expect(problems.list).toMatchObject([{ path: "F", code, offset, declared: "a.cpy:2" }]);
  });
});
