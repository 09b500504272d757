import { describe, expect, it } from "vitest";
import { readPicture } from "./picture.ts";

describe("readPicture", () => {
  it.each([
    ["X", 1],
    ["X(20)", 20],
    ["XXX", 3],
    ["A(5)", 5],
    ["A9X", 3],
    ["X(2)A(3)9", 6],
    ["X(3)BXX/X", 8],
    ["9X", 2],
  ])("reads %s as text of %i characters", (text, width) => {
    expect(readPicture(text)).toEqual({ kind: "text", width });
  });

  it.each([
    ["9", 1, 0, false],
    ["9(7)", 7, 0, false],
    ["S9(7)V99", 9, 2, true],
    ["9(7)V9(2)", 9, 2, false],
    ["V99", 2, 2, false],
    ["SV9(4)", 4, 4, true],
    ["99V", 2, 0, false],
    ["S999", 3, 0, true],
    ["9(10)9(5)", 15, 0, false],
  ])("reads %s as a number of %i digits, %i behind the point", (text, digits, scale, signed) => {
    expect(readPicture(text)).toEqual({ kind: "number", digits, scale, signed });
  });

  it.each([
    ["9(3)PP", 3, -2, false],
    ["S9(3)PPV", 3, -2, true],
    ["PP9(3)", 3, 5, false],
    ["VPP99", 2, 4, false],
    ["SVP(3)9", 1, 4, true],
  ])("scales %s: %i digits stored, scale %i", (text, digits, scale, signed) => {
    expect(readPicture(text)).toEqual({ kind: "number", digits, scale, signed });
  });

  it.each([
    ["ZZ9.99", "ZZ9.99", 6, 5, 2, false],
    ["Z(3),ZZ9.99-", "ZZZ,ZZ9.99-", 11, 8, 2, true],
    ["-9(5)", "-99999", 6, 5, 0, true],
    ["9(5)CR", "99999CR", 7, 5, 0, true],
    ["9(5)DB", "99999DB", 7, 5, 0, true],
    ["$$,$$9.99CR", "$$,$$9.99CR", 11, 6, 2, true],
    ["$Z(3)9.99", "$ZZZ9.99", 8, 6, 2, false],
    ["-$Z9", "-$Z9", 4, 2, 0, true],
    ["++++9V99", "++++9V99", 7, 6, 2, true],
    ["---,---,--9", "---,---,--9", 11, 8, 0, true],
    ["++++.++", "++++.++", 7, 5, 2, true],
    ["$(4).$$", "$$$$.$$", 7, 5, 2, false],
    ["**9.99", "**9.99", 6, 5, 2, false],
    ["99/99/9999", "99/99/9999", 10, 8, 0, false],
    ["9(3)B9(4)", "999B9999", 8, 7, 0, false],
    ["9(3)0", "9990", 4, 3, 0, false],
    ["Z(3).Z(2)", "ZZZ.ZZ", 6, 5, 2, false],
    ["ZZPP", "ZZPP", 2, 2, -2, false],
    ["9(4)+", "9999+", 5, 4, 0, true],
  ])("expands %s to the mask %s of %i characters", (text, mask, width, digits, scale, signed) => {
    expect(readPicture(text)).toEqual({ kind: "edited", mask, width, digits, scale, signed });
  });

  it.each([
    ["N(4)", 4, "N"],
    ["GG", 2, "G"],
  ])("reads %s as %i wide characters", (text, width, letter) => {
    expect(readPicture(text)).toEqual({ kind: "national", width, letter });
  });

  it.each([
    ["+9.9E+99", "floating-point"],
    ["1(8)", "boolean"],
    ["U(4)", "UTF-8"],
  ])("refuses %s by name (%s)", (text, name) => {
    expect(readPicture(text)).toMatchObject({
      kind: "fault",
      reason: "unsupported",
      message: expect.stringContaining(name),
    });
  });

  it.each([
    ["Q(3)", 0],
    ["X(0)", 0],
    ["X()", 1],
    ["X(3", 1],
    ["(3)", 0],
    ["9S", 1],
    ["SS9", 1],
    ["S(2)9", 0],
    ["9V9V9", 3],
    ["S", 0],
    ["V", 0],
    ["SX", 0],
    ["XV9", 1],
    ["X(3)Q", 4],
    ["X(9999999999)", 0],
    ["PIC", 1],
    ["9P9", 2],
    ["P9P", 2],
    ["9VP", 2],
    ["Z*9", 1],
    ["9Z", 1],
    ["+9-", 2],
    ["+9CR", 2],
    ["9.9.9", 3],
    ["9CR9", 1],
    ["S9.9", 0],
    ["9$9", 1],
    ["..", 1],
    ["B0", 0],
    ["Z(300)", 0],
    ["N9", 1],
  ])("refuses %s as wrong, pointing at symbol %i", (text, at) => {
    expect(readPicture(text)).toMatchObject({ kind: "fault", reason: "wrong", at });
  });
});
