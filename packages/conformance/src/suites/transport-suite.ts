import {
  isErrorCode,
  isHmsSyncError,
  type OutboundMessage,
  type Transport,
  type TransportOptions,
  type TransportProvider,
} from "@hms-sync/connector-api";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { deliverAsHub } from "./deliver-as-hub.ts";
import type { SuiteWorld } from "./suite-world.ts";
import { type TestContext, testContext, testMessage, testSendContext } from "./test-material.ts";

export interface TransportSuiteOptions {
  /** Stands in the titles. */
  readonly name: string;
  readonly provider: TransportProvider;
  /** A fresh world for every test. */
  readonly world: () => Promise<SuiteWorld>;
}

/** Planted in every message: must never show in a log line or an error. */
const SECRET_TEXT = "ANNA-BAKER-4711";

/** More steps than one message needs in any protocol; the sweep ends at the first cut that did not happen. */
const MOST_STEPS = 200;

/**
 * The checks that every transport has to pass, as vitest tests.
 *
 * A check that a transport cannot pass by its nature is left out by what `supports` says, never by a list.
 */
export function transportSuite({ name, provider, world: startWorld }: TransportSuiteOptions): void {
  describe(`${name} as a transport`, () => {
    let world: SuiteWorld;
    let open: Transport[];
    let context: TestContext;

    const make = (options: Partial<TransportOptions> = {}): Transport => {
      const transport = provider.create({ ...world.options, ...options }, context);
      open.push(transport);
      return transport;
    };
    const send = (transport: Transport, messages: OutboundMessage[], signal = new AbortController().signal) =>
      transport.send(messages, testSendContext({ signal }));
    const expectOneWholeFile = (sent: OutboundMessage, about: string): void => {
      expect(names(world), about).toEqual([sent.name]);
      expect(Buffer.compare(world.visible().get(sent.name)!, sent.bytes), about).toBe(0);
      expect(world.leftovers(), about).toEqual([]);
      expect(world.incomplete(), about).toEqual([]);
    };

    beforeEach(async () => {
      world = await startWorld();
      open = [];
      context = testContext();
    });
    afterEach(async () => {
      for (const transport of open) await transport.dispose();
      await world.stop();
      expect(context.lines.join("\n")).not.toContain(SECRET_TEXT);
    });

    it("says what it supports as frozen data", () => {
      expect(Object.isFrozen(provider.supports)).toBe(true);
      expect(Object.isFrozen(provider.supports.batch)).toBe(true);
      expect(structuredClone(provider.supports)).toEqual(provider.supports);
      expect(provider.supports.batch.max).toBeGreaterThanOrEqual(1);
    });

    it("has the methods that it says it supports", () => {
      const transport = make();
      expect(transport.probe !== undefined).toBe(provider.supports.probe);
      expect(transport.poll !== undefined).toBe(provider.supports.lateAck);
    });

    it("does no I/O when it is made", async () => {
      make();
      await new Promise((resolve) => setImmediate(resolve));
      expect(world.connections()).toBe(0);
    });

    it("refuses options that it does not know, all at once and without the password", () => {
      const settings = { sceure: "explicit", "no such setting": 1 };
      const error = thrown(() => make({ endpoint: "not a URL", settings, password: "pass-4711" }));
      expect(isHmsSyncError(error, "HMS_CFG_INVALID")).toBe(true);
      if (!isHmsSyncError(error)) return;
      expect(error.findings.length).toBeGreaterThanOrEqual(3);
      expect(JSON.stringify([error.message, error.findings])).not.toContain("pass-4711");
    });

    it("answers with one ack per message, in order, and makes each visible", async () => {
      const messages = Array.from({ length: Math.min(provider.supports.batch.max, 20) }, (_, n) =>
        message(n),
      );
      const acks = await send(make(), messages);
      expect(acks.map(({ status }) => status)).toEqual(messages.map(() => "delivered"));
      expect(names(world)).toEqual(messages.map((sent) => sent.name).sort());
      for (const sent of messages) {
        expect(Buffer.compare(world.visible().get(sent.name)!, sent.bytes)).toBe(0);
      }
      expect(world.leftovers()).toEqual([]);
      expect(world.incomplete()).toEqual([]);
    });

    it("carries every byte, none at all, and many", async () => {
      const every = Uint8Array.from({ length: 256 }, (_, value) => value);
      const many = new Uint8Array(300_000).map((_, index) => index * 31);
      const sent = [every, new Uint8Array(), many].map((bytes, n) => ({ ...message(n), bytes }));
      for (const one of sent) await send(make(), [one]);
      for (const one of sent) expect(Buffer.compare(world.visible().get(one.name)!, one.bytes)).toBe(0);
    });

    it.runIf(provider.supports.probe)("announces a message before it is visible", async () => {
      const announced: [string, boolean][] = [];
      const messages = [message(1), message(2)];
      const sending = testSendContext({
        async aboutToDeliver(sent) {
          announced.push([sent.name, world.visible().has(sent.name)]);
        },
      });
      await make().send(messages, sending);
      expect(announced).toEqual(messages.map((sent) => [sent.name, false]));
    });

    it("asks for a retry of every message while the outside system is down, then delivers", async () => {
      const transport = make();
      await world.goDown();
      const messages = [message(1), message(2)];
      const acks = await send(transport, messages);
      expect(acks.map(({ status }) => status)).toEqual(["retry", "retry"]);
      for (const ack of acks) expect(ack.status === "retry" && isErrorCode(ack.code)).toBe(true);
      await world.comeUp();
      expect((await send(transport, messages)).map(({ status }) => status)).toEqual([
        "delivered",
        "delivered",
      ]);
    });

    it("asks for a pause when the password is wrong, and loses nothing", async () => {
      const transport = make();
      world.refusePassword();
      const acks = await send(transport, [message(1), message(2)]);
      for (const ack of acks)
        expect(ack).toMatchObject({ status: "retry", code: "HMS_NET_AUTH", pause: "auth" });
      expect(names(world)).toEqual([]);
    });

    for (const when of ["before", "after"] as const) {
      it(`delivers one whole message wherever the connection is cut, ${when} the step is done`, async () => {
        let step = 0;
        for (let happened = true; happened; step++) {
          expect(step).toBeLessThan(MOST_STEPS);
          const sent = message(step);
          const before = world.steps();
          world.cutAtStep(step, when);
          await deliverAsHub(() => make(), sent);
          // a cut that lies behind the last step did not happen: everything was swept
          happened = world.steps() - before > step;
          world.calm();
          expectOneWholeFile(sent, `cut at step ${step}`);
          await world.stop();
          world = await startWorld();
        }
        expect(step).toBeGreaterThan(2);
      });
    }

    it("delivers one whole message wherever its bytes are cut", async (test) => {
      if (world.cutAfterBytes === undefined) return test.skip("the protocol sends a message as a whole");
      const { length } = message(0).bytes;
      for (const bytes of [0, 1, length >> 1, length - 1, length]) {
        const sent = message(bytes);
        world.cutAfterBytes!(bytes);
        await deliverAsHub(() => make(), sent);
        expectOneWholeFile(sent, `cut after ${bytes} bytes`);
        await world.stop();
        world = await startWorld();
      }
    });

    it("stops at once when the signal says so, with the signal's reason", async () => {
      const transport = make();
      const stop = new AbortController();
      world.hangAtStep(1);
      const sending = send(transport, [message(1)], stop.signal);
      await vi.waitUntil(() => world.steps() >= 2);
      const reason = new Error("enough");
      stop.abort(reason);
      await expect(sending).rejects.toBe(reason);
      expect(names(world)).toEqual([]);
    });

    it("may be disposed twice and is closed afterwards", async () => {
      const transport = make();
      await send(transport, [message(1)]);
      await transport.dispose();
      await transport.dispose();
      const error = await send(transport, [message(2)]).catch((reason: unknown) => reason);
      expect(isHmsSyncError(error)).toBe(true);
    });

    it("tests the connection in named steps and leaves nothing behind", async (test) => {
      const transport = make();
      if (transport.test === undefined) return test.skip("it has no test of the connection");
      const steps = await transport.test(new AbortController().signal);
      expect(steps.filter(({ ok }) => !ok)).toEqual([]);
      expect(new Set(steps.map((step) => step.name)).size).toBe(steps.length);
      expect([...names(world), ...world.leftovers()]).toEqual([]);
    });

    it("leaves nothing behind wherever the connection test is cut", async (test) => {
      if (make().test === undefined) return test.skip("it has no test of the connection");
      for (let step = 0; ; step++) {
        expect(step).toBeLessThan(MOST_STEPS);
        const before = world.steps();
        world.cutAtStep(step, "after");
        const steps = await make().test!(new AbortController().signal);
        if (world.steps() - before <= step) break;
        world.calm();
        const last = steps.at(-1)!;
        if (!last.ok) expect(last.message).toBeTruthy();
        expect([...names(world), ...world.leftovers()], `cut at step ${step}`).toEqual([]);
      }
    });

    it("prints nothing", async () => {
      const written = [
        vi.spyOn(process.stdout, "write"),
        vi.spyOn(process.stderr, "write"),
        ...(["log", "info", "warn", "error", "debug"] as const).map((method) => vi.spyOn(console, method)),
      ];
      try {
        const transport = make();
        await send(transport, [message(1)]);
        await world.goDown();
        await send(transport, [message(2)]);
        await transport.test?.(new AbortController().signal);
        await transport.dispose();
        for (const spy of written) expect(spy).not.toHaveBeenCalled();
      } finally {
        for (const spy of written) spy.mockRestore();
      }
    });
  });
}

function names(world: SuiteWorld): string[] {
  return [...world.visible().keys()].sort();
}

function message(n: number): OutboundMessage {
  return testMessage(n, { bytes: Buffer.from(`${n} ${SECRET_TEXT}`.padEnd(200, ".")) });
}

function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
