import { describe, expect, it } from "vitest";
import { compareFile } from "./compare-files.ts";

describe("compareFile", () => {
  it("says nothing of equal files", () => {
    expect(compareFile("a.ts", "one\n", "one\n")).toBeUndefined();
  });

  it("tells a missing file from a stale one", () => {
    expect(compareFile("a.ts", "one\n", undefined)?.code).toBe("HMS_GEN_MISSING");
    expect(compareFile("a.ts", "one\n", "")?.code).toBe("HMS_GEN_STALE");
  });

  it("shows the lines that differ and where they begin", () => {
    const finding = compareFile("a.ts", "one\nTWO\nthree\n", "one\ntwo\nthree\n");
    expect(finding).toMatchObject({ line: 2, message: "this file is not up to date:\n  - two\n  + TWO" });
  });

  it("cuts a long difference", () => {
    const finding = compareFile("a.ts", "", "1\n2\n3\n4\n5\n6\n");
    expect(finding?.message).toContain("  - 4\n  - … 2 more");
  });

  it("shows line ends that were changed", () => {
    expect(compareFile("a.ts", "one\n", "one\r\n")?.message).toContain("- one␍");
  });
});
