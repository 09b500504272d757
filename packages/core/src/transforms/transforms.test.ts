import { isHmsSyncError } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { transforms } from "./transforms.ts";

type Name = keyof typeof transforms;

function run(name: Name, value: unknown): unknown {
  return (transforms[name] as (value: unknown) => unknown)(value);
}

describe("a transform", () => {
  it.each<[Name, unknown, unknown]>([
    ["isoToCompact", "2024-04-02T09:00", "202404020900"],
    ["isoToCompact", "2024-04-02T09:00:00", "202404020900"],
    ["isoToCompactSeconds", "2024-04-02T09:00", "20240402090000"],
    ["isoToCompactSeconds", "2024-04-02T09:00:07", "20240402090007"],
    ["isoDate", "2024-04-02T09:00", "2024-04-02"],
    ["isoTime", "2024-04-02T09:00:30", "09:00"],
    ["compactDate", "2024-04-02T09:00", "20240402"],
    ["compactTime", "2024-04-02T09:00", "0900"],
    ["upperCase", "straße", "STRASSE"],
    ["lowerCase", "ABC", "abc"],
    ["trim", "  a ", "a"],
    ["digitsOnly", "(555) 010-1234", "5550101234"],
    ["last4", "123-45-6789", "6789"],
    ["withoutMarks", "José Müller-Ångström", "Jose Muller-Angstrom"],
    ["numberToText", 42, "42"],
    ["textToNumber", " 0042 ", 42],
    ["amountToCents", "25.00", 2500],
    ["amountToCents", "-0.05", -5],
    ["amountToCents", "-0.00", 0],
    ["yesNo", true, "Y"],
    ["yesNo", false, "N"],
  ])("%s makes of %j: %j", (name, value, result) => {
    expect(run(name, value)).toBe(result);
  });

  it.each<[Name, unknown]>([
    ["isoToCompact", "2024-04-02T09:00:30"],
    ["isoToCompact", "2024-04-02T09:00Z"],
    ["isoToCompactSeconds", "2024-04-02"],
    ["isoDate", "SECRET"],
    ["isoTime", ""],
    ["compactDate", "02.04.2024 09:00"],
    ["compactTime", null],
    ["last4", "1234"],
    ["numberToText", 1.5],
    ["textToNumber", "1234567890123456"],
    ["textToNumber", "SECRET"],
    ["amountToCents", "25.005"],
    ["amountToCents", "25"],
    ["yesNo", "SECRET"],
    ["upperCase", undefined],
    ["lowerCase", 7],
    ["trim", {}],
    ["digitsOnly", 5550101234],
    ["withoutMarks", null],
  ])("%s refuses %j without showing it", (name, value) => {
    try {
      run(name, value);
      expect.unreachable();
    } catch (error) {
      expect(isHmsSyncError(error, "HMS_MAP_TRANSFORM")).toBe(true);
      expect((error as Error).message).toMatch(new RegExp(`^${name}: expected `));
      expect((error as Error).message).not.toContain("SECRET");
    }
  });

  it("refuses every foreign type, whichever it is", () => {
    for (const name of Object.keys(transforms) as Name[]) {
      expect(() => run(name, Symbol("SECRET")), name).toThrow(`${name}: expected`);
    }
  });
});
