import { describe, expect, it } from "vitest";
import { accepted, deliver, MINUTE, NOW, sampleDelivery, samplePacket, sampleRoute } from "./samples.ts";
import type { CurrentStore } from "./tested-store.ts";

const since = NOW - MINUTE;
const contractOf = { dmv: "contract-new" };

export function replaySuite(current: CurrentStore): void {
  describe("replay", () => {
    it("makes linked deliveries that wait, in the order of their packets, as planned", async () => {
      const store = current.store();
      const made = [];
      for (let index = 0; index < 3; index++) made.push(await sampleDelivery(store, "dmv"));
      const clerk = await sampleDelivery(store, "clerk");
      // finished in another order than they came
      for (const delivery of [made[2]!, clerk, made[0]!, made[1]!]) await deliver(store, delivery);
      const plan = await store.planReplay({ filter: { since }, mode: "remap" });
      expect(plan).toEqual({ packets: 4, deliveries: 4, byConnector: { dmv: 3, clerk: 1 } });
      expect(await store.counts()).toEqual({ dmv: { delivered: 3 }, clerk: { delivered: 1 } });

      const at = NOW + MINUTE;
      expect(await store.replay({ filter: { since }, mode: "remap", at, contractOf })).toEqual(plan);
      const due = await store.due({ connector: "dmv", limit: 10 });
      const repeats = await Promise.all(due.map(({ id }) => store.delivery(id)));
      expect(repeats.map((repeat) => repeat?.replayOf)).toEqual(made.map(({ id }) => id));
      expect(repeats[0]).toMatchObject({ state: "waiting", dueAt: at, contract: "contract-new", attempt: 0 });
      expect(due[0]).toHaveProperty("body");
      expect(due[0]).not.toHaveProperty("bytes");
      const [ofClerk] = await store.due({ connector: "clerk", limit: 10 });
      expect(ofClerk?.contract).toBe("contract-1");
    });

    it("as sent keeps bytes, record and contract, and leaves out what was never sent", async () => {
      const store = current.store();
      const sent = await sampleDelivery(store, "dmv");
      await deliver(store, sent);
      const refused = await sampleDelivery(store, "dmv");
      await store.update({ seq: refused.seq, to: "rejected", at: NOW });
      const made = await store.replay({ filter: { since }, mode: "as-sent", at: NOW, contractOf });
      expect(made).toEqual({ packets: 1, deliveries: 1, byConnector: { dmv: 1 } });
      const [repeat] = await store.due({ connector: "dmv", limit: 10 });
      expect(repeat).toMatchObject({
        contract: "contract-1",
        record: "APPT-REC",
        bytes: Uint8Array.of(1, 2, 3),
      });
      expect(await store.sent(repeat!.id)).toEqual({ record: "APPT-REC", bytes: Uint8Array.of(1, 2, 3) });
    });

    it("repeats only the newest delivery per packet and connector, when that one is in the state asked for", async () => {
      const store = current.store();
      const first = await sampleDelivery(store, "dmv");
      await deliver(store, first);
      await store.replay({ filter: { since }, mode: "remap", at: NOW, contractOf });
      const [second] = await store.due({ connector: "dmv", limit: 10 });
      await store.update({ seq: second!.seq, to: "rejected", at: NOW });
      const planned = async (state?: "delivered" | "rejected") =>
        (await store.planReplay({ filter: { since, ...(state && { state }) }, mode: "remap" })).deliveries;
      expect(await planned("delivered")).toBe(0);
      expect(await planned("rejected")).toBe(1);
      expect(await planned()).toBe(1);
      await store.replay({ filter: { since, state: "rejected" }, mode: "remap", at: NOW, contractOf });
      const [third] = await store.due({ connector: "dmv", limit: 10 });
      expect((await store.delivery(third!.id))?.replayOf).toBe(second!.id);
    });

    it("leaves alone what is still on its way, so that asking twice doubles nothing", async () => {
      const store = current.store();
      await deliver(store, await sampleDelivery(store, "dmv"));
      await sampleDelivery(store, "dmv");
      const request = { filter: { since }, mode: "remap", at: NOW, contractOf } as const;
      expect((await store.replay(request)).deliveries).toBe(1);
      expect(await store.replay(request)).toEqual({ packets: 0, deliveries: 0, byConnector: {} });
      const waiting = { ...request, filter: { since, state: "waiting" } } as const;
      expect((await store.planReplay(waiting)).deliveries).toBe(2);
    });

    it("does not ask dedupe, and dedupe knows of it afterwards", async () => {
      const store = current.store();
      const publish = async () => {
        const routes = [sampleRoute("dmv", { dedupe: { by: "packet" } })];
        return (await accepted(store, samplePacket({ routes }))).deliveries[0]!;
      };
      const first = await publish();
      await store.update({ seq: first.seq, to: "rejected", at: NOW });
      await store.replay({ filter: { since }, mode: "remap", at: NOW, contractOf });
      const [repeat] = await store.due({ connector: "dmv", limit: 10 });
      await deliver(store, repeat!);
      expect((await publish()).state).toBe("duplicate");
      await store.replay({ filter: { since, state: "duplicate" }, mode: "remap", at: NOW, contractOf });
      expect(await store.counts()).toEqual({ dmv: { rejected: 1, delivered: 1, duplicate: 1, waiting: 1 } });
    });

    it("keeps to event, connector, key, times and part of an id", async () => {
      const store = current.store();
      const packets = [
        samplePacket({ key: "ticket:1", event: "a.created", receivedAt: NOW }),
        samplePacket({ key: "ticket:2", receivedAt: NOW + 1 }),
        samplePacket({ key: "ticket:3", receivedAt: NOW + 2 }),
      ];
      for (const packet of packets) {
        const routes = [sampleRoute("dmv"), sampleRoute("clerk")];
        for (const delivery of (await accepted(store, { ...packet, routes })).deliveries)
          await deliver(store, delivery);
      }
      const planned = async (filter: Parameters<typeof store.planReplay>[0]["filter"]) =>
        await store.planReplay({ filter, mode: "remap" });
      expect(await planned({ since: NOW + 1 })).toMatchObject({ packets: 2, deliveries: 4 });
      expect(await planned({ since, until: NOW + 1 })).toMatchObject({ packets: 1 });
      expect(await planned({ since, event: "a.created" })).toMatchObject({ packets: 1 });
      expect(await planned({ since, key: "ticket:3" })).toMatchObject({ packets: 1 });
      expect(await planned({ since, q: "et:2" })).toMatchObject({ packets: 1 });
      expect(await planned({ since, connector: "clerk" })).toEqual({
        packets: 3,
        deliveries: 3,
        byConnector: { clerk: 3 },
      });
    });

    it("goes on over many transactions", async () => {
      const store = current.store();
      const outcomes = await Promise.all(
        Array.from({ length: 450 }, (_, index) =>
          accepted(
            store,
            samplePacket({ key: `ticket:${index}`, routes: [sampleRoute("dmv"), sampleRoute("clerk")] }),
          ),
        ),
      );
      await Promise.all(
        outcomes.flatMap(({ deliveries }) =>
          deliveries.map(({ seq }) => store.update({ seq, to: "discarded", at: NOW })),
        ),
      );
      const made = await store.replay({ filter: { since }, mode: "remap", at: NOW, contractOf });
      expect(made).toEqual({ packets: 450, deliveries: 900, byConnector: { dmv: 450, clerk: 450 } });
      const due = await store.due({ connector: "dmv", limit: 1000 });
      expect(due.map(({ packetSeq }) => packetSeq)).toEqual(outcomes.map(({ packetSeq }) => packetSeq));
    });
  });
}
