import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileName, fileNameFaults, usesSequence } from "./file-name.ts";

const parts = { packetId: "018f", deliveryId: "0190", seq: 42, at: Date.parse("2024-04-02T09:05:07Z") };

describe("a file name", () => {
  it.each([
    ["{packetId}.dat", "018f.dat"],
    ["APPT{date:yyyyMMdd}{seq:6}.DAT", "APPT20240402000042.DAT"],
    ["{date:HHmmss}-{deliveryId}", "090507-0190"],
    ["{date:yyyy-MM-dd_HH}{seq:2}", "2024-04-02_0942"],
  ])("%s becomes %s", (pattern, name) => {
    expect(fileName(pattern, parts)).toBe(name);
  });

  it("says whether it needs a sequence", () => {
    expect(["{packetId}", "A{seq:6}"].map(usesSequence)).toEqual([false, true]);
  });

  it.each([
    ["APPT.DAT", "two deliveries would get the same name"],
    ["{date:yyyyMMddHHmmss}.dat", "two deliveries would get the same name"],
    ["{packetID}", "{packetID} is unknown"],
    ["{seq}", "{seq} is unknown"],
    ["{seq:0}", "{seq:0} is unknown"],
    ["{packetId}{date:YYYY}", "{date:YYYY} is unknown"],
    ["../{packetId}", "slash"],
    ["a\\{packetId}", "slash"],
    ["{packetId}\n", "control character"],
    ["{packetId}}", "brace"],
    ["", "no name"],
  ])("%j is refused: %s", (pattern, fault) => {
    expect(fileNameFaults(pattern).join()).toContain(fault);
    expect(() => fileName(pattern, parts)).toThrow(/^file\.name: /);
  });

  it("gives all faults of a pattern at once", () => {
    expect(fileNameFaults("/{x}{y}")).toHaveLength(4);
  });

  it("refuses a sequence number without room instead of cutting it", () => {
    expect(() => fileName("A{seq:2}", { ...parts, seq: 100 })).toThrow("reached 3 digits");
    const { seq: _, ...without } = parts;
    expect(() => fileName("A{seq:2}", without)).toThrow("needs a sequence number");
  });

  it("never gives one name to two sequence numbers", () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(999_999), (left, right) => {
        const same =
          fileName("A{seq:6}", { ...parts, seq: left }) === fileName("A{seq:6}", { ...parts, seq: right });
        expect(same).toBe(left === right);
      }),
    );
  });
});
