import { describe, expect, it } from "vitest";
import { virtualClock } from "./virtual-clock.ts";

describe("virtualClock", () => {
  it("stands still until it is told to move", async () => {
    const clock = virtualClock(1000);
    expect(clock.now()).toBe(1000);
    expect(clock.monotonic()).toBe(0);
    await clock.advance(250);
    expect(clock.now()).toBe(1250);
    expect(clock.monotonic()).toBe(250);
  });

  it("runs due timers in order, each at its own time", async () => {
    const clock = virtualClock(0);
    const seen: string[] = [];
    clock.after(20, () => seen.push(`b ${clock.now()}`));
    clock.after(10, () => seen.push(`a ${clock.now()}`));
    clock.after(20, () => seen.push(`c ${clock.now()}`));
    clock.after(31, () => seen.push("late"));
    await clock.advance(30);
    expect(seen).toEqual(["a 10", "b 20", "c 20"]);
    expect(clock.pending).toBe(1);
  });

  it("runs timers that a timer sets within the same step", async () => {
    const clock = virtualClock(0);
    const seen: number[] = [];
    const tick = (): void => {
      seen.push(clock.now());
      clock.after(10, tick);
    };
    clock.after(10, tick);
    await clock.advance(35);
    expect(seen).toEqual([10, 20, 30]);
  });

  it("lets a loop of sleeps go on in one step", async () => {
    const clock = virtualClock(0);
    const seen: number[] = [];
    const loop = (async () => {
      for (let turn = 0; turn < 3; turn++) {
        await clock.sleep(100);
        seen.push(clock.now());
      }
    })();
    await clock.advance(1000);
    await loop;
    expect(seen).toEqual([100, 200, 300]);
    expect(clock.now()).toBe(1000);
  });

  it("forgets a cancelled timer", async () => {
    const clock = virtualClock(0);
    let ran = false;
    clock.after(10, () => {
      ran = true;
    })();
    await clock.advance(20);
    expect(ran).toBe(false);
    expect(clock.pending).toBe(0);
  });

  it("rejects a sleep with the reason of its signal, before and while it sleeps", async () => {
    const clock = virtualClock(0);
    const stop = new AbortController();
    const sleeping = clock.sleep(10, stop.signal);
    stop.abort(new Error("enough"));
    await expect(sleeping).rejects.toThrow("enough");
    await expect(clock.sleep(10, stop.signal)).rejects.toThrow("enough");
    expect(clock.pending).toBe(0);
  });
});
