import type { Clock } from "@hms-sync/connector-api";
import type { Client } from "basic-ftp";

/**
 * Runs one operation of the library and closes the client when the signal says so, or when the time is up.
 *
 * The library has no signal of its own; closing the client is its way to abort, and not every pending promise of it
 * settles then, so the operation is raced.
 *
 * @throws The signal's reason, when it aborted.
 */
export async function guarded<Result>(
  client: Client,
  signal: AbortSignal,
  operation: () => Promise<Result>,
  deadline?: { readonly clock: Clock; readonly timeoutMs: number },
): Promise<Result> {
  signal.throwIfAborted();
  let end: (() => void) | undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    const stop = (reason: unknown): void => {
      reject(reason);
      client.close();
    };
    const aborted = (): void => stop(signal.reason);
    signal.addEventListener("abort", aborted, { once: true });
    const cancel = deadline?.clock.after(deadline.timeoutMs, () => stop(new Error("Timeout")));
    end = () => {
      signal.removeEventListener("abort", aborted);
      cancel?.();
    };
  });
  try {
    return await Promise.race([operation(), interrupted]);
  } finally {
    end?.();
  }
}
