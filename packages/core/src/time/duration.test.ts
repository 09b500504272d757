import { isHmsSyncError } from "@hms-sync/connector-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "./duration.ts";
import { parseSince } from "./since.ts";

const NOW = Date.parse("2024-04-02T09:00:00Z");

describe("a duration", () => {
  it.each([
    ["500ms", 500],
    ["10s", 10_000],
    ["5m", 300_000],
    ["2h", 7_200_000],
    ["3d", 259_200_000],
    ["0s", 0],
    [" 1s ", 1_000],
  ])("%s is read in ms", (text, durationMs) => {
    expect(parseDuration(text)).toBe(durationMs);
  });

  it.each([
    "",
    "10",
    "s",
    "1.5h",
    "-1s",
    "1w",
    "1 h",
    "1H",
    "99999999999999999999s",
    "40000d",
    "1e3s",
    "\u0661s",
  ])("%j is refused with what was expected", (text) => {
    try {
      parseDuration(text);
      expect.unreachable();
    } catch (error) {
      expect(isHmsSyncError(error, "HMS_CFG_DURATION")).toBe(true);
      expect((error as Error).message).toMatch(/expected a whole number and a unit|a hundred years/);
    }
  });

  it("is written so that it reads back the same", () => {
    fc.assert(
      fc.property(fc.nat(100 * 365 * 86_400_000), (durationMs) => {
        expect(parseDuration(formatDuration(durationMs))).toBe(durationMs);
      }),
    );
    expect([90_000, 86_400_000, 1_500, 0].map(formatDuration)).toEqual(["90s", "1d", "1500ms", "0s"]);
  });
});

describe("since", () => {
  it("takes a duration back from now", () => {
    expect(parseSince("24h", NOW)).toBe(NOW - 86_400_000);
  });

  it.each(["2024-04-01T09:00:00Z", "2024-04-01T05:00:00-04:00", "2024-04-01 09:00:00.000z"])(
    "takes the time %s",
    (text) => {
      expect(parseSince(text, NOW)).toBe(NOW - 86_400_000);
    },
  );

  it.each([
    "2024-04-01",
    "2024-04-01T09:00:00",
    "2024-02-30T09:00:00Z",
    "2024-13-01T09:00:00Z",
    "yesterday",
    "9999-12-31T23:59:59-14:00",
    "",
  ])("refuses %j and says what it takes", (text) => {
    expect(() => parseSince(text, NOW)).toThrow("expected a duration such as 24h or a time with its zone");
  });
});
