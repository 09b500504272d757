import type { Clock } from "@hms-sync/connector-api";

/** A clock that stands still until it is told to move. */
export interface VirtualClock extends Clock {
  /**
   * Moves time forward. Timers that become due run in order, each at its own time, and what they start may settle
   * before the next one runs.
   */
  advance(ms: number): Promise<void>;
  /** Timers and sleeps that are still to come. */
  readonly pending: number;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

// taken before a test can replace the global one
const { setImmediate } = globalThis;

/** Turns of the event loop granted to what a timer started: enough for a chain of a few local I/O steps. */
const SETTLE_TURNS = 5;

/**
 * Makes a virtual clock.
 *
 * It knows nothing of sockets and files: after a step that waits for real I/O, wait for its outcome, not for the clock.
 *
 * @param startAt Milliseconds since 1970; 2024-04-02T09:00:00Z when absent.
 */
export function virtualClock(startAt: number = Date.UTC(2024, 3, 2, 9)): VirtualClock {
  let now = startAt;
  const timers = new Set<Timer>();

  const after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: now + Math.max(0, ms), run };
    timers.add(timer);
    return () => {
      timers.delete(timer);
    };
  };

  const nextDue = (until: number): Timer | undefined => {
    let next: Timer | undefined;
    // a Set keeps the order of insertion, so timers of the same moment run in the order they were set
    for (const timer of timers) {
      if (timer.at <= until && (next === undefined || timer.at < next.at)) next = timer;
    }
    return next;
  };

  return {
    now: () => now,
    monotonic: () => now - startAt,
    after,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = (): void => {
          cancel();
          reject(signal?.reason);
        };
        const cancel = after(ms, () => {
          signal?.removeEventListener("abort", stop);
          resolve();
        });
        signal?.addEventListener("abort", stop, { once: true });
      }),
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
        timers.delete(timer);
        now = timer.at;
        timer.run();
        await settle();
      }
      now = until;
    },
    get pending() {
      return timers.size;
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < SETTLE_TURNS; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
