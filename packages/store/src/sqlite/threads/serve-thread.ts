import { parentPort, workerData } from "node:worker_threads";
import { invariant } from "@hms-sync/connector-api";
import { toErrorData } from "../error-data.ts";
import type { ThreadAnswer, ThreadCall, ThreadData } from "./thread-messages.ts";

/** What a thread does when it is called by name; `close` is its last call. */
export type ThreadHandlers = Readonly<Record<string, (input: never) => unknown>> & { close(): void };

/** The thread's side: opens, then answers calls until `close`. A failure to open is the answer to the start. */
export function serveThread(open: (path: string) => ThreadHandlers): void {
  const port = parentPort;
  invariant(port !== null, "this file runs as a thread of the store");
  const answer = (message: ThreadAnswer): void => port.postMessage(message);

  let handlers: ThreadHandlers;
  try {
    handlers = open((workerData as ThreadData).path);
  } catch (error) {
    answer({ call: 0, error: toErrorData(error) });
    port.close();
    return;
  }
  port.on("message", ({ call, name, input }: ThreadCall) => {
    try {
      answer({ call, value: handlers[name]!(input as never) });
    } catch (error) {
      answer({ call, error: toErrorData(error) });
    }
    if (name === "close") port.close();
  });
  answer({ call: 0, value: undefined });
}
