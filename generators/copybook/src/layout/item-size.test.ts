import type { ItemType, NumberStorage, ProfileSettings } from "@hms-sync/gen/source";
import { describe, expect, it } from "vitest";
import { itemSize } from "./item-size.ts";

function size(
  storage: NumberStorage,
  digits: number,
  signed: boolean,
  binarySizes: ProfileSettings["binarySizes"],
) {
  return itemSize({ kind: "number", storage, digits, scale: 0, signed } satisfies ItemType, { binarySizes });
}
const digits = Array.from({ length: 18 }, (_, index) => index + 1);

describe("itemSize", () => {
  it("gives a packed number half a byte a digit and one for the sign", () => {
    expect([1, 2, 3, 4, 5, 9, 18, 31].map((n) => size("packed", n, true, "2-4-8"))).toEqual([
      1, 2, 2, 3, 3, 5, 10, 16,
    ]);
  });

  it("gives a separate sign a byte", () => {
    const type: ItemType = {
      kind: "number",
      storage: "zoned",
      digits: 3,
      scale: 0,
      signed: true,
      sign: "leading-separate",
    };
    expect(itemSize(type, { binarySizes: "2-4-8" })).toBe(4);
    expect(itemSize({ ...type, sign: "leading" }, { binarySizes: "2-4-8" })).toBe(3);
  });

  it("gives COMP-6 half a byte a digit and no sign", () => {
    expect([1, 2, 3, 4, 7].map((n) => size("packed-unsigned", n, false, "2-4-8"))).toEqual([1, 1, 2, 2, 4]);
  });

  it("gives COMP-X the fewest bytes, COMP-5 the sizes of the profile", () => {
    expect([2, 5, 7, 10].map((n) => size("comp-x", n, false, "2-4-8"))).toEqual([1, 3, 3, 5]);
    expect([2, 5, 7, 10].map((n) => size("native", n, false, "1-2-4-8"))).toEqual([1, 4, 4, 8]);
  });

  it("gives a national character two bytes and a float its size", () => {
    expect(itemSize({ kind: "national", width: 3, form: "utf-16" }, { binarySizes: "2-4-8" })).toBe(6);
    expect(itemSize({ kind: "float", size: 8 }, { binarySizes: "2-4-8" })).toBe(8);
  });

  // figures of GnuCOBOL's configuration reference, `binary-size`
  it.each([
    ["2-4-8", true, [2, 2, 2, 2, 4, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8, 8, 8, 8]],
    ["1-2-4-8", true, [1, 1, 2, 2, 4, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8, 8, 8, 8]],
    ["1-8", true, [1, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 6, 7, 7, 8, 8]],
    ["1-8", false, [1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 5, 6, 6, 7, 7, 8, 8]],
  ] as const)("follows binarySizes %s (signed %s) from 1 to 18 digits", (sizes, signed, expected) => {
    expect(digits.map((count) => size("binary", count, signed, sizes))).toEqual(expected);
  });
});
