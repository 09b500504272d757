import { describe, expect, it } from "vitest";
import { turns } from "./turns.ts";

const calm = new AbortController().signal;

describe("turns", () => {
  it("runs tasks one after the other, in the order in which they asked", async () => {
    const { take } = turns();
    const seen: string[] = [];
    const first = Promise.withResolvers<void>();
    const one = take(calm, async () => {
      seen.push("one begins");
      await first.promise;
      seen.push("one ends");
    });
    const two = take(calm, async () => {
      seen.push("two");
    });
    await new Promise((resolve) => setImmediate(resolve));
    first.resolve();
    await Promise.all([one, two]);
    expect(seen).toEqual(["one begins", "one ends", "two"]);
  });

  it("goes on after a task that failed", async () => {
    const { take } = turns();
    const failed = take(calm, () => Promise.reject(new Error("no")));
    const next = take(calm, async () => "next");
    await expect(failed).rejects.toThrow("no");
    expect(await next).toBe("next");
  });

  it("lets nobody pass the one that runs when one that waits gives up", async () => {
    const { take } = turns();
    const stop = new AbortController();
    const first = Promise.withResolvers<void>();
    let running = 0;
    const task = async (): Promise<void> => {
      running++;
      expect(running).toBe(1);
      await first.promise;
      running--;
    };
    const one = take(calm, task);
    const two = take(stop.signal, task);
    const three = take(calm, task);
    stop.abort(new Error("enough"));
    await expect(two).rejects.toThrow("enough");
    await new Promise((resolve) => setImmediate(resolve));
    first.resolve();
    await Promise.all([one, three]);
  });
});
