import { answersInFiles, testContext, testMessage, testSendContext } from "@hms-sync/conformance/vitest";
import { type FtpWorld, startFtpWorld } from "@hms-sync/conformance/worlds";
import type { Transport } from "@hms-sync/connector-api";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { transport as provider } from "./transport.ts";

/** Short enough to be waited for; what has to work afterwards gets longer. */
const TIMEOUT_MS = 200;
const LONGER_TIMEOUT_MS = 600;
const LONG = "30s";

let world: FtpWorld;
let transports: Transport[];

beforeEach(async () => {
  world = await startFtpWorld();
  transports = [];
});
afterEach(async () => {
  for (const transport of transports) await transport.dispose();
  await world.stop();
});

function make(timeout: number | string = TIMEOUT_MS): Transport {
  const transport = provider.create(
    {
      endpoint: world.url,
      password: world.password,
      file: { name: "x" },
      ack: answersInFiles(),
      settings: { timeout },
    },
    testContext(),
  );
  transports.push(transport);
  return transport;
}

function visible(): string[] {
  return world.changes.filter(({ path }) => /^\/inbox\/[^.]/.test(path)).map(({ action }) => action);
}

describe("a server that falls silent", () => {
  const before = ["connect", "OPTS", "USER", "PASS", "FEAT", "TYPE", "EPSV", "STOR", "SIZE", "RNFR"];

  it.each(before)("makes a send ask for a retry after the real timeout when it hangs at %s", async (on) => {
    world.fault({ on, do: "hang" });
    const sending = testSendContext();
    const acks = await make().send([testMessage(1), testMessage(2)], sending);
    expect(acks).toMatchObject([
      { status: "retry", code: "HMS_NET_TIMEOUT" },
      { status: "retry", code: "HMS_NET_TIMEOUT" },
    ]);
    expect(sending.announced).toEqual([]);
    expect(visible()).toEqual([]);
    expect((await make(LONG).send([testMessage(1)], testSendContext()))[0]!.status).toBe("accepted");
    expect(visible()).toEqual(["renamed"]);
  });

  it.each(["hang", "execute-hang"] as const)(
    "does not keep a send from concluding the rename after the real timeout (%s)",
    async (fault) => {
      world.fault({ on: "RNTO", do: fault });
      const [ack] = await make(LONGER_TIMEOUT_MS).send([testMessage(1)], testSendContext());
      expect(ack!.status).toBe("accepted");
      expect(visible()).toEqual(["renamed"]);
    },
  );

  it("does not lose an upload whose 226 never comes, after the real timeout", async () => {
    world.fault({ on: "STOR", do: "execute-hang" });
    const [ack] = await make(LONGER_TIMEOUT_MS).send([testMessage(1)], testSendContext());
    expect(ack!.status).toBe("accepted");
    expect(world.commands.filter(({ name }) => name === "STOR")).toHaveLength(1);
    expect(visible()).toEqual(["renamed"]);
  });

  it("makes a poll fail after the real timeout", async () => {
    world.fault({ on: "MLSD", do: "hang" });
    const files = make().poll!(new AbortController().signal)[Symbol.asyncIterator]();
    await expect(files.next()).rejects.toMatchObject({ code: "HMS_NET_TIMEOUT" });
  });

  it("makes the connection test name the step that hangs, after the real timeout, and leaves nothing", async () => {
    world.fault({ on: "RNTO", do: "execute-hang" });
    const steps = await make(LONGER_TIMEOUT_MS).test!(new AbortController().signal);
    expect(steps.map(({ name, ok }) => `${name} ${ok}`)).toEqual([
      "connect true",
      "login true",
      "list folder true",
      "write probe file true",
      "read size true",
      "rename false",
    ]);
    expect(steps.at(-1)!.message).toMatch(/did not answer in time/);
    expect(world.files()).toEqual([]);
  });

  it.each(["connect", "PASS", "STOR", "RNTO"])(
    "does not keep an aborted send that hangs at %s",
    async (on) => {
      world.fault({ on, do: "hang" });
      const stop = new AbortController();
      const sending = make(LONG).send([testMessage(1)], testSendContext({ signal: stop.signal }));
      await vi.waitUntil(() =>
        on === "connect" ? world.connections : world.commands.some(({ name }) => name === on),
      );
      const reason = new Error("enough");
      stop.abort(reason);
      await expect(sending).rejects.toBe(reason);
      expect(visible()).toEqual([]);
    },
  );

  it("does not keep a probe, a poll or a test that is aborted, or one that waits its turn", async () => {
    world.fault({ on: "USER", do: "hang", times: Number.POSITIVE_INFINITY });
    const transport = make(LONG);
    const stop = new AbortController();
    const waits = [
      transport.probe!(testMessage(1), stop.signal),
      transport.probe!(testMessage(2), stop.signal),
      transport.test!(stop.signal),
      transport.poll!(stop.signal)[Symbol.asyncIterator]().next(),
    ];
    await vi.waitUntil(() => world.commands.some(({ name }) => name === "USER"));
    const reason = new Error("enough");
    stop.abort(reason);
    for (const outcome of await Promise.allSettled(waits)) expect(outcome).toMatchObject({ reason });
  });

  it("does not keep a transport from being disposed", async () => {
    world.fault({ on: "STOR", do: "hang" });
    const transport = make(LONG);
    const sending = transport.send([testMessage(1)], testSendContext());
    await vi.waitUntil(() => world.commands.some(({ name }) => name === "STOR"));
    await transport.dispose();
    await expect(sending).rejects.toMatchObject({ code: "HMS_NET_CLOSED" });
  });
});
