import { describe, expect, it } from "vitest";
import { roundNumber, truncateNumber } from "./fit-number.ts";
import { truncateText } from "./truncate-text.ts";

describe("truncateText", () => {
  it("cuts at the right and leaves what fits, or is absent", () => {
    expect(truncateText("ABCDE", 3)).toBe("ABC");
    expect(truncateText("AB", 3)).toBe("AB");
    expect(truncateText(undefined, 3)).toBeUndefined();
    expect(truncateText(null, 3)).toBeNull();
  });
});

describe("truncateNumber", () => {
  it.each([
    ["1234567.891", 9, 2, "1234567.89"],
    ["12345678.9", 9, 2, "2345678.9"],
    [12345, 3, 0, "345"],
    [10_000, 3, 0, "0"],
    [-12345n, 3, 0, "-345"],
    ["-0.009", 3, 2, "0.00"],
    ["7.25", 2, 2, "0.25"],
    ["007", 3, 0, "7"],
  ])("fits %o into %i digits, %i behind the point, as %s", (value, digits, scale, expected) => {
    expect(truncateNumber(value, digits, scale)).toBe(expected);
  });

  it("leaves what is no number to the writer", () => {
    expect(truncateNumber("x", 3, 0)).toBe("x");
    expect(truncateNumber(undefined, 3, 0)).toBeUndefined();
  });
});

describe("roundNumber", () => {
  it.each([
    ["1.005", 2, "1.01"],
    ["-1.005", 2, "-1.01"],
    ["1.004", 2, "1.00"],
    [2.5, 0, "3"],
    [-2.5, 0, "-3"],
    [0.5, 0, "1"],
    ["0.4999999999999999999", 0, "0"],
    ["-0.4", 0, "0"],
    ["999.995", 2, "1000.00"],
    ["12345678901234567890.5", 0, "12345678901234567891"],
    [7, 2, "7.00"],
    [".05", 1, "0.1"],
  ])("rounds %o to %i decimals as %s", (value, scale, expected) => {
    expect(roundNumber(value, scale)).toBe(expected);
  });

  it("leaves what is no number to the writer", () => {
    expect(roundNumber("x", 2)).toBe("x");
    expect(roundNumber(null, 2)).toBeNull();
  });
});

describe("a field whose picture has P", () => {
  it.each([
    [3, -3, "1234567", "234000"],
    [3, -3, "999", "0"],
    [2, 4, "7.5678", "0.0078"],
    [2, 4, "0.00129", "0.0012"],
  ])("of %i digits and scale %i cuts %s to %s", (digits, scale, value, cut) => {
    expect(Number(truncateNumber(value, digits, scale))).toBe(Number(cut));
  });

  it.each([
    ["1499", "1000"],
    ["1500", "2000"],
    ["-500", "-1000"],
    ["499.9", "0"],
    ["50", "0"],
  ])("counted in thousands rounds %s to %s", (value, rounded) => {
    expect(Number(roundNumber(value, -3))).toBe(Number(rounded));
  });
});
