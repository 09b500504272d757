import { expect, test } from "vitest";
import { queued } from "../../suite/queued.ts";
import { createLanes, type Lanes } from "./lanes.ts";

function lanesBy(by: "entity" | "none" = "entity"): { lanes: Lanes; left: number[] } {
  const left: number[] = [];
  const lanes = createLanes({ by, removed: () => {}, rowsLeft: (seq) => left.push(seq) });
  return { lanes, left };
}

const seqs = (lanes: Lanes, now = 0): number[] =>
  lanes.take(now, 10, Number.POSITIVE_INFINITY).map(({ seq }) => seq);

test("a lane gives out one delivery at a time, other lanes do not wait", () => {
  const { lanes } = lanesBy();
  lanes.add(queued({ seq: 1, key: "ticket:1" }));
  lanes.add(queued({ seq: 2, key: "ticket:1" }));
  lanes.add(queued({ seq: 3, key: "ticket:2" }));

  expect(seqs(lanes)).toEqual([1, 3]);
  lanes.add(queued({ seq: 4, key: "ticket:1" }));
  expect(lanes.waitOf(2)).toBe("lane");
  expect(seqs(lanes)).toEqual([]);
  lanes.remove(1, "ticket:1");
  expect(seqs(lanes)).toEqual([2]);
});

test("without order every delivery is a lane of its own", () => {
  const { lanes } = lanesBy("none");
  lanes.add(queued({ seq: 1, key: "ticket:1" }));
  lanes.add(queued({ seq: 2, key: "ticket:1" }));
  expect(seqs(lanes)).toEqual([1, 2]);
});

test("a delivery that was put back keeps its lane until it is due", () => {
  const { lanes } = lanesBy();
  const first = queued({ seq: 1, key: "ticket:1" });
  lanes.add(first);
  lanes.add(queued({ seq: 2, key: "ticket:1" }));
  lanes.take(0, 10, Number.POSITIVE_INFINITY);
  first.dueAt = 100;
  lanes.putBack(first);

  expect(seqs(lanes, 99)).toEqual([]);
  expect(lanes.nextDueAt()).toBe(100);
  expect(seqs(lanes, 100)).toEqual([1]);
});

test("a held lane waits for what left it, but an older delivery does not", () => {
  const { lanes } = lanesBy();
  lanes.hold(5, "ticket:1");
  lanes.add(queued({ seq: 6, key: "ticket:1" }));
  expect(seqs(lanes)).toEqual([]);
  lanes.add(queued({ seq: 4, key: "ticket:1" }));
  expect(seqs(lanes)).toEqual([4]);
  lanes.remove(4, "ticket:1");
  expect(lanes.release(5, "ticket:1")).toBe(true);
  expect(seqs(lanes)).toEqual([6]);
});

test("a parked lane waits for an operator", () => {
  const { lanes } = lanesBy();
  lanes.park("ticket:1");
  lanes.add(queued({ seq: 6, key: "ticket:1" }));
  expect(lanes.waitOf(6)).toBe("parked");
  expect(seqs(lanes)).toEqual([]);
  expect(lanes.unpark("ticket:1")).toBe(true);
  expect(seqs(lanes)).toEqual([6]);
});

test("what is newer than asked for stays for later", () => {
  const { lanes } = lanesBy();
  lanes.add(queued({ seq: 1, key: "ticket:1" }));
  lanes.add(queued({ seq: 2, key: "ticket:2" }));
  expect(lanes.take(0, 10, 1).map(({ seq }) => seq)).toEqual([1]);
  expect(seqs(lanes)).toEqual([2]);
});

test("what waits for a resume is due after it", () => {
  const { lanes } = lanesBy();
  lanes.add(queued({ seq: 1, key: "ticket:1", dueAt: Number.POSITIVE_INFINITY }));
  expect(seqs(lanes, 1_000)).toEqual([]);
  lanes.resume(1_000);
  expect(seqs(lanes, 1_000)).toEqual([1]);
});

test("a full lane refuses, and says where to read on when it is empty", () => {
  const { lanes, left } = lanesBy();
  let added = 0;
  while (lanes.add(queued({ seq: added + 1, key: "ticket:1" }))) added += 1;
  expect(lanes.add(queued({ seq: added + 2, key: "ticket:1" }))).toBe(false);
  expect(lanes.add(queued({ seq: added + 3, key: "ticket:2" }))).toBe(true);
  expect(lanes.size).toBe(added + 1);

  for (let seq = 1; seq <= added; seq++) lanes.remove(seq, "ticket:1");
  expect(left).toEqual([added + 1]);
  expect(lanes.add(queued({ seq: added + 1, key: "ticket:1" }))).toBe(true);
});
