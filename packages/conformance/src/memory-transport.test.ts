import type { OutboundMessage, SendContext, Transport } from "@hms-sync/connector-api";
import { isHmsSyncError } from "@hms-sync/connector-api";
import { describe, expect, it, vi } from "vitest";
import { memoryTransport } from "./memory-transport.ts";

function message(name: string): OutboundMessage {
  return {
    deliveryId: `d-${name}`,
    packetId: `p-${name}`,
    event: "appointment.created",
    key: "ticket:1",
    attempt: 1,
    name,
    bytes: Buffer.from(name),
  };
}

function context(signal: AbortSignal = new AbortController().signal): SendContext {
  return { signal, aboutToDeliver: () => Promise.resolve() };
}

function made(world: ReturnType<typeof memoryTransport>): Transport {
  return world.create(undefined as never, undefined as never);
}

describe("memoryTransport", () => {
  it("delivers when the script has nothing to say", async () => {
    const world = memoryTransport();
    const acks = await made(world).send([message("a"), message("b")], context());
    expect(acks).toEqual([
      { status: "delivered", reference: "a" },
      { status: "delivered", reference: "b" },
    ]);
    expect(world.arrived.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(world.intended).toEqual(["d-a", "d-b"]);
  });

  it("follows its script, one step per message", async () => {
    const world = memoryTransport();
    world.script(
      { do: "reject", reason: "no" },
      { do: "retry", times: 2 },
      { do: "retry", pause: "auth" },
      { do: "accept" },
    );
    const acks = await made(world).send([..."abcdef"].map(message), context());
    expect(acks.map(({ status }) => status)).toEqual([
      "rejected",
      "retry",
      "retry",
      "retry",
      "accepted",
      "delivered",
    ]);
    expect(acks[3]).toMatchObject({ code: "HMS_NET_AUTH", pause: "auth" });
    expect(world.arrived.map(({ name }) => name)).toEqual(["e", "f"]);
  });

  it("keeps a step for the message it is meant for", async () => {
    const world = memoryTransport();
    world.script({ do: "reject", reason: "no", when: ({ name }) => name === "b" });
    const acks = await made(world).send([message("a"), message("b")], context());
    expect(acks.map(({ status }) => status)).toEqual(["delivered", "rejected"]);
  });

  it.each([true, false])(
    "throws with an unknown outcome that probe can look up (arrived: %s)",
    async (arrived) => {
      const world = memoryTransport();
      world.script({ do: "throw", arrived });
      const transport = made(world);
      const error = await transport.send([message("a")], context()).catch((thrown: unknown) => thrown);
      expect(isHmsSyncError(error, "HMS_NET_CUT")).toBe(true);
      // another process asks
      const found = await made(world).probe!(message("a"), context().signal);
      expect(found.status).toBe(arrived ? "present" : "absent");
      expect(world.probed).toEqual(["d-a"]);
    },
  );

  it("hangs until it is released", async () => {
    const world = memoryTransport();
    world.script({ do: "hang", at: "intent" });
    const sending = made(world).send([message("a")], context());
    await vi.waitUntil(() => world.hanging === 1);
    expect(world.intended).toEqual(["d-a"]);
    expect(world.arrived).toEqual([]);
    world.release();
    expect(await sending).toEqual([{ status: "delivered", reference: "a" }]);
  });

  it("stops hanging when the signal says so, with nothing intended", async () => {
    const world = memoryTransport();
    world.script({ do: "hang" });
    const stop = new AbortController();
    const sending = made(world).send([message("a")], context(stop.signal));
    stop.abort(new Error("enough"));
    await expect(sending).rejects.toThrow("enough");
    expect(world.intended).toEqual([]);
    expect(world.hanging).toBe(0);
  });

  it("gives answer files until they are settled", async () => {
    const world = memoryTransport();
    world.answer("a.ACK", Buffer.from("ok"));
    const transport = made(world);
    const signal = context().signal;
    const names = async (): Promise<string[]> => {
      const found: string[] = [];
      for await (const file of transport.poll!(signal)) found.push(file.name);
      return found;
    };
    expect(await names()).toEqual(["a.ACK"]);
    for await (const file of transport.poll!(signal)) await file.settle(signal);
    expect(await names()).toEqual([]);
    expect(world.unsettled).toEqual([]);
  });

  it("offers only what it says it supports", () => {
    const world = memoryTransport({ supports: { probe: false, lateAck: false, idempotent: "none" } });
    const transport = made(world);
    expect(transport.probe).toBeUndefined();
    expect(transport.poll).toBeUndefined();
    expect(world.supports).toMatchObject({ idempotent: "none", order: "per-key" });
  });

  it("counts the transports that are open", async () => {
    const world = memoryTransport();
    const transport = made(world);
    expect(world.open).toBe(1);
    await transport.dispose();
    await transport.dispose();
    expect(world.open).toBe(0);
  });
});
