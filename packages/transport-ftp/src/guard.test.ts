import { virtualClock } from "@hms-sync/conformance";
import { Client } from "basic-ftp";
import { describe, expect, it, vi } from "vitest";
import { guarded } from "./guard.ts";

const never = (): Promise<never> => new Promise(() => {});

function watchedClient(): { client: Client; close: ReturnType<typeof vi.spyOn> } {
  const client = new Client();
  return { client, close: vi.spyOn(client, "close") };
}

describe("guarded", () => {
  it("gives the outcome of the operation and leaves no timer behind", async () => {
    const { client, close } = watchedClient();
    const clock = virtualClock();
    const signal = new AbortController().signal;
    expect(await guarded(client, signal, async () => 7, { clock, timeoutMs: 10 })).toBe(7);
    const failing = guarded(client, signal, () => Promise.reject(new Error("no")), { clock, timeoutMs: 10 });
    await expect(failing).rejects.toThrow("no");
    expect(clock.pending).toBe(0);
    expect(close).not.toHaveBeenCalled();
  });

  it("closes the client when the signal aborts, and does not wait for the library", async () => {
    const { client, close } = watchedClient();
    const stop = new AbortController();
    const waiting = guarded(client, stop.signal, never);
    const reason = new Error("enough");
    stop.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(close).toHaveBeenCalledOnce();
  });

  it("closes the client when the time is up", async () => {
    const { client, close } = watchedClient();
    const clock = virtualClock();
    const waiting = guarded(client, new AbortController().signal, never, { clock, timeoutMs: 10 });
    const outcome = expect(waiting).rejects.toThrow("Timeout");
    await clock.advance(10);
    await outcome;
    expect(close).toHaveBeenCalledOnce();
  });

  it("does not begin when the signal has aborted already", async () => {
    const operation = vi.fn(never);
    await expect(guarded(watchedClient().client, AbortSignal.abort(), operation)).rejects.toThrow();
    expect(operation).not.toHaveBeenCalled();
  });
});
