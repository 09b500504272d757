import { Worker } from "node:worker_threads";
import { HmsSyncError } from "@hms-sync/connector-api";
import { fromErrorData } from "../error-data.ts";
import type { Thread, ThreadAnswer, ThreadCall } from "./thread.ts";

/**
 * Starts a worker that serves a thread.
 *
 * One that ends by itself leaves no call hanging: all that are under way, and all later ones, reject.
 */
export function startThread(file: URL): Thread {
  const worker = new Worker(file, {
    // a source file finds the sources of its neighbours; nothing else of the parent's options is wanted
    execArgv: file.pathname.endsWith(".ts") ? ["--conditions=hms-sync:source"] : [],
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let calls = 0;
  let ended: HmsSyncError | undefined;

  function end(cause?: unknown): void {
    ended ??= new HmsSyncError("HMS_STO_STOPPED", "a thread of the store ended unexpectedly", { cause });
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  }

  worker.on("message", (answer: ThreadAnswer) => {
    const caller = waiting.get(answer.call);
    waiting.delete(answer.call);
    if ("error" in answer) caller?.reject(fromErrorData(answer.error));
    else caller?.resolve(answer.value);
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
    call(name, input) {
      if (ended !== undefined) return Promise.reject(ended);
      const answer = Promise.withResolvers<unknown>();
      const call = calls++;
      waiting.set(call, answer);
      worker.postMessage({ call, name, input } satisfies ThreadCall);
      return answer.promise;
    },
    async close() {
      if (ended === undefined) await thread.call("close");
      await exit;
    },
  };
  return thread;
}
