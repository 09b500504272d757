import type { DueDelivery } from "@hms-sync/store";
import { expect, test } from "vitest";
import { queued } from "../../suite/queued.ts";
import { createLanes, type Lanes } from "./lanes.ts";
import { createPager, type Pager } from "./pager.ts";

interface World {
  readonly lanes: Lanes;
  readonly pager: Pager;
  /** Rows of the store, in order. */
  readonly rows: number[];
  /** Called while a page is read. */
  whileReading: () => void;
}

function world(capacity = 10): World {
  const rows: number[] = [];
  const lanes = createLanes({
    by: "none",
    removed: (seq) => pager.removed(seq),
    rowsLeft: (seq) => pager.rewind(seq),
  });
  const pager = createPager({
    connector: "dmv_mainframe",
    lanes,
    capacity,
    admit: ({ seq }) => queued({ seq }),
    store: {
      due: async ({ afterSeq = 0, limit }) => {
        const page = rows.filter((seq) => seq > afterSeq).slice(0, limit);
        await Promise.resolve();
        it.whileReading();
        return page.map((seq) => ({ seq }) as DueDelivery);
      },
    },
  });
  const it: World = { lanes, pager, rows, whileReading: () => {} };
  return it;
}

const all = (lanes: Lanes): number[] => lanes.take(0, 1_000, Number.POSITIVE_INFINITY).map(({ seq }) => seq);

test("what an earlier run left is read at the start", async () => {
  const { lanes, pager, rows } = world();
  rows.push(1, 2, 3);
  await pager.refill();
  expect(all(lanes)).toEqual([1, 2, 3]);
});

test("a fresh delivery goes to its lane without being read", async () => {
  const { lanes, pager } = world();
  await pager.refill();
  pager.offer(queued({ seq: 1 }));
  expect(pager.wantsMore).toBe(false);
  expect(all(lanes)).toEqual([1]);
});

test("a full memory leaves the rest in the store, and reads it in order when there is room", async () => {
  const { lanes, pager, rows } = world(4);
  await pager.refill();
  for (let seq = 1; seq <= 9; seq++) {
    rows.push(seq);
    pager.offer(queued({ seq }));
  }
  expect(lanes.size).toBe(4);
  expect(pager.hasRead(9)).toBe(false);

  const seen: number[] = [];
  while (lanes.size > 0) {
    for (const seq of all(lanes)) {
      seen.push(seq);
      rows.splice(rows.indexOf(seq), 1);
      lanes.remove(seq, "");
    }
    if (pager.wantsMore) await pager.refill();
  }
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(pager.hasRead(9)).toBe(true);
});

test("a delivery that is made durable while a page is read is not missed", async () => {
  const it = world();
  it.rows.push(1);
  it.whileReading = () => {
    it.whileReading = () => {};
    it.rows.push(2);
    it.pager.offer(queued({ seq: 2 }));
  };
  await it.pager.refill();
  expect(all(it.lanes)).toEqual([1, 2]);
});

test("a delivery that is finished while a page is read does not come back", async () => {
  const it = world();
  await it.pager.refill();
  it.pager.offer(queued({ seq: 1 }));
  it.rows.push(1, 2);
  it.pager.rewind(1);
  it.whileReading = () => {
    it.whileReading = () => {};
    it.lanes.remove(1, "");
  };
  await it.pager.refill();
  expect(all(it.lanes)).toEqual([2]);
});

test("a rewind while a page is read starts again from there", async () => {
  const it = world();
  it.rows.push(5);
  it.whileReading = () => {
    it.whileReading = () => {};
    it.rows.unshift(3);
    it.pager.rewind(3);
  };
  await it.pager.refill();
  expect(all(it.lanes)).toEqual([3, 5]);
});
