import { fromErrorData, toErrorData } from "../error-data.ts";
import { createCallHandler, type OpenHandlers, type Thread } from "./thread.ts";

/** The same calls without a worker: nothing to start, but each holds the caller's thread while the disk works. */
export function inThisThread(open: OpenHandlers): Thread {
  const handle = createCallHandler(open);
  const call = async (name: string, input?: unknown): Promise<unknown> => {
    try {
      return handle(name, input);
    } catch (error) {
      throw fromErrorData(toErrorData(error));
    }
  };
  return {
    call,
    async close() {
      await call("close");
    },
  };
}
