import { openForReading } from "../open-database.ts";
import { createConsoleReads } from "../read/console-reads.ts";
import { createDispatchReads } from "../read/dispatch-reads.ts";
import type { ThreadHandlers } from "./thread.ts";

/** A connection that only reads. */
export function openReader(path: string): ThreadHandlers {
  const database = openForReading(path);
  return {
    // a store that is open for reading only has no other thread
    ...createDispatchReads(database),
    ...createConsoleReads(database),
    close: () => database.close(),
  };
}
