import type { LayoutField } from "@hms-sync/connector-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitValue } from "./fit-value.ts";

const base = { path: "F", offset: 0, length: 5, picture: "X", usage: "DISPLAY", optional: false } as const;
const text: LayoutField = { ...base, kind: "text", width: 5 };
const decimal: LayoutField = { ...base, kind: "decimal", digits: 7, scale: 2 };
const whole: LayoutField = { ...base, kind: "number", digits: 7, scale: 0 };

describe("fitValue", () => {
  it("cuts text between characters, never inside one", () => {
    expect(fitValue("Annabel", text, "truncate")).toBe("Annab");
    expect(fitValue("ab\u{1f600}\u{1f600}\u{1f600}\u{1f600}", text, "truncate")).toBe(
      "ab\u{1f600}\u{1f600}\u{1f600}",
    );
  });

  it.each([
    ["12.345", "round", "12.35"],
    ["12.344", "round", "12.34"],
    ["-12.345", "round", "-12.35"],
    ["-0.004", "round", "0.00"],
    ["99.999", "round", "100.00"],
    ["0.005", "round", "0.01"],
    ["12.349", "truncate", "12.34"],
    ["-12.349", "truncate", "-12.34"],
    [12.5, "round", "12.5"],
    ["12", "round", "12"],
    ["1e5", "round", "1e5"],
    ["abc", "round", "abc"],
  ] as const)("makes of the decimal %s with %s: %s", (value, overflow, result) => {
    expect(fitValue(value, decimal, overflow)).toBe(result);
  });

  it("gives numbers to number fields", () => {
    expect(fitValue("12.5", whole, "round")).toBe(13);
    expect(fitValue(-12.5, whole, "truncate")).toBe(-12);
    expect(fitValue("12.5", { ...whole, kind: "bigint" }, "round")).toBe(13n);
  });

  it("leaves everything as it is without overflow, and absent values always", () => {
    expect(fitValue("Annabel", text, "reject")).toBe("Annabel");
    expect([fitValue(undefined, text, "truncate"), fitValue(null, decimal, "round")]).toEqual([
      undefined,
      null,
    ]);
  });

  it("rounds to the nearest value that the scale has", () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999, max: 9_999_999 }), (thousandths) => {
        const sign = thousandths < 0 ? "-" : "";
        const digits = String(Math.abs(thousandths)).padStart(4, "0");
        const rounded = fitValue(`${sign}${digits.slice(0, -3)}.${digits.slice(-3)}`, decimal, "round");
        expect(Math.abs(Number(rounded) * 1_000 - thousandths)).toBeLessThanOrEqual(5.000001);
      }),
    );
  });
});
