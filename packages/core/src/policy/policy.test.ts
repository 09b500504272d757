import { describe, expect, it } from "vitest";
import { formatDuration } from "../time/duration.ts";
import { dedupeHash } from "./dedupe-hash.ts";
import { DEFAULT_POLICY } from "./default-policy.ts";
import { mergePolicy } from "./merge-policy.ts";
import { retryDelayMs } from "./retry-delay.ts";

describe("the default policy", () => {
  it("tries first after a minute and gives up after three days", () => {
    expect(DEFAULT_POLICY.retry.delaysMs.map(formatDuration)).toEqual([
      "1m",
      "5m",
      "30m",
      "2h",
      "5h",
      "10h",
      "10h",
    ]);
    expect(formatDuration(DEFAULT_POLICY.retry.maxAgeMs)).toBe("3d");
  });

  it("cannot be changed by accident", () => {
    expect(() => Object.assign(DEFAULT_POLICY.retry, { jitter: 1 })).toThrow();
  });
});

describe("retryDelayMs", () => {
  it("follows the schedule and ends", () => {
    const delays = [1, 7, 8].map((attempt) => retryDelayMs(DEFAULT_POLICY.retry, attempt, () => 0.5));
    expect(delays).toEqual([60_000, 36_000_000, undefined]);
  });

  it("spreads by the jitter in both directions", () => {
    const policy = { delaysMs: [1_000], jitter: 0.2 };
    expect([0, 0.5, 1].map((value) => retryDelayMs(policy, 1, () => value))).toEqual([800, 1_000, 1_200]);
  });
});

describe("mergePolicy", () => {
  it("replaces parts of groups and whole lists", () => {
    const merged = mergePolicy(DEFAULT_POLICY, {
      retry: { delaysMs: [1] },
      order: { after: "acked" },
      dedupe: { by: "packet" },
    });
    expect(merged.retry).toEqual({ ...DEFAULT_POLICY.retry, delaysMs: [1] });
    expect(merged.order).toEqual({ key: "entity", after: "acked", onReject: "continue" });
    expect(merged.dedupe).toEqual({ by: "packet" });
    expect(merged.ack).toEqual(DEFAULT_POLICY.ack);
  });

  it("can switch dedupe off again", () => {
    const on = mergePolicy(DEFAULT_POLICY, { dedupe: { by: "packet" } });
    expect(mergePolicy(on, { dedupe: false }).dedupe).toBe(false);
  });
});

describe("dedupeHash", () => {
  const payload = { a: { x: 1, y: [1, { b: 1, c: 2 }] }, n: null };
  it("is the same for the same values, whatever the order of paths and members", () => {
    const other = { n: undefined, a: { y: [1, { c: 2, b: 1 }], x: 1 } };
    expect(dedupeHash("e", ["a.x", "a.y", "n"], payload)).toBe(dedupeHash("e", ["n", "a.y", "a.x"], other));
    expect(dedupeHash("e", ["a.x"], payload)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ["another event", dedupeHash("f", ["a.x"], payload)],
    ["another value", dedupeHash("e", ["a.x"], { a: { x: 2 } })],
    ["text instead of a number", dedupeHash("e", ["a.x"], { a: { x: "1" } })],
    ["another path", dedupeHash("e", ["a.y"], payload)],
  ])("differs for %s", (_, hash) => {
    expect(hash).not.toBe(dedupeHash("e", ["a.x"], payload));
  });
});
