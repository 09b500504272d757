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
    ["9(3)PP", "P scaling"],
    ["PPP9", "P scaling"],
    ["ZZ9.99", "edited"],
    ["-9(5)", "edited"],
    ["9(5)CR", "edited"],
    ["$$,$$9.99", "edited"],
    ["X(3)BX", "edited"],
    ["99/99/9999", "edited"],
    ["N(4)", "national"],
    ["G(4)", "national"],
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
    ["PIC", 0],
  ])("refuses %s as wrong, pointing at symbol %i", (text, at) => {
    expect(readPicture(text)).toMatchObject({ kind: "fault", reason: "wrong", at });
  });
});
