import { inThisThread } from "./in-this-thread.ts";
import { startThread } from "./start-thread.ts";
import type { Thread } from "./thread.ts";

// the compiler renames imports, not URLs: sources run as .ts, the published package as .js
const EXTENSION = import.meta.url.endsWith(".ts") ? ".ts" : ".js";

/** What a connection is for. */
export type Role = "writer" | "reader";

/** Starts a worker for a connection, or keeps it in this thread; open it with the call `open`. */
export async function threadFor(role: Role, inWorker: boolean): Promise<Thread> {
  if (inWorker) return startThread(new URL(`./${role}-thread${EXTENSION}`, import.meta.url));
  // loaded only when asked for: with workers, this thread needs neither statements nor kysely
  return role === "writer"
    ? inThisThread((await import("./writer.ts")).openWriter)
    : inThisThread((await import("./reader.ts")).openReader);
}
