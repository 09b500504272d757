import type { DueDelivery, Store } from "@hms-sync/store";
import type { Lanes } from "./lanes.ts";
import type { QueuedDelivery } from "./queued-delivery.ts";

/** Deliveries of one connector in memory; more stay in the store and are read when these drain. */
export const CONNECTOR_ROWS = 5_000;
const PAGE_ROWS = 500;

/**
 * Keeps a bounded part of a connector's unfinished deliveries in memory.
 *
 * A fresh delivery goes straight from the intake into its lane. When memory is full the hub falls *behind*: from then on
 * everything is read from the store in order of `seq`, until nothing is left there, so that the order per key holds.
 */
export interface Pager {
  /** A delivery that was just made durable; kept in memory when there is room. */
  offer(delivery: QueuedDelivery): void;
  /** The store holds rows that `offer` was not told of (a replay, a restart). */
  fallBehind(): void;
  /** Rows from `seq` on can be read again. */
  rewind(seq: number): void;
  /** A delivery is finished: a page that is under way may still show it. */
  removed(seq: number): void;
  /** True when there are rows to read and room for them. */
  readonly wantsMore: boolean;
  /** Reads pages until memory is full or nothing is left. Runs once at a time. */
  refill(): Promise<void>;
  /** True when every unfinished delivery up to `seq` was read. */
  hasRead(seq: number): boolean;
}

export interface PagerOptions {
  readonly connector: string;
  readonly store: Pick<Store, "due">;
  readonly lanes: Lanes;
  /** Turns a row of the store into a delivery of the memory; undefined when it needs no sending. */
  readonly admit: (row: DueDelivery) => QueuedDelivery | undefined;
  readonly capacity?: number;
}

export function createPager(options: PagerOptions): Pager {
  const { connector, store, lanes } = options;
  const capacity = options.capacity ?? CONNECTOR_ROWS;
  /** Everything up to here was read, or is in memory. */
  let cursor = 0;
  let behind = true;
  let reading: Promise<void> | undefined;
  /** Set when something happened that the page under way cannot know. */
  let readAgain = false;
  let rewound = false;
  const finishedMeanwhile = new Set<number>();

  const readPages = async (): Promise<void> => {
    while (behind && lanes.size < capacity) {
      readAgain = false;
      finishedMeanwhile.clear();
      const rows = await store.due({ connector, limit: PAGE_ROWS, afterSeq: cursor });
      // after a rewind the page may lack an older row of a key: read from the new place instead
      if (rewound) {
        rewound = false;
        continue;
      }
      for (const row of rows) {
        cursor = row.seq;
        if (lanes.has(row.seq) || finishedMeanwhile.has(row.seq)) continue;
        const delivery = options.admit(row);
        if (delivery !== undefined) lanes.add(delivery);
      }
      if (rows.length < PAGE_ROWS && !readAgain) behind = false;
    }
  };

  return {
    offer(delivery) {
      if (behind || lanes.size >= capacity) {
        behind = true;
        readAgain = true;
        return;
      }
      cursor = Math.max(cursor, delivery.seq);
      lanes.add(delivery);
    },
    fallBehind() {
      behind = true;
      readAgain = true;
    },
    rewind(seq) {
      cursor = Math.min(cursor, seq - 1);
      behind = true;
      rewound = reading !== undefined;
    },
    removed(seq) {
      if (reading !== undefined) finishedMeanwhile.add(seq);
    },
    get wantsMore() {
      return behind && reading === undefined && lanes.size <= capacity / 2;
    },
    refill() {
      reading ??= readPages().finally(() => {
        reading = undefined;
      });
      return reading;
    },
    hasRead: (seq) => !behind || cursor >= seq,
  };
}
