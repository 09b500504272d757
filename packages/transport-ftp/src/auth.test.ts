import { answersInFiles, testContext, testMessage, testSendContext } from "@hms-sync/conformance/vitest";
import { type FtpWorld, startFtpWorld } from "@hms-sync/conformance/worlds";
import type { Transport } from "@hms-sync/connector-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { transport as provider } from "./transport.ts";

let world: FtpWorld;
let transport: Transport;
let context: ReturnType<typeof testContext>;

const signal = new AbortController().signal;

beforeEach(async () => {
  world = await startFtpWorld({ password: "right" });
  context = testContext();
  transport = provider.create(
    {
      endpoint: world.url,
      password: "wrong-4711",
      file: { name: "x" },
      ack: answersInFiles(),
    },
    context,
  );
});
afterEach(async () => {
  await transport.dispose();
  await world.stop();
});

const passwordsTried = (): number => world.commands.filter(({ name }) => name === "PASS").length;
const poll = (): Promise<unknown> => transport.poll!(signal)[Symbol.asyncIterator]().next();

describe("a wrong password", () => {
  it("is tried once for a whole batch, and pauses the connector", async () => {
    const acks = await transport.send([testMessage(1), testMessage(2)], testSendContext());
    for (const ack of acks) {
      expect(ack).toMatchObject({ status: "retry", code: "HMS_NET_AUTH", pause: "auth" });
      expect(JSON.stringify(ack)).not.toContain("wrong-4711");
    }
    expect(passwordsTried()).toBe(1);
    expect(context.lines.join("\n")).not.toContain("wrong-4711");
  });

  it("is tried once when the poll for answers and a send come at the same time, whoever is first", async () => {
    const [polled, acks] = await Promise.allSettled([
      poll(),
      transport.send([testMessage(1)], testSendContext()),
    ]);
    expect(polled).toMatchObject({ reason: { code: "HMS_NET_AUTH" } });
    expect(acks).toMatchObject({ value: [{ pause: "auth" }] });
    expect(passwordsTried()).toBe(1);

    await expect(poll()).rejects.toMatchObject({ code: "HMS_NET_AUTH" });
    expect(passwordsTried()).toBe(1);
  });

  it("is tried again by a send that an operator asked for, and then the poll works too", async () => {
    await transport.send([testMessage(1)], testSendContext());
    world.password = "wrong-4711";
    expect((await transport.send([testMessage(1)], testSendContext()))[0]!.status).toBe("accepted");
    await expect(poll()).resolves.toMatchObject({ done: true });
  });

  it("is tried by the poll alone after longer and longer waits", async () => {
    await expect(poll()).rejects.toMatchObject({ code: "HMS_NET_AUTH" });
    for (const [waitMs, tried] of [
      [29_999, 1],
      [1, 2],
      [59_999, 2],
      [1, 3],
    ] as const) {
      await context.clock.advance(waitMs);
      await expect(poll()).rejects.toMatchObject({ code: "HMS_NET_AUTH" });
      expect(passwordsTried()).toBe(tried);
    }
    world.password = "wrong-4711";
    await context.clock.advance(120_000);
    await expect(poll()).resolves.toMatchObject({ done: true });
  });

  it("makes connect throw", async () => {
    await expect(transport.connect!(signal)).rejects.toMatchObject({ code: "HMS_NET_AUTH" });
    world.password = "wrong-4711";
    await transport.connect!(signal);
  });

  it("makes the connection test fail at login, with a hint", async () => {
    const steps = await transport.test!(signal);
    expect(steps.map(({ name, ok }) => `${name} ${ok}`)).toEqual(["connect true", "login false"]);
    expect(steps[1]!.message).toMatch(/refused the user name or password\. Correct the secret/);
  });
});
