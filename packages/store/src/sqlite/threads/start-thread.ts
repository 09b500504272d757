import { Worker } from "node:worker_threads";
import { HmsSyncError } from "@hms-sync/connector-api";
import { fromErrorData } from "../error-data.ts";
import type { ThreadAnswer, ThreadCall, ThreadData } from "./thread-messages.ts";

/** A thread of the store as its owner sees it. */
export interface Thread {
  /** Rejects with what the thread threw, or with HMS_STO_STOPPED when it ends before it answers. */
  call(name: string, input?: unknown): Promise<unknown>;
  /** Lets the thread close its database and end. */
  close(): Promise<void>;
}

/**
 * Starts a thread and waits until it is open.
 *
 * A thread that ends by itself leaves no call hanging: all that are under way, and all later ones, reject.
 *
 * @throws what the thread threw while it opened.
 */
export async function startThread(file: URL, data: ThreadData): Promise<Thread> {
  const worker = new Worker(file, {
    workerData: data,
    // a source file finds the sources of its neighbours; nothing else of the parent's options is wanted
    execArgv: file.pathname.endsWith(".ts") ? ["--conditions=hms-sync:source"] : [],
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let calls = 0;
  let ended: HmsSyncError | undefined;

  function wait(): { readonly number: number; readonly answer: Promise<unknown> } {
    const number = calls++;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(number, answer);
    return { number, answer: answer.promise };
  }

  function end(cause?: unknown): void {
    ended ??= new HmsSyncError("HMS_STO_STOPPED", "a thread of the store ended unexpectedly", { cause });
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  }

  worker.on("message", (message: ThreadAnswer) => {
    const answer = waiting.get(message.call);
    waiting.delete(message.call);
    if ("error" in message) answer?.reject(fromErrorData(message.error));
    else answer?.resolve(message.value);
  });
  worker.on("error", end);
  worker.on("messageerror", end);
  const exit = new Promise<void>((resolve) => {
    worker.once("exit", () => {
      end();
      resolve();
    });
  });

  const thread: Thread = {
    async call(name, input) {
      if (ended !== undefined) throw ended;
      const { number, answer } = wait();
      worker.postMessage({ call: number, name, input } satisfies ThreadCall);
      return answer;
    },
    async close() {
      if (ended === undefined) await thread.call("close");
      await exit;
    },
  };

  // number 0 is the start
  await wait().answer;
  return thread;
}
