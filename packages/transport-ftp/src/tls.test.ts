import {
  answersInFiles,
  ftpSuiteWorld,
  testContext,
  testMessage,
  testSendContext,
  transportSuite,
} from "@hms-sync/conformance/vitest";
import { type FtpWorld, startFtpWorld } from "@hms-sync/conformance/worlds";
import { systemClock, type Transport, type TransportOptions } from "@hms-sync/connector-api";
import { afterEach, describe, expect, it } from "vitest";
import { transport as provider } from "./transport.ts";

transportSuite({
  name: "FTP with explicit TLS",
  provider,
  async world() {
    const world = await ftpSuiteWorld({ tls: "explicit" });
    return { ...world, options: { ...world.options, settings: { ca: world.ftp.certificate } } };
  },
});

describe.each(["explicit", "implicit"] as const)("FTP with %s TLS", (secure) => {
  let world: FtpWorld;
  let transport: Transport;

  async function start(
    settings: Readonly<Record<string, unknown>>,
    file?: TransportOptions["file"],
  ): Promise<void> {
    world = await startFtpWorld({ tls: secure });
    transport = provider.create(
      {
        endpoint: world.url,
        password: world.password,
        file: file ?? { name: "x" },
        ack: answersInFiles("archive"),
        settings: { secure, ...settings },
      },
      // the handshake runs on real time
      {
        ...testContext(),
        clock: systemClock,
        resolveSecret: (reference) => (reference === "file:ca" ? world.certificate! : reference),
      },
    );
  }

  afterEach(async () => {
    await transport.dispose();
    await world.stop();
  });

  it("delivers files, marker files and answers to a server whose authority it was told to trust", async () => {
    await start({ ca: "file:ca" }, { name: "x", marker: ".done" });
    const acks = await transport.send([testMessage(1), testMessage(2)], testSendContext());
    expect(acks.map(({ status }) => status)).toEqual(["accepted", "accepted"]);
    world.write("/outbox/a", Buffer.from("ok"));
    const signal = new AbortController().signal;
    for await (const file of transport.poll!(signal)) await file.settle(signal);
    expect(world.files()).toEqual([
      "/inbox/APPT1.DAT",
      "/inbox/APPT1.DAT.done",
      "/inbox/APPT2.DAT",
      "/inbox/APPT2.DAT.done",
      "/outbox/archive/a",
    ]);
    expect(world.commands.filter(({ name }) => name === "PROT").map(({ argument }) => argument)).toContain(
      "P",
    );
  });

  it("does not send its password to a server that it cannot trust", async () => {
    await start({});
    const [ack] = await transport.send([testMessage(1)], testSendContext());
    expect(ack).toMatchObject({
      status: "retry",
      code: "HMS_NET_TLS",
      reason: expect.stringContaining("SELF_SIGNED"),
    });
    expect(world.commands.map(({ name }) => name)).not.toContain("PASS");
    const steps = await transport.test!(new AbortController().signal);
    expect(steps).toMatchObject([{ name: "connect", ok: false }]);
  });
});

it("does not fall back to plain text when the server knows no TLS", async () => {
  const world = await startFtpWorld();
  const transport = provider.create(
    {
      endpoint: world.url,
      password: "p",
      file: { name: "x" },
      ack: answersInFiles(),
      settings: { secure: "explicit" },
    },
    testContext(),
  );
  const [ack] = await transport.send([testMessage(1)], testSendContext());
  expect(ack).toMatchObject({
    status: "retry",
    code: "HMS_NET_DENIED",
    reason: expect.stringContaining("504"),
  });
  expect(world.commands.map(({ name }) => name)).not.toContain("USER");
  await transport.dispose();
  await world.stop();
});

it("gives up on a handshake that never ends, after the real timeout", async () => {
  const world = await startFtpWorld({ tls: "explicit" });
  world.fault({ on: "AUTH", do: "reply", code: 234 });
  const transport = provider.create(
    {
      endpoint: world.url,
      password: "p",
      file: { name: "x" },
      ack: answersInFiles(),
      settings: { timeout: 200 },
    },
    { ...testContext(), clock: systemClock },
  );
  const [ack] = await transport.send([testMessage(1)], testSendContext());
  expect(ack).toMatchObject({ status: "retry", code: "HMS_NET_TIMEOUT" });
  await transport.dispose();
  await world.stop();
});
