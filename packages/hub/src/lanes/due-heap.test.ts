import fc from "fast-check";
import { expect, test } from "vitest";
import { dueHeap } from "./due-heap.ts";

test("entries come out by their time, and those of one time by their age", () => {
  const entry = fc.record({ dueAt: fc.integer({ min: 0, max: 5 }), seq: fc.nat(1000) });
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const heap = dueHeap<(typeof entries)[number]>();
      for (const each of entries) heap.push(each);
      const out = entries.map(() => heap.pop()!);
      expect(out).toEqual(
        entries.toSorted((left, right) => left.dueAt - right.dueAt || left.seq - right.seq),
      );
      expect(heap.pop()).toBeUndefined();
    }),
  );
});
