import { openForWriting } from "../open-database.ts";
import { createDispatchReads } from "../read/dispatch-reads.ts";
import { createWriter } from "../write/writer.ts";
import type { ThreadHandlers } from "./thread.ts";

/** The one connection that writes, and the short reads that must not wait behind a search. */
export function openWriter(path: string): ThreadHandlers {
  const database = openForWriting(path);
  return {
    ...createDispatchReads(database),
    transaction: createWriter(database),
    close: () => database.close(),
  };
}
