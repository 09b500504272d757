import { type DueHeap, dueHeap } from "./due-heap.ts";
import type { QueuedDelivery } from "./queued-delivery.ts";

/** Deliveries of one lane kept in memory; the rest stays in the store until the lane is empty. */
const LANE_ROWS = 64;

/**
 * Why a delivery stands still although it is due: an older one of its key is not through (`lane`), or one was refused
 * and the policy says to wait for an operator (`parked`).
 */
export type LaneWait = "lane" | "parked";

/**
 * One connector's unfinished deliveries, one lane per key.
 *
 * A lane gives out one delivery at a time, in order of `seq`; other lanes do not wait for it. A lane is *held* while an
 * older delivery that left it is still open (awaiting its answer, in doubt), and *parked* after a refusal when the
 * policy says so.
 */
export interface Lanes {
  /** Deliveries in memory. */
  readonly size: number;
  has(seq: number): boolean;
  get(seq: number): QueuedDelivery | undefined;
  /** Adds a delivery at its place. False when its lane is full: it stays in the store. */
  add(delivery: QueuedDelivery): boolean;
  /** The heads of lanes that are due, oldest first, one per lane, and not newer than `upToSeq`. Each is out until it is put back. */
  take(now: number, limit: number, upToSeq: number): QueuedDelivery[];
  /** True between `take` and `putBack` or `remove`. */
  isOut(seq: number): boolean;
  /** Back into its lane, due at `delivery.dueAt`. */
  putBack(delivery: QueuedDelivery): void;
  /** Out of memory for good; the lane goes on. */
  remove(seq: number, key: string): void;
  /** The lane waits until `release` for a delivery that is no longer in memory. */
  hold(seq: number, key: string): void;
  /** True when the lane was held by it. */
  release(seq: number, key: string): boolean;
  park(key: string): void;
  /** True when the lane was parked. */
  unpark(key: string): boolean;
  /** Changes when a delivery is due; one that is out keeps its time. */
  setDue(delivery: QueuedDelivery, dueAt: number): void;
  /** Makes those that wait for a resume due at once. */
  resume(now: number): void;
  /** When the next head is due; `Infinity` when none waits for a time. */
  nextDueAt(): number;
  waitOf(seq: number): LaneWait | undefined;
  /** True when a delivery that is not newer than `seq` is in memory. */
  hasUpTo(seq: number): boolean;
}

export interface LanesOptions {
  /** `none`: every delivery is a lane of its own. */
  readonly by: "entity" | "none";
  /** Called when a delivery left the memory. */
  readonly removed: (seq: number) => void;
  /** Called when a lane of which rows stayed in the store is empty: they can be read again, from `seq` on. */
  readonly rowsLeft: (seq: number) => void;
}

interface Lane {
  readonly name: string;
  readonly rows: QueuedDelivery[];
  readonly holders: Set<number>;
  out: QueuedDelivery | undefined;
  parked: boolean;
  offered: Offer | undefined;
  /** Rows from here on stayed in the store. */
  leftFrom: number;
}

interface Offer {
  readonly dueAt: number;
  readonly seq: number;
  readonly lane: Lane;
}

/** Makes the empty lanes of one connector. */
export function createLanes(options: LanesOptions): Lanes {
  const lanes = new Map<string, Lane>();
  const bySeq = new Map<number, QueuedDelivery>();
  const heap: DueHeap<Offer> = dueHeap();
  const nameOf = (seq: number, key: string): string => (options.by === "entity" ? key : String(seq));

  const laneFor = (name: string): Lane => {
    let lane = lanes.get(name);
    if (lane === undefined) {
      lane = {
        name,
        rows: [],
        holders: new Set(),
        out: undefined,
        parked: false,
        offered: undefined,
        leftFrom: Number.POSITIVE_INFINITY,
      };
      lanes.set(name, lane);
    }
    return lane;
  };

  /** Puts the lane's head on the heap when nothing stands in its way; forgets an empty lane. */
  const offer = (lane: Lane): void => {
    const head = lane.rows[0];
    if (head === undefined) {
      lane.offered = undefined;
      if (lane.leftFrom !== Number.POSITIVE_INFINITY && lane.out === undefined) {
        const from = lane.leftFrom;
        lane.leftFrom = Number.POSITIVE_INFINITY;
        options.rowsLeft(from);
      }
      if (lane.holders.size === 0 && !lane.parked && lane.out === undefined) lanes.delete(lane.name);
      return;
    }
    if (lane.out !== undefined || lane.parked || isHeld(lane, head)) {
      lane.offered = undefined;
      return;
    }
    if (lane.offered?.seq === head.seq && lane.offered.dueAt === head.dueAt) return;
    lane.offered = { dueAt: head.dueAt, seq: head.seq, lane };
    if (head.dueAt !== Number.POSITIVE_INFINITY) heap.push(lane.offered);
  };

  const setDue = (delivery: QueuedDelivery, dueAt: number): void => {
    const lane = lanes.get(nameOf(delivery.seq, delivery.key));
    if (lane === undefined || lane.out === delivery) return;
    delivery.dueAt = dueAt;
    offer(lane);
  };

  const dropStale = (): void => {
    for (let top = heap.peek(); top !== undefined && top.lane.offered !== top; top = heap.peek()) heap.pop();
  };

  return {
    get size() {
      return bySeq.size;
    },
    has: (seq) => bySeq.has(seq),
    get: (seq) => bySeq.get(seq),
    add(delivery) {
      const lane = laneFor(nameOf(delivery.seq, delivery.key));
      if (delivery.seq >= lane.leftFrom) return false;
      if (lane.rows.length >= LANE_ROWS) {
        lane.leftFrom = delivery.seq;
        return false;
      }
      insert(lane.rows, delivery);
      bySeq.set(delivery.seq, delivery);
      offer(lane);
      return true;
    },
    take(now, limit, upToSeq) {
      const taken: QueuedDelivery[] = [];
      const tooNew: Offer[] = [];
      while (taken.length < limit) {
        dropStale();
        const top = heap.peek();
        if (top === undefined || top.dueAt > now) break;
        heap.pop();
        if (top.seq > upToSeq) {
          tooNew.push(top);
          continue;
        }
        const { lane } = top;
        lane.offered = undefined;
        lane.out = lane.rows.shift()!;
        taken.push(lane.out);
      }
      for (const entry of tooNew) heap.push(entry);
      return taken;
    },
    isOut(seq) {
      const delivery = bySeq.get(seq);
      return delivery !== undefined && lanes.get(nameOf(seq, delivery.key))?.out === delivery;
    },
    putBack(delivery) {
      const lane = laneFor(nameOf(delivery.seq, delivery.key));
      if (lane.out === delivery) lane.out = undefined;
      if (!bySeq.has(delivery.seq)) return offer(lane);
      insert(lane.rows, delivery);
      offer(lane);
    },
    remove(seq, key) {
      const delivery = bySeq.get(seq);
      const lane = lanes.get(nameOf(seq, key));
      if (lane === undefined || delivery === undefined) return;
      bySeq.delete(seq);
      if (lane.out === delivery) lane.out = undefined;
      else {
        const at = lane.rows.indexOf(delivery);
        if (at >= 0) lane.rows.splice(at, 1);
      }
      options.removed(seq);
      offer(lane);
    },
    hold(seq, key) {
      if (options.by === "none") return;
      const lane = laneFor(key);
      lane.holders.add(seq);
      offer(lane);
    },
    release(seq, key) {
      const lane = lanes.get(nameOf(seq, key));
      if (lane?.holders.delete(seq) !== true) return false;
      offer(lane);
      return true;
    },
    park(key) {
      if (options.by === "none") return;
      const lane = laneFor(key);
      lane.parked = true;
      offer(lane);
    },
    unpark(key) {
      const lane = lanes.get(key);
      if (lane?.parked !== true) return false;
      lane.parked = false;
      offer(lane);
      return true;
    },
    setDue,
    resume(now) {
      for (const delivery of bySeq.values()) {
        if (delivery.dueAt === Number.POSITIVE_INFINITY) setDue(delivery, now);
      }
    },
    nextDueAt() {
      dropStale();
      return heap.peek()?.dueAt ?? Number.POSITIVE_INFINITY;
    },
    waitOf(seq) {
      const delivery = bySeq.get(seq);
      if (delivery === undefined) return undefined;
      const lane = lanes.get(nameOf(seq, delivery.key));
      if (lane === undefined || lane.out === delivery) return undefined;
      if (lane.parked) return "parked";
      return lane.out !== undefined || lane.rows[0] !== delivery || isHeld(lane, delivery)
        ? "lane"
        : undefined;
    },
    hasUpTo(seq) {
      for (const known of bySeq.keys()) if (known <= seq) return true;
      return false;
    },
  };
}

/** Only older deliveries hold a newer one back: a replay of an old packet does not wait for what came after it. */
function isHeld(lane: Lane, delivery: QueuedDelivery): boolean {
  for (const holder of lane.holders) if (holder < delivery.seq) return true;
  return false;
}

/** Nearly always at the end; an operator's retry goes back to its old place. */
function insert(rows: QueuedDelivery[], delivery: QueuedDelivery): void {
  let at = rows.length;
  while (at > 0 && rows[at - 1]!.seq > delivery.seq) at -= 1;
  rows.splice(at, 0, delivery);
}
