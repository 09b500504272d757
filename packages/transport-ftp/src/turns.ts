/** Lets one task run after the other, in the order in which they asked. */
export interface Turns {
  /** @throws The signal's reason when it aborts before the task's turn; the task's own error. */
  take<Result>(signal: AbortSignal, task: () => Promise<Result>): Promise<Result>;
}

export function turns(): Turns {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    async take(signal, task) {
      const before = tail;
      const turn = Promise.withResolvers<void>();
      // one that gives up while it waits must not let the next one pass those before it
      tail = Promise.all([before, turn.promise]);
      try {
        await unlessAborted(before, signal);
        return await task();
      } finally {
        turn.resolve();
      }
    },
  };
}

async function unlessAborted(wait: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const stop = (): void => aborted.reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  try {
    await Promise.race([wait, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
