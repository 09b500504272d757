import type { DeliveryState } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import type { NewDelivery, NewRoute, Store } from "../store.ts";
import { accepted, deliver, MINUTE, markSending, NOW, samplePacket, sampleRoute } from "./samples.ts";
import type { CurrentStore } from "./tested-store.ts";

const byPacket = { dedupe: { by: "packet" } } as const;
const byHash = (hash: string, windowMs?: number) => ({
  dedupe: { by: "hash", hash, ...(windowMs !== undefined && { windowMs }) } as const,
});

export function dedupeSuite(current: CurrentStore): void {
  async function publish(
    store: Store,
    route: Partial<NewRoute>,
    packet: Parameters<typeof samplePacket>[0] = {},
  ): Promise<NewDelivery> {
    const outcome = await accepted(store, samplePacket({ ...packet, routes: [sampleRoute("dmv", route)] }));
    return outcome.deliveries[0]!;
  }

  describe("dedupe", () => {
    it("stores the same event published again as a duplicate", async () => {
      const store = current.store();
      const first = await publish(store, byPacket);
      const second = await publish(store, byPacket, { receivedAt: NOW + MINUTE });
      expect([first.state, second.state]).toEqual(["waiting", "duplicate"]);
      expect(await store.delivery(second.id)).toMatchObject({ state: "duplicate", doneAt: NOW + MINUTE });
      expect(await store.due({ connector: "dmv", limit: 10 })).toHaveLength(1);
    });

    it("sends a change back to an earlier image: it is another version", async () => {
      const store = current.store();
      const at = (time: string) => ({ image: { ticket: { id: 42, data: { time } } } });
      await publish(store, byPacket, at("09:00"));
      await publish(store, byPacket, at("10:00"));
      expect((await publish(store, byPacket, at("09:00"))).state).toBe("waiting");
    });

    it("asks nobody who does not dedupe, and each connector for itself", async () => {
      const store = current.store();
      await publish(store, byPacket);
      expect((await publish(store, {})).state).toBe("waiting");
      expect((await publish(store, { ...byPacket, connector: "clerk" })).state).toBe("waiting");
    });

    it("takes equal hashes for the same effect, on whatever entity", async () => {
      const store = current.store();
      await publish(store, byHash("h1"), { key: "ticket:1" });
      expect((await publish(store, byHash("h1"), { key: "ticket:2" })).state).toBe("duplicate");
      expect((await publish(store, byHash("h2"), { key: "ticket:3" })).state).toBe("waiting");
    });

    it("forgets a hash when its window ends", async () => {
      const store = current.store();
      const later = (ms: number) => ({ receivedAt: NOW + ms });
      await publish(store, byHash("h1", MINUTE));
      expect((await publish(store, byHash("h1", MINUTE), later(MINUTE - 1))).state).toBe("duplicate");
      expect((await publish(store, byHash("h1", MINUTE), later(MINUTE))).state).toBe("waiting");
      expect((await publish(store, byHash("h1", MINUTE), later(MINUTE + 1))).state).toBe("duplicate");
    });

    it.each<DeliveryState>(["rejected", "dead", "discarded", "expired"])(
      "sends the same event again after a delivery that ended %s",
      async (end) => {
        const store = current.store();
        const first = await publish(store, byPacket);
        if (end === "dead") await markSending(store, first);
        await store.update({ seq: first.seq, to: end, at: NOW });
        expect((await publish(store, byPacket)).state).toBe("waiting");
      },
    );

    it("remembers the effect again when the operator retries the delivery", async () => {
      const store = current.store();
      const first = await publish(store, byPacket);
      await store.update({ seq: first.seq, to: "rejected", at: NOW });
      await store.update({ seq: first.seq, to: "waiting", at: NOW });
      expect((await publish(store, byPacket)).state).toBe("duplicate");
    });

    it("leaves the effect to the delivery that took it while the first was dead", async () => {
      const store = current.store();
      const first = await publish(store, byPacket);
      await store.update({ seq: first.seq, to: "rejected", at: NOW });
      const second = await publish(store, byPacket);
      await deliver(store, second);
      await store.update({ seq: first.seq, to: "waiting", at: NOW });
      await store.update({ seq: first.seq, to: "discarded", at: NOW });
      expect((await publish(store, byPacket)).state).toBe("duplicate");
    });
  });
}
