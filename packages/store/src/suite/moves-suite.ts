import { canMove, DELIVERY_STATES, type DeliveryState, isFinal } from "@hms-sync/connector-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeliveryCounts, NewDelivery, Store } from "../store.ts";
import { deliver, MINUTE, markSending, NOW, sampleDelivery, sampleId } from "./samples.ts";
import type { CurrentStore } from "./tested-store.ts";

/** How a delivery gets from `waiting` into each state. */
const WAY: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  waiting: [],
  sending: ["sending"],
  retrying: ["sending", "retrying"],
  accepted: ["sending", "accepted"],
  in_doubt: ["sending", "in_doubt"],
  delivered: ["sending", "delivered"],
  rejected: ["rejected"],
  dead: ["sending", "dead"],
  expired: ["expired"],
  duplicate: ["duplicate"],
  discarded: ["discarded"],
};

async function move(store: Store, { seq }: NewDelivery, to: DeliveryState): Promise<void> {
  await store.update({ seq, to, at: NOW, ...(to === "retrying" && { dueAt: NOW + MINUTE }) });
}

async function sampleIn(store: Store, state: DeliveryState): Promise<NewDelivery> {
  const delivery = await sampleDelivery(store, "dmv");
  for (const step of WAY[state]) await move(store, delivery, step);
  return delivery;
}

function sum(counts: DeliveryCounts): number {
  return Object.values(counts)
    .flatMap((states) => Object.values(states))
    .reduce((total, count) => total + count, 0);
}

export function movesSuite(current: CurrentStore): void {
  describe("moves of a delivery", () => {
    it.each(DELIVERY_STATES)("go from %s to where the table permits, and nowhere else", async (from) => {
      const store = current.store();
      await Promise.all(
        DELIVERY_STATES.map(async (to) => {
          const delivery = await sampleIn(store, from);
          const before = await store.delivery(delivery.id);
          expect(before?.state).toBe(from);
          const moved = move(store, delivery, to);
          if (canMove(from, to)) {
            await moved;
            const after = await store.delivery(delivery.id);
            expect(after?.state).toBe(to);
            expect(after?.doneAt).toBe(isFinal(to) ? NOW : undefined);
          } else {
            await expect(moved).rejects.toMatchObject({
              code: "HMS_STO_MOVE",
              message: `delivery ${delivery.id} is ${from} and cannot become ${to}`,
              meta: { from, to },
            });
            expect(await store.delivery(delivery.id)).toEqual(before);
          }
        }),
      );
    });

    it("are refused for a delivery that is not there", async () => {
      const store = current.store();
      await expect(store.update({ seq: 99, to: "dead", at: NOW })).rejects.toMatchObject({
        code: "HMS_STO_NO_DELIVERY",
      });
    });

    it("are counted so that the counts add up, whatever happens", async () => {
      const store = current.store();
      const deliveries = await Promise.all(
        Array.from({ length: 12 }, (_, index) => sampleDelivery(store, `connector_${index % 3}`)),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(11), fc.constantFrom(...DELIVERY_STATES)), { maxLength: 20 }),
          async (moves) => {
            await Promise.allSettled(moves.map(([which, to]) => move(store, deliveries[which]!, to)));
            const counts = await store.counts();
            expect(sum(counts)).toBe(12);
            const states = await Promise.all(deliveries.map(({ id }) => store.delivery(id)));
            for (const state of DELIVERY_STATES) {
              const counted = Object.values(counts).reduce((total, of) => total + (of[state] ?? 0), 0);
              expect(states.filter((delivery) => delivery?.state === state)).toHaveLength(counted);
            }
          },
        ),
        { numRuns: 30 },
      );
    });
  });

  describe("mark", () => {
    it("makes name, bytes and state durable before the send", async () => {
      const delivery = await sampleDelivery(current.store(), "dmv");
      await markSending(current.store(), delivery);
      const store = await current.reopen();
      expect(await store.delivery(delivery.id)).toMatchObject({
        state: "sending",
        reference: `file-${delivery.seq}`,
      });
      expect(await store.sent(delivery.id)).toEqual({ record: "APPT-REC", bytes: Uint8Array.of(1, 2, 3) });
      // found again after a crash
      const [found] = await store.due({ connector: "dmv", limit: 10 });
      expect(found).toMatchObject({ id: delivery.id, state: "sending", reference: `file-${delivery.seq}` });
      expect(found).not.toHaveProperty("bytes");
    });

    it("takes the bytes alone out of a larger buffer", async () => {
      const store = current.store();
      const delivery = await sampleDelivery(store, "dmv");
      const bytes = new Uint8Array(1000).fill(7).subarray(10, 12);
      await store.mark({ seq: delivery.seq, reference: "r", record: "R", bytes });
      expect(await store.sent(delivery.id)).toEqual({ record: "R", bytes: Uint8Array.of(7, 7) });
    });

    it("is not needed for what was with a transport that has no moment of delivery", async () => {
      const store = current.store();
      for (const state of DELIVERY_STATES) {
        const delivery = await sampleIn(store, state);
        const moved = store.update({ seq: delivery.seq, to: "delivered", throughSending: true, at: NOW });
        if (canMove(state, "delivered") || canMove(state, "sending")) await moved;
        else await expect(moved).rejects.toMatchObject({ code: "HMS_STO_MOVE", meta: { from: state } });
      }
      const waiting = await sampleDelivery(store, "dmv");
      await expect(
        store.update({ seq: waiting.seq, to: "expired", throughSending: true, at: NOW }),
      ).resolves.toBeUndefined();
      const retrying = await sampleIn(store, "retrying");
      await expect(
        store.update({ seq: retrying.seq, to: "duplicate", throughSending: true, at: NOW }),
      ).rejects.toMatchObject({ code: "HMS_STO_MOVE" });
    });

    it("changes nothing when the delivery may not be sent", async () => {
      const store = current.store();
      const delivery = await sampleDelivery(store, "dmv");
      await deliver(store, delivery);
      const before = await store.delivery(delivery.id);
      await expect(
        store.mark({ seq: delivery.seq, reference: "other", record: "OTHER", bytes: Uint8Array.of(9) }),
      ).rejects.toMatchObject({ code: "HMS_STO_MOVE", meta: { from: "delivered", to: "sending" } });
      expect(await store.delivery(delivery.id)).toEqual(before);
      expect((await store.sent(delivery.id))?.record).toBe("APPT-REC");
    });
  });

  describe("update", () => {
    it("records attempts in the order in which they were made; a probe is none", async () => {
      const store = current.store();
      const delivery = await sampleDelivery(store, "dmv");
      await markSending(store, delivery);
      const failed = {
        n: 1,
        at: NOW,
        durationMs: 1.5,
        outcome: "retrying",
        code: "HMS_NET_CUT",
        message: "cut",
      } as const;
      await store.update({
        seq: delivery.seq,
        to: "retrying",
        at: NOW + 2,
        dueAt: NOW + MINUTE,
        reason: "HMS_NET_CUT",
        attempt: failed,
      });
      expect((await store.delivery(delivery.id))?.reference).toBe(`file-${delivery.seq}`);
      await markSending(store, delivery);
      const probe = { n: 2, at: NOW + MINUTE, durationMs: 3, outcome: "probe" } as const;
      await store.update({
        seq: delivery.seq,
        to: "delivered",
        at: NOW + MINUTE,
        reference: "APPT000001.DAT",
        contract: "contract-2",
        attempt: probe,
        sent: { record: "OTHER-REC", bytes: Uint8Array.of(4) },
        ack: { status: "delivered", reference: "their-7" },
      });
      expect(await store.delivery(delivery.id)).toMatchObject({
        state: "delivered",
        attempt: 1,
        attempts: [failed, probe],
        reference: "APPT000001.DAT",
        contract: "contract-2",
        doneAt: NOW + MINUTE,
        ack: { status: "delivered", at: NOW + MINUTE, reference: "their-7" },
      });
      expect(await store.sent(delivery.id)).toEqual({ record: "OTHER-REC", bytes: Uint8Array.of(4) });
    });

    it("clears reason, end and answer of the last try when the operator retries", async () => {
      const store = current.store();
      const delivery = await sampleDelivery(store, "dmv");
      await store.update({
        seq: delivery.seq,
        to: "rejected",
        at: NOW,
        reason: "slot taken",
        ack: { status: "rejected", reason: "slot taken" },
      });
      expect(await store.delivery(delivery.id)).toMatchObject({
        reason: "slot taken",
        doneAt: NOW,
        ack: { status: "rejected", reason: "slot taken" },
      });
      await store.update({ seq: delivery.seq, to: "waiting", at: NOW + MINUTE });
      const retried = await store.delivery(delivery.id);
      expect(retried).toMatchObject({ state: "waiting", dueAt: NOW + MINUTE });
      expect(retried).not.toHaveProperty("reason");
      expect(retried).not.toHaveProperty("doneAt");
      expect(retried).not.toHaveProperty("ack");
    });

    it("holds a delivery until a resume, over a restart too", async () => {
      const delivery = await sampleIn(current.store(), "sending");
      await current.store().update({
        seq: delivery.seq,
        to: "retrying",
        at: NOW,
        dueAt: Number.POSITIVE_INFINITY,
        reason: "auth",
      });
      const store = await current.reopen();
      expect((await store.delivery(delivery.id))?.dueAt).toBe(Number.POSITIVE_INFINITY);
      expect(await store.due({ connector: "dmv", limit: 10, dueBefore: NOW * 2 })).toEqual([]);
      expect(await store.due({ connector: "dmv", limit: 10 })).toMatchObject([
        { id: delivery.id, dueAt: Number.POSITIVE_INFINITY, reason: "auth" },
      ]);
    });

    it("refuses a retry without a time", async () => {
      const store = current.store();
      const delivery = await sampleIn(store, "sending");
      await expect(store.update({ seq: delivery.seq, to: "retrying", at: NOW })).rejects.toThrow(/due time/);
      expect((await store.delivery(delivery.id))?.state).toBe("sending");
    });
  });

  describe("due", () => {
    it("gives unfinished deliveries of one connector in order, page by page, with all that sending needs", async () => {
      const store = current.store();
      const made: NewDelivery[] = [];
      for (let index = 0; index < 5; index++)
        made.push(await sampleDelivery(store, "dmv", { key: `ticket:${index}` }));
      await sampleDelivery(store, "clerk");
      await deliver(store, made[1]!);
      await markSending(store, made[2]!);
      const first = await store.due({ connector: "dmv", limit: 2 });
      const rest = await store.due({ connector: "dmv", limit: 10, afterSeq: first[1]!.seq });
      expect([...first, ...rest].map(({ id }) => id)).toEqual([0, 2, 3, 4].map((index) => made[index]!.id));
      const packet = (await store.packet(first[0]!.packetId))!;
      expect(first[0]).toEqual({
        seq: made[0]!.seq,
        id: made[0]!.id,
        packetSeq: packet.seq,
        packetId: packet.id,
        event: "appointment.updated",
        key: "ticket:0",
        connector: "dmv",
        state: "waiting",
        attempt: 0,
        dueAt: NOW,
        receivedAt: NOW,
        occurredAt: NOW - 5,
        baseVersion: 0,
        contract: "contract-1",
        body: packet.body,
      });
    });

    it("leaves out what is due later when asked", async () => {
      const store = current.store();
      const delivery = await sampleIn(store, "retrying");
      expect(await store.due({ connector: "dmv", limit: 10, dueBefore: NOW + MINUTE - 1 })).toEqual([]);
      expect(await store.due({ connector: "dmv", limit: 10, dueBefore: NOW + MINUTE })).toMatchObject([
        { id: delivery.id },
      ]);
    });

    it("finds one delivery by its id in any state", async () => {
      const store = current.store();
      const delivery = await sampleIn(store, "dead");
      expect(await store.dueById(delivery.id)).toMatchObject({ id: delivery.id, state: "dead" });
      expect(await store.dueById("nobody")).toBeUndefined();
    });
  });

  describe("what belongs to a connector", () => {
    it("is a sequence that never gives a number twice, over a restart too", async () => {
      const taken = await Promise.all(
        Array.from({ length: 30 }, () => current.store().nextInSequence("dmv", "file")),
      );
      expect(taken.toSorted((left, right) => left - right)).toEqual(taken.map((_, index) => index + 1));
      const store = await current.reopen();
      expect(await store.nextInSequence("dmv", "file")).toBe(31);
      expect(await store.nextInSequence("dmv", "other")).toBe(1);
      expect(await store.nextInSequence("clerk", "file")).toBe(1);
    });

    it("is its state, which outlives a restart", async () => {
      await current.store().setConnectorState({ id: "dmv", state: "paused", reason: "auth", since: NOW });
      await current.store().setConnectorState({ id: "clerk", state: "active", since: NOW });
      await current.store().setConnectorState({ id: "clerk", state: "paused", since: NOW + 1 });
      const store = await current.reopen();
      expect(await store.connectorStates()).toEqual([
        { id: "clerk", state: "paused", since: NOW + 1 },
        { id: "dmv", state: "paused", reason: "auth", since: NOW },
      ]);
    });

    it("is nothing when nothing was written", async () => {
      const store = current.store();
      expect(await store.connectorStates()).toEqual([]);
      expect(await store.counts()).toEqual({});
      expect(await store.delivery(sampleId("delivery"))).toBeUndefined();
      expect(await store.sent(sampleId("delivery"))).toBeUndefined();
    });
  });
}
