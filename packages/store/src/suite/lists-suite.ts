import { describe, expect, it } from "vitest";
import type { Page, Store } from "../store.ts";
import {
  accepted,
  deliver,
  MINUTE,
  NOW,
  sampleDelivery,
  sampleId,
  samplePacket,
  sampleRoute,
} from "./samples.ts";
import type { CurrentStore } from "./tested-store.ts";

async function allPages<Item>(page: (cursor: string | undefined) => Promise<Page<Item>>): Promise<Item[][]> {
  const pages: Item[][] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await page(cursor);
    pages.push([...items]);
    cursor = next;
  } while (cursor !== undefined);
  return pages;
}

const idsOf = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);

export function listsSuite(current: CurrentStore): void {
  describe("lists", () => {
    it("give packets by time of arrival, newest first, page by page", async () => {
      const store = current.store();
      const packets = Array.from({ length: 7 }, (_, index) =>
        // two of each time, and not in order: the clock of a hub may step back
        samplePacket({ key: `ticket:${index}`, receivedAt: NOW + ((index * 3) % 4) * MINUTE }),
      );
      for (const packet of packets) await store.accept(packet);
      const pages = await allPages((cursor) => store.packets({}, 3, cursor));
      expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
      const expected = packets
        .map((packet, index) => ({ packet, index }))
        .toSorted(
          (left, right) => right.packet.receivedAt - left.packet.receivedAt || right.index - left.index,
        )
        .map(({ packet }) => packet.id);
      expect(idsOf(pages.flat())).toEqual(expected);
    });

    it("end with a full page without a cursor when nothing follows", async () => {
      const store = current.store();
      for (let index = 0; index < 4; index++) await store.accept(samplePacket());
      expect((await store.packets({}, 2)).next).toBeDefined();
      const pages = await allPages((cursor) => store.packets({}, 2, cursor));
      expect(pages.map((page) => page.length)).toEqual([2, 2]);
    });

    it("do not repeat an item when new ones arrive between two pages", async () => {
      const store = current.store();
      const made = [];
      for (let index = 0; index < 4; index++) made.push(await sampleDelivery(store, "dmv"));
      const first = await store.deliveries({}, 2);
      await sampleDelivery(store, "dmv");
      const second = await store.deliveries({}, 2, first.next);
      expect(idsOf([...first.items, ...second.items])).toEqual(idsOf(made.toReversed()));
    });

    it("give packets by event, key, time and part of an id or key", async () => {
      const store = current.store();
      const one = samplePacket({ id: "id-one", event: "a.created", key: "ticket:1_%", receivedAt: NOW });
      const two = samplePacket({ id: "id-two", event: "a.updated", key: "ticket:1x", receivedAt: NOW + 1 });
      const three = samplePacket({
        id: "id-three",
        event: "a.updated",
        key: "person:2",
        receivedAt: NOW + 2,
      });
      for (const packet of [one, two, three]) await store.accept(packet);
      const found = async (filter: Parameters<Store["packets"]>[0]) =>
        idsOf((await store.packets(filter, 10)).items);
      expect(await found({ event: "a.updated" })).toEqual(["id-three", "id-two"]);
      expect(await found({ key: "ticket:1x" })).toEqual(["id-two"]);
      expect(await found({ since: NOW + 1 })).toEqual(["id-three", "id-two"]);
      expect(await found({ until: NOW + 1 })).toEqual(["id-one"]);
      expect(await found({ since: NOW + 1, until: NOW + 2 })).toEqual(["id-two"]);
      expect(await found({ q: "TICKET:1" })).toEqual(["id-two", "id-one"]);
      expect(await found({ q: "1_" })).toEqual(["id-one"]);
      expect(await found({ q: "%" })).toEqual(["id-one"]);
      expect(await found({ q: "id-t", event: "a.updated", key: "person:2" })).toEqual(["id-three"]);
      expect(await found({ q: "\\" })).toEqual([]);
    });

    it("give packets that have a delivery in a state of a connector", async () => {
      const store = current.store();
      const packetOf = async (...connectors: string[]) => {
        const packet = samplePacket({
          key: sampleId("ticket"),
          routes: connectors.map((name) => sampleRoute(name)),
        });
        return { id: packet.id, deliveries: (await accepted(store, packet)).deliveries };
      };
      const none = await packetOf();
      const both = await packetOf("dmv", "clerk");
      const dmv = await packetOf("dmv");
      await deliver(store, both.deliveries[0]!);
      const found = async (filter: Parameters<Store["packets"]>[0]) =>
        idsOf((await store.packets(filter, 10)).items);
      expect(await found({})).toEqual([dmv.id, both.id, none.id]);
      expect(await found({ connector: "dmv" })).toEqual([dmv.id, both.id]);
      expect(await found({ state: "delivered" })).toEqual([both.id]);
      expect(await found({ state: "waiting" })).toEqual([dmv.id, both.id]);
      expect(await found({ state: "waiting", connector: "dmv" })).toEqual([dmv.id]);
      expect(await found({ state: "delivered", connector: "clerk" })).toEqual([]);
    });

    it("give deliveries by state, several states, connector and what their packet is", async () => {
      const store = current.store();
      const waiting = await sampleDelivery(store, "dmv", { key: "ticket:1", event: "a.created" });
      const delivered = await sampleDelivery(store, "dmv", { key: "ticket:2", receivedAt: NOW + MINUTE });
      const discarded = await sampleDelivery(store, "clerk", { key: "ticket:3" });
      await deliver(store, delivered);
      await store.update({ seq: discarded.seq, to: "discarded", at: NOW });
      const found = async (filter: Parameters<Store["deliveries"]>[0]) =>
        idsOf((await store.deliveries(filter, 10)).items);
      expect(await found({})).toEqual(idsOf([discarded, delivered, waiting]));
      expect(await found({ state: "delivered" })).toEqual([delivered.id]);
      expect(await found({ state: "waiting", connector: "dmv" })).toEqual([waiting.id]);
      expect(await found({ states: ["waiting", "discarded"] })).toEqual(idsOf([discarded, waiting]));
      expect(await found({ states: ["waiting", "delivered"], connector: "dmv" })).toEqual(
        idsOf([delivered, waiting]),
      );
      expect(await found({ states: ["waiting", "delivered"], state: "waiting" })).toEqual([waiting.id]);
      expect(await found({ states: ["delivered"], state: "waiting" })).toEqual([]);
      expect(await found({ states: [] })).toEqual([]);
      expect(await found({ connector: "clerk" })).toEqual([discarded.id]);
      expect(await found({ event: "a.created" })).toEqual([waiting.id]);
      expect(await found({ key: "ticket:2" })).toEqual([delivered.id]);
      expect(await found({ since: NOW + 1 })).toEqual([delivered.id]);
      expect(await found({ q: delivered.id.slice(-6) })).toEqual([delivered.id]);
    });

    it("refuse a cursor that is not theirs", async () => {
      const store = current.store();
      for (let index = 0; index < 3; index++) await sampleDelivery(store, "dmv");
      const { next } = await store.deliveries({}, 1);
      for (const cursor of ["", "nonsense", "🦖", next!.slice(0, -1), `${next}x`, `${next}=`]) {
        await expect(store.deliveries({}, 1, cursor)).rejects.toMatchObject({ code: "HMS_STO_CURSOR" });
      }
      await expect(store.packets({}, 1, next)).rejects.toMatchObject({ code: "HMS_STO_CURSOR" });
    });
  });
}
