import { openForWriting } from "../open-database.ts";
import { createDispatchReads } from "../read/dispatch-reads.ts";
import { createWriter } from "../write/writer.ts";
import { serveThread } from "./serve-thread.ts";

serveThread((path) => {
  const database = openForWriting(path);
  return {
    ...createDispatchReads(database),
    transaction: createWriter(database),
    close: () => database.close(),
  };
});
