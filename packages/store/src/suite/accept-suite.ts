import { describe, expect, it } from "vitest";
import type { AcceptOutcome } from "../store.ts";
import { accepted, NOW, sampleId, samplePacket, sampleRoute } from "./samples.ts";
import type { CurrentStore } from "./tested-store.ts";

const image = (data: Record<string, unknown>): { image: unknown } => ({
  image: { ticket: { id: 42, data } },
});

export function acceptSuite(current: CurrentStore): void {
  describe("accept", () => {
    it("gives the first packet of an entity version 1 and every leaf path", async () => {
      const outcome = await accepted(
        current.store(),
        samplePacket(image({ time: "09:00", tags: ["a"], note: null })),
      );
      expect(outcome).toMatchObject({ baseVersion: 0, version: 1, deliveries: [], suppressed: [] });
      expect(outcome.changed).toEqual([
        "ticket.data.note",
        "ticket.data.tags",
        "ticket.data.time",
        "ticket.id",
      ]);
    });

    it("gives what differs from the entity's last image, removed paths included", async () => {
      const store = current.store();
      await store.accept(samplePacket(image({ time: "09:00", note: "x", office: "1" })));
      const outcome = await accepted(store, samplePacket(image({ time: "10:00", office: "1" })));
      expect(outcome).toMatchObject({ baseVersion: 1, version: 2 });
      expect(outcome.changed).toEqual(["ticket.data.note", "ticket.data.time"]);
    });

    it("keeps the version when event and image are equal, whatever the order of keys", async () => {
      const store = current.store();
      await store.accept(
        samplePacket({ image: { ticket: { id: 42, data: { a: 1, b: [{ c: 1, d: 2 }] } } } }),
      );
      const outcome = await accepted(
        store,
        samplePacket({ image: { ticket: { data: { b: [{ d: 2, c: 1 }], a: 1 }, id: 42 } } }),
      );
      expect(outcome).toMatchObject({ baseVersion: 1, version: 1, changed: [] });
    });

    it("counts another event with the same image as a new version", async () => {
      const store = current.store();
      await store.accept(samplePacket());
      const outcome = await accepted(store, samplePacket({ event: "appointment.cancelled" }));
      expect(outcome).toMatchObject({ baseVersion: 1, version: 2, changed: [] });
    });

    it("keeps the entities apart", async () => {
      const store = current.store();
      await store.accept(samplePacket({ key: "ticket:1" }));
      expect(await accepted(store, samplePacket({ key: "ticket:2" }))).toMatchObject({ baseVersion: 0 });
    });

    it("makes one waiting delivery per route, in the order of the routes", async () => {
      const store = current.store();
      const packet = samplePacket({ source: "desk", routes: [sampleRoute("dmv"), sampleRoute("clerk")] });
      const { deliveries } = await accepted(store, packet);
      expect(deliveries.map(({ connector, state }) => [connector, state])).toEqual([
        ["dmv", "waiting"],
        ["clerk", "waiting"],
      ]);
      expect(await store.packet(packet.id)).toMatchObject({
        id: packet.id,
        event: packet.event,
        key: "ticket:42",
        version: 1,
        baseVersion: 0,
        occurredAt: NOW - 5,
        receivedAt: NOW,
        source: "desk",
        body: packet.body,
        changed: ["ticket.data.time", "ticket.id"],
        deliveries: deliveries.map(({ seq, id }) => ({ seq, id, dueAt: NOW, attempts: [] })),
      });
    });

    it("suppresses an update that changes nothing the connector reads", async () => {
      const store = current.store();
      const routes = () => [
        sampleRoute("reads_time", { suppressible: true }),
        sampleRoute("reads_data", { suppressible: true, reads: ["ticket.data"] }),
        sampleRoute("reads_below", { suppressible: true, reads: ["ticket.data.note.text"] }),
        sampleRoute("reads_another", { suppressible: true, reads: ["ticket.data.notes"] }),
        sampleRoute("takes_all"),
      ];
      await store.accept(samplePacket(image({ time: "09:00", note: "x" })));
      const outcome = await accepted(
        store,
        samplePacket({ ...image({ time: "09:00", note: "y" }), routes: routes() }),
      );
      expect(outcome.suppressed).toEqual(["reads_time", "reads_another"]);
      expect(outcome.deliveries.map(({ connector }) => connector)).toEqual([
        "reads_data",
        "reads_below",
        "takes_all",
      ]);
    });

    it("does not suppress an update that changes nothing at all: dedupe decides on it", async () => {
      const store = current.store();
      await store.accept(samplePacket());
      const outcome = await accepted(
        store,
        samplePacket({ routes: [sampleRoute("dmv", { suppressible: true, reads: ["ticket.title"] })] }),
      );
      expect(outcome.deliveries).toHaveLength(1);
    });

    it("answers the same idempotency key and payload with the first ids and today's states", async () => {
      const store = current.store();
      const idempotency = { key: "k1", hash: "h1" };
      const first = samplePacket({ idempotency, routes: [sampleRoute("dmv")] });
      const { deliveries } = await accepted(store, first);
      await store.update({ seq: deliveries[0]!.seq, to: "discarded", at: NOW });
      const again = await store.accept(samplePacket({ idempotency, routes: [sampleRoute("dmv")] }));
      expect(again).toEqual({
        status: "duplicate",
        packetId: first.id,
        deliveries: [{ ...deliveries[0], state: "discarded" }],
      });
      expect(await store.counts()).toEqual({ dmv: { discarded: 1 } });
    });

    it("answers the same idempotency key and another payload with a conflict and stores nothing", async () => {
      const store = current.store();
      const first = samplePacket({ idempotency: { key: "k1", hash: "h1" } });
      await store.accept(first);
      const other = samplePacket({ idempotency: { key: "k1", hash: "h2" }, routes: [sampleRoute("dmv")] });
      expect(await store.accept(other)).toEqual({ status: "conflict", packetId: first.id });
      expect(await store.packet(other.id)).toBeUndefined();
      expect(await store.counts()).toEqual({});
    });

    it("accepts one of many that come at once with the same idempotency key", async () => {
      const store = current.store();
      const outcomes = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          store.accept(
            samplePacket({
              idempotency: { key: "k1", hash: index % 2 === 0 ? "even" : "odd" },
              routes: [sampleRoute("dmv")],
            }),
          ),
        ),
      );
      const withStatus = (status: AcceptOutcome["status"]) =>
        outcomes.filter((outcome) => outcome.status === status);
      expect(withStatus("accepted")).toHaveLength(1);
      expect(withStatus("duplicate")).toHaveLength(19);
      expect(withStatus("conflict")).toHaveLength(20);
      expect(await store.counts()).toEqual({ dmv: { waiting: 1 } });
    });

    it("numbers packets of one key that come at once without a gap or a double", async () => {
      const store = current.store();
      const outcomes = await Promise.all(
        Array.from({ length: 100 }, (_, index) => accepted(store, samplePacket(image({ index })))),
      );
      const inOrder = outcomes.toSorted((left, right) => left.packetSeq - right.packetSeq);
      expect(inOrder.map(({ version }) => version)).toEqual(
        Array.from({ length: 100 }, (_, index) => index + 1),
      );
      expect(inOrder.map(({ baseVersion }) => baseVersion)).toEqual(
        Array.from({ length: 100 }, (_, index) => index),
      );
    });

    it("lets a refused packet leave nothing behind while its neighbours go through", async () => {
      const store = current.store();
      const used = sampleId("delivery");
      await store.accept(samplePacket({ routes: [sampleRoute("dmv", { deliveryId: used })] }));
      const bad = samplePacket({
        key: "ticket:bad",
        routes: [sampleRoute("dmv"), sampleRoute("dmv", { deliveryId: used })],
      });
      const [before, refused, after] = await Promise.allSettled([
        store.accept(samplePacket({ key: "ticket:1", routes: [sampleRoute("dmv")] })),
        store.accept(bad),
        store.accept(samplePacket({ key: "ticket:2", routes: [sampleRoute("dmv")] })),
      ]);
      expect([before.status, after.status]).toEqual(["fulfilled", "fulfilled"]);
      expect(refused).toMatchObject({ status: "rejected", reason: { code: "HMS_STO_CONFLICT" } });
      expect(await store.counts()).toEqual({ dmv: { waiting: 3 } });
      expect(await store.packet(bad.id)).toBeUndefined();
      expect(await accepted(store, samplePacket({ key: "ticket:bad" }))).toMatchObject({ baseVersion: 0 });
    });

    it("refuses a body that is no JSON without showing any of it", async () => {
      const refusal = current.store().accept({ ...samplePacket(), body: '{"ssn":"078-05-1120"' });
      await expect(refusal).rejects.toThrow(/a body of 20 characters is not JSON/);
      await expect(refusal).rejects.not.toThrow(/078/);
    });

    it("finds everything again after it was closed and opened", async () => {
      const packet = samplePacket({ routes: [sampleRoute("dmv")] });
      await current.store().accept(packet);
      const before = await current.store().packet(packet.id);
      const store = await current.reopen();
      expect(await store.packet(packet.id)).toEqual(before);
      const next = await accepted(store, samplePacket({ routes: [sampleRoute("dmv")] }));
      expect(next.packetSeq).toBe(before!.seq + 1);
      expect(next.version).toBe(1);
    });
  });
}
