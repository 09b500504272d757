import { parentPort } from "node:worker_threads";
import { invariant } from "@hms-sync/connector-api";
import { toErrorData } from "../error-data.ts";
import { createCallHandler, type OpenHandlers, type ThreadAnswer, type ThreadCall } from "./thread.ts";

/** The worker's side of a thread: answers calls until `close`. */
export function serveThread(open: OpenHandlers): void {
  const port = parentPort;
  invariant(port !== null, "this file runs as a thread of the store");
  const answer = (message: ThreadAnswer): void => port.postMessage(message);
  const handle = createCallHandler(open);
  port.on("message", ({ call, name, input }: ThreadCall) => {
    try {
      answer({ call, value: handle(name, input) });
    } catch (error) {
      answer({ call, error: toErrorData(error) });
    }
    if (name === "close") port.close();
  });
}
