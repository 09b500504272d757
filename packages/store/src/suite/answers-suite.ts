import { describe, expect, it } from "vitest";
import type { NewDelivery, Store } from "../store.ts";
import { MINUTE, markSending, NOW, sampleDelivery } from "./samples.ts";
import type { CurrentStore } from "./tested-store.ts";

const deadline = NOW + 10 * MINUTE;

async function awaiting(
  store: Store,
  match: string,
  state: "sending" | "accepted" | "in_doubt" = "accepted",
): Promise<NewDelivery> {
  const delivery = await sampleDelivery(store, "dmv");
  await markSending(store, delivery, { match, deadline });
  if (state !== "sending") await store.update({ seq: delivery.seq, to: state, at: NOW });
  return delivery;
}

const answer = (match: string) => ({ match, status: "delivered" }) as const;

export function answersSuite(current: CurrentStore): void {
  const apply = (store: Store, ...answers: Parameters<Store["applyAnswers"]>[0]["answers"]) =>
    store.applyAnswers({ connector: "dmv", at: NOW + MINUTE, answers });

  describe("answers", () => {
    it("go to the oldest delivery that awaits them, one answer to one delivery", async () => {
      const store = current.store();
      const first = await awaiting(store, "42");
      const second = await awaiting(store, "42");
      expect(await apply(store, answer("42"))).toMatchObject({
        matched: [{ answer: 0, delivery: { seq: first.seq, id: first.id, connector: "dmv" } }],
        unknown: [],
      });
      expect((await store.delivery(second.id))?.state).toBe("accepted");
      expect(
        (await apply(store, answer("42"), answer("42"))).matched.map(({ delivery }) => delivery.id),
      ).toEqual([second.id]);
    });

    it("settle with what the outside system said", async () => {
      const store = current.store();
      const yes = await awaiting(store, "1");
      const no = await awaiting(store, "2");
      const { matched, unknown } = await apply(
        store,
        { match: "9", status: "delivered" },
        { match: "2", status: "rejected", reason: "slot taken" },
        { match: "1", status: "delivered", reason: "booked" },
      );
      expect(unknown).toEqual([0]);
      expect(matched.map(({ answer }) => answer)).toEqual([1, 2]);
      const packet = await store.packet((await store.delivery(no.id))!.packetId);
      expect(matched[0]!.delivery).toEqual({
        seq: no.seq,
        id: no.id,
        packetId: packet!.id,
        connector: "dmv",
        key: packet!.key,
        event: packet!.event,
      });
      expect(await store.delivery(no.id)).toMatchObject({
        state: "rejected",
        reason: "slot taken",
        doneAt: NOW + MINUTE,
        ack: { status: "rejected", at: NOW + MINUTE, reason: "slot taken" },
      });
      const settled = await store.delivery(yes.id);
      expect(settled).toMatchObject({ state: "delivered", ack: { status: "delivered", reason: "booked" } });
      expect(settled).not.toHaveProperty("reason");
    });

    it.each(["sending", "accepted", "in_doubt"] as const)("reach a delivery that is %s", async (state) => {
      const store = current.store();
      const delivery = await awaiting(store, "42", state);
      await apply(store, answer("42"));
      expect((await store.delivery(delivery.id))?.state).toBe("delivered");
    });

    it("of another connector are not taken", async () => {
      const store = current.store();
      await awaiting(store, "42");
      const applied = await store.applyAnswers({ connector: "clerk", at: NOW, answers: [answer("42")] });
      expect(applied).toEqual({ matched: [], unknown: [0] });
    });

    it.each(["delivered", "rejected", "retrying"] as const)(
      "are awaited no more once the delivery is %s",
      async (to) => {
        const store = current.store();
        const delivery = await awaiting(store, "42", "sending");
        await store.update({ seq: delivery.seq, to, at: NOW, dueAt: NOW });
        expect(await apply(store, answer("42"))).toEqual({ matched: [], unknown: [0] });
      },
    );

    it("can be awaited under what a later update says instead", async () => {
      const store = current.store();
      const delivery = await awaiting(store, "file-1", "sending");
      await store.update({ seq: delivery.seq, to: "accepted", at: NOW, awaits: { match: "42", deadline } });
      const applied = await apply(store, answer("file-1"), answer("42"));
      expect(applied.unknown).toEqual([0]);
      expect(applied.matched).toMatchObject([{ answer: 1, delivery: { id: delivery.id } }]);
    });

    it("mark their file as seen together with what they change", async () => {
      const store = current.store();
      const file = { name: "APPT.ACK", fingerprint: "20:1" };
      const seen = (fingerprint: string) => store.sawFile("dmv", file.name, fingerprint);
      expect(await seen(file.fingerprint)).toBe(false);
      await store.applyAnswers({ connector: "dmv", at: NOW, answers: [], file });
      await store.applyAnswers({ connector: "dmv", at: NOW, answers: [], file });
      expect(await seen(file.fingerprint)).toBe(true);
      expect(await seen("21:1")).toBe(false);
      expect(await store.sawFile("clerk", file.name, file.fingerprint)).toBe(false);
    });

    it("that are overdue are found after their deadline, longest first, and only once", async () => {
      const store = current.store();
      const late = await awaiting(store, "1");
      const later = await sampleDelivery(store, "dmv");
      await markSending(store, later);
      await store.update({
        seq: later.seq,
        to: "accepted",
        at: NOW,
        awaits: { match: "2", deadline: deadline - 1 },
      });
      await awaiting(store, "3", "sending");
      const overdue = async (at: number, limit = 10) =>
        (await store.overdueAnswers(at, limit)).map(({ id }) => id);
      expect(await overdue(deadline - 2)).toEqual([]);
      expect(await overdue(deadline)).toEqual([later.id, late.id]);
      expect(await overdue(deadline, 1)).toEqual([later.id]);
      await store.update({ seq: late.seq, to: "in_doubt", at: deadline, reason: "HMS_ACK_DEADLINE" });
      expect(await overdue(deadline)).toEqual([later.id]);
      await apply(store, answer("1"));
      expect((await store.delivery(late.id))?.state).toBe("delivered");
    });
  });
}
