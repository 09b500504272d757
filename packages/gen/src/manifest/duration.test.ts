import { describe, expect, it } from "vitest";
import { parseDurationMs } from "./duration.ts";

describe("parseDurationMs", () => {
  it.each([
    ["500ms", 500],
    ["10s", 10_000],
    ["5m", 300_000],
    ["2h", 7_200_000],
    ["3d", 259_200_000],
  ])("reads %s", (text, ms) => {
    expect(parseDurationMs(text)).toBe(ms);
  });

  it.each(["", "10", "s", "1.5s", "-1s", "10 s", "10S", "1w", "1h30m"])("refuses %j", (text) => {
    expect(parseDurationMs(text)).toBeUndefined();
  });
});
