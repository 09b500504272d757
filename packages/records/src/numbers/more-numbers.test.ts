import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startProblems } from "../problems/problems.ts";
import { binaryForm } from "./binary-form.ts";
import type { FloatForm } from "./float-form.ts";
import { getBinaryBigInt } from "./get-binary.ts";
import { getFloat } from "./get-float.ts";
import { getPackedDecimal } from "./get-packed.ts";
import { getUnsignedPackedBigInt } from "./get-unsigned-packed.ts";
import { putBinary } from "./put-binary.ts";
import { putFloat } from "./put-float.ts";
import { putPacked } from "./put-packed.ts";
import { putUnsignedPacked } from "./put-unsigned-packed.ts";
import type { NumberInput } from "./scan-digits.ts";

function float(value: NumberInput, size: 4 | 8, form: FloatForm): string {
  const bytes = Buffer.alloc(size);
  const problems = startProblems([["F", ""]]);
  putFloat(bytes, 0, size, form, value, problems, 0);
  return problems.list?.[0]?.code ?? bytes.toString("hex");
}

function readFloat(hex: string, form: FloatForm): number | string {
  const bytes = Buffer.from(hex, "hex");
  const problems = startProblems([["F", ""]]);
  const value = getFloat(bytes, 0, bytes.length as 4 | 8, form, problems, 0);
  return problems.list?.[0]?.code ?? value;
}

describe("a floating-point number", () => {
  it("has the bytes of IBM's manuals and of IEEE 754", () => {
    // -118.625, the example of the hexadecimal format
    expect(float(-118.625, 4, "ibm")).toBe("c276a000");
    expect(float(1, 8, "ibm")).toBe("4110000000000000");
    expect(float("0.1", 4, "ibm")).toBe("4019999a");
    expect(float(0, 8, "ibm")).toBe("0000000000000000");
    expect(float(-118.625, 4, "ieee-big")).toBe("c2ed4000");
    expect(float("1e0", 8, "ieee-little")).toBe("000000000000f03f");
    expect(readFloat("c276a000", "ibm")).toBe(-118.625);
    // rounded up into the next power
    expect(float(0.999999999, 4, "ibm")).toBe("41100000");
    // not normalised: still the same number
    expect(readFloat("43001000", "ibm")).toBe(1);
  });

  it("refuses what it cannot hold, and bytes that are no number", () => {
    expect(float(Number.NaN, 8, "ieee-big")).toBe("wrong-type");
    expect(float("x", 8, "ibm")).toBe("wrong-type");
    expect(float(1e39, 4, "ieee-big")).toBe("overflow");
    expect(float(1e-60, 4, "ieee-big")).toBe("overflow");
    expect(float(1e76, 8, "ibm")).toBe("overflow");
    expect(float(1e-80, 4, "ibm")).toBe("overflow");
    expect(readFloat("7f800000", "ieee-big")).toBe("bad-digit");
    expect(readFloat("7fc00000", "ieee-big")).toBe("bad-digit");
  });

  it("gives back every number of its size", () => {
    const double = fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -7e75, max: 7e75 })
      .filter((value) => value === 0 || Math.abs(value) > 1e-70);
    fc.assert(
      fc.property(double, (value) => {
        for (const form of ["ibm", "ieee-big", "ieee-little"] as const) {
          expect(readFloat(float(value, 8, form), form)).toBe(value === 0 ? 0 : value);
        }
      }),
    );
  });
});

describe("a packed number without a sign", () => {
  it("has two digits a byte, and gives them back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), fc.bigInt({ min: 0n, max: 10n ** 31n }), (digits, any) => {
        const value = any % 10n ** BigInt(digits);
        const bytes = Buffer.alloc((digits + 1) >> 1);
        const problems = startProblems([["F", ""]]);
        putUnsignedPacked(bytes, 0, digits, 0, value, problems, 0);
        expect(bytes.toString("hex")).toBe(String(value).padStart(bytes.length * 2, "0"));
        expect(getUnsignedPackedBigInt(bytes, 0, digits, problems, 0)).toBe(value);
        expect(problems.list).toBeNull();
      }),
    );
  });

  it("refuses a half byte that is no digit", () => {
    const problems = startProblems([["F", ""]]);
    getUnsignedPackedBigInt(Buffer.from("1a", "hex"), 0, 2, problems, 0);
    expect(problems.list![0]).toMatchObject({ code: "bad-digit", offset: 0, bytes: "1a" });
    const odd = startProblems([["F", ""]]);
    getUnsignedPackedBigInt(Buffer.from("1123", "hex"), 0, 3, odd, 0);
    expect(odd.list).toHaveLength(1);
  });
});

describe("a picture with P", () => {
  const packed = (value: NumberInput, scale: number): string => {
    const bytes = Buffer.alloc(2);
    const problems = startProblems([["F", ""]]);
    putPacked(bytes, 0, 3, scale, true, value, problems, 0);
    return problems.list?.[0]?.code ?? bytes.toString("hex");
  };

  it("stores the digits that are not P, and refuses others", () => {
    expect(packed("123000", -3)).toBe("123c");
    expect(packed(-1000, -3)).toBe("001d");
    expect(packed(0, -3)).toBe("000c");
    expect(packed(1500, -3)).toBe("not-exact");
    expect(packed("1000.5", -3)).toBe("not-exact");
    expect(packed(1_000_000, -3)).toBe("overflow");
    expect(packed("0.00123", 5)).toBe("123c");
    expect(packed(0.00003, 5)).toBe("003c");
    expect(packed("0.01", 5)).toBe("overflow");
    expect(packed("1", 5)).toBe("overflow");
    expect(packed("0.000001", 5)).toBe("not-exact");
  });

  it("is read with the zeros that are not stored", () => {
    const problems = startProblems([["F", ""]]);
    expect(getPackedDecimal(Buffer.from("123d", "hex"), 0, 3, 5, true, problems, 0)).toBe("-0.00123");
    expect(problems.list).toBeNull();
  });
});

describe("a binary number over its whole range", () => {
  it.each([
    [3, false, "big"],
    [8, true, "little"],
    [8, false, "big"],
    [11, false, "big"],
  ] as const)("holds the least and the most of %i bytes (signed: %s, %s)", (size, signed, order) => {
    const form = binaryForm(size, 4, 0, signed, false, order);
    const wide = { ...form, digits: 18 };
    for (const value of [form.most, form.least, form.most - 1n]) {
      const bytes = Buffer.alloc(size);
      const problems = startProblems([["F", ""]]);
      putBinary(bytes, 0, wide, value, problems, 0);
      expect(problems.list).toBeNull();
      expect(getBinaryBigInt(bytes, 0, wide, problems, 0)).toBe(value);
    }
    for (const value of [form.most + 1n, form.least - 1n]) {
      const problems = startProblems([["F", ""]]);
      putBinary(Buffer.alloc(size), 0, wide, value, problems, 0);
      expect(problems.list).toHaveLength(1);
    }
  });
});
