import { describe, expect, it } from "vitest";
import type { NewPacket, Store } from "../store.ts";
import { accepted, deliver, MINUTE, NOW, sampleId, samplePacket, sampleRoute } from "./samples.ts";
import type { CurrentStore } from "./tested-store.ts";

const everything = { bodies: NOW + MINUTE, log: NOW + MINUTE };
const bodiesOnly = { bodies: NOW + MINUTE, log: 0 };

async function pruneAll(store: Store, older: Parameters<Store["prune"]>[0]): Promise<number> {
  let slices = 1;
  while (await store.prune(older)) slices++;
  return slices;
}

const deduping = (): Pick<NewPacket, "routes"> => ({
  routes: [sampleRoute("dmv", { suppressible: true, dedupe: { by: "packet" } })],
});

export function pruneSuite(current: CurrentStore): void {
  async function publishDelivered(store: Store, parts: Parameters<typeof samplePacket>[0] = {}) {
    const packet = samplePacket({ ...deduping(), ...parts });
    const { deliveries } = await accepted(store, packet);
    if (deliveries[0]?.state === "waiting") await deliver(store, deliveries[0]);
    return { packet, delivery: deliveries[0]! };
  }

  describe("prune", () => {
    it("removes old bodies and sent bytes and keeps the log", async () => {
      const store = current.store();
      const { packet, delivery } = await publishDelivered(store);
      const young = await publishDelivered(store, { key: "ticket:43", receivedAt: NOW + MINUTE });
      await pruneAll(store, bodiesOnly);
      const stored = await store.packet(packet.id);
      expect(stored).toMatchObject({ id: packet.id, deliveries: [{ id: delivery.id, state: "delivered" }] });
      expect(stored).not.toHaveProperty("body");
      expect(await store.sent(delivery.id)).toBeUndefined();
      expect((await store.packet(young.packet.id))?.body).toBe(young.packet.body);
      expect(await store.planReplay({ filter: { since: 0 }, mode: "remap" })).toMatchObject({
        deliveries: 1,
      });
    });

    it("still knows an image whose body is gone, whatever the order of keys", async () => {
      const store = current.store();
      await publishDelivered(store, {
        image: { ticket: { id: 42, data: { time: [{ b: 1, c: 2 }], d: 3 } } },
      });
      await pruneAll(store, bodiesOnly);
      const image = { ticket: { data: { d: 3, time: [{ c: 2, b: 1 }] }, id: 42 } };
      expect(await accepted(store, samplePacket({ ...deduping(), image }))).toMatchObject({
        baseVersion: 1,
        version: 1,
        changed: [],
        deliveries: [{ state: "duplicate" }],
      });
    });

    it("takes every path as changed after a body is gone, so that nothing is suppressed", async () => {
      const store = current.store();
      await publishDelivered(store);
      await pruneAll(store, bodiesOnly);
      const next = await accepted(
        store,
        // the path that the connector reads was removed, which only the lost image could tell
        samplePacket({ ...deduping(), image: { ticket: { id: 42, n: 1 } } }),
      );
      expect(next).toMatchObject({
        baseVersion: 1,
        version: 2,
        suppressed: [],
        deliveries: [{ state: "waiting" }],
      });
      expect(next.changed).toEqual(["ticket.id", "ticket.n"]);
    });

    it("removes old packets with all that hangs on them", async () => {
      const store = current.store();
      const { packet, delivery } = await publishDelivered(store, { idempotency: { key: "k", hash: "h" } });
      await pruneAll(store, everything);
      expect(await store.packet(packet.id)).toBeUndefined();
      expect(await store.delivery(delivery.id)).toBeUndefined();
      expect(await store.counts()).toEqual({});
      expect((await store.packets({}, 10)).items).toEqual([]);
    });

    it.each([
      ["at once", [everything]],
      ["bodies first", [bodiesOnly, everything]],
    ])("remembers version and effect of an entity whose packets are gone, %s", async (_, rounds) => {
      for (const round of rounds) {
        await publishDelivered(current.store(), { image: { ticket: { id: 42, data: { time: "08:00" } } } });
        await publishDelivered(current.store());
        await pruneAll(current.store(), round);
      }
      const store = await current.reopen();
      const same = await accepted(store, samplePacket(deduping()));
      expect(same).toMatchObject({
        version: 2 * rounds.length,
        changed: [],
        deliveries: [{ state: "duplicate" }],
      });
      await pruneAll(store, everything);
      const next = await accepted(store, samplePacket({ ...deduping(), event: "appointment.cancelled" }));
      expect(next).toMatchObject({ version: 2 * rounds.length + 1, deliveries: [{ state: "waiting" }] });
    });

    it("keeps an effect while the same version goes on in a younger packet", async () => {
      const store = current.store();
      await publishDelivered(store);
      await publishDelivered(store, { receivedAt: NOW + MINUTE });
      await pruneAll(store, everything);
      expect(await accepted(store, samplePacket(deduping()))).toMatchObject({
        deliveries: [{ state: "duplicate" }],
      });
    });

    it("keeps a hash whose window is open and one without a window", async () => {
      const store = current.store();
      const hashed = (hash: string, windowMs?: number): Pick<NewPacket, "key" | "routes"> => ({
        key: sampleId("ticket"),
        routes: [
          sampleRoute("dmv", { dedupe: { by: "hash", hash, ...(windowMs !== undefined && { windowMs }) } }),
        ],
      });
      const lastingMs = Number.MAX_SAFE_INTEGER - 2 * NOW;
      await publishDelivered(store, hashed("open", lastingMs));
      const forEver = hashed("for ever");
      await publishDelivered(store, forEver);
      // that the entity moved on ends what is known of its version, not this
      await publishDelivered(store, { key: forEver.key, image: {}, routes: [] });
      await pruneAll(store, everything);
      for (const again of [hashed("open", lastingMs), hashed("for ever")]) {
        expect(await accepted(store, samplePacket(again))).toMatchObject({
          deliveries: [{ state: "duplicate" }],
        });
      }
    });

    it("leaves a packet whole while one of its deliveries is unfinished", async () => {
      const store = current.store();
      const packet = samplePacket({ routes: [sampleRoute("dmv"), sampleRoute("clerk")] });
      const { deliveries } = await accepted(store, packet);
      await deliver(store, deliveries[0]!);
      const before = await store.packet(packet.id);
      await pruneAll(store, everything);
      expect(await store.packet(packet.id)).toEqual(before);
      await deliver(store, deliveries[1]!);
      await pruneAll(store, everything);
      expect(await store.packet(packet.id)).toBeUndefined();
    });

    it("takes a bounded number at a time and says when more is left", async () => {
      const store = current.store();
      await Promise.all(
        Array.from({ length: 1200 }, () => store.accept(samplePacket({ key: sampleId("ticket") }))),
      );
      expect(await store.prune(everything)).toBe(true);
      const left = (await store.packets({}, 2000)).items.length;
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThan(1200);
      expect(await pruneAll(store, everything)).toBeLessThan(10);
      expect((await store.packets({}, 10)).items).toEqual([]);
    });

    it("never lets a number be given again", async () => {
      const packet = samplePacket(deduping());
      const first = await accepted(current.store(), packet);
      await deliver(current.store(), first.deliveries[0]!);
      await pruneAll(current.store(), everything);
      const store = await current.reopen();
      const next = await accepted(store, samplePacket({ key: "ticket:43", ...deduping() }));
      expect(next.packetSeq).toBeGreaterThan(first.packetSeq);
      expect(next.deliveries[0]!.seq).toBeGreaterThan(first.deliveries[0]!.seq);
    });
  });
}
