import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { type Clock, HmsSyncError, isHmsSyncError, systemClock } from "@hms-sync/connector-api";
import { createNewId } from "../new-id.ts";
import type { Store } from "../store.ts";
import { lockFolder } from "./folder-lock.ts";
import { createPrivateFile, createPrivateFolder } from "./private-files.ts";
import { asStoreError } from "./sqlite-error.ts";
import { createSqliteStore } from "./sqlite-store.ts";
import { startThread, type Thread } from "./threads/start-thread.ts";

/** Where a store is, and how it is opened. */
export type SqliteStoreOptions = (
  | {
      /** The data folder; the database in it is `hub.db`. */
      readonly folder: string;
      readonly path?: never;
    }
  | {
      /** The database file; its folder is the data folder. */
      readonly path: string;
      readonly folder?: never;
    }
) & {
  /** Only for reading, also while a hub has the folder open: no lock is taken and every write is refused. */
  readonly readOnly?: boolean;
  readonly clock?: Clock;
  /** Ids of the deliveries that a replay makes; UUIDv7 when absent. */
  readonly newId?: () => string;
};

// the compiler renames imports, not URLs: sources run as .ts, the published package as .js
const EXTENSION = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
const WRITER = new URL(`./threads/writer-thread${EXTENSION}`, import.meta.url);
const READER = new URL(`./threads/reader-thread${EXTENSION}`, import.meta.url);

/**
 * Opens the embedded store, and makes it when the folder is new.
 *
 * One writer and one reader run in threads of their own, which keep the process alive until `close`. The data folder
 * belongs to one process at a time. Its files are readable by their owner only, and so is a folder that is made here.
 *
 * @example
 * const store = await openSqliteStore({ folder: "./data" });
 *
 * @throws HMS_STO_LOCKED when the folder is in use, HMS_STO_SCHEMA when the store was written by another version,
 * HMS_STO_DAMAGED when the file is none of ours, HMS_STO_UNAVAILABLE when folder or disk do not let us,
 * HMS_STO_NO_STORE when there is nothing to read.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const path = resolve(options.path ?? join(options.folder, "hub.db"));
  const clock = options.clock ?? systemClock;
  const common = { clock, newId: options.newId ?? createNewId(clock.now) };
  try {
    if (options.readOnly) {
      await requireFile(path);
      const reader = await startThread(READER, { path });
      return createSqliteStore({ ...common, reader, writer: undefined, release: async () => {} });
    }
    await createPrivateFolder(dirname(path));
    const lock = await lockFolder(dirname(path), clock);
    let writer: Thread | undefined;
    try {
      await createPrivateFile(path);
      // first the writer, which brings the schema up to date
      writer = await startThread(WRITER, { path });
      const reader = await startThread(READER, { path });
      return createSqliteStore({ ...common, reader, writer, release: lock.release });
    } catch (error) {
      await writer?.close();
      await lock.release();
      throw error;
    }
  } catch (error) {
    throw asOpenError(error, path);
  }
}

async function requireFile(path: string): Promise<void> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) throw new HmsSyncError("HMS_STO_NO_STORE", `there is no store at ${path}`, { meta: { path } });
}

function asOpenError(error: unknown, path: string): unknown {
  const known = asStoreError(error);
  if (isHmsSyncError(known) || !(known instanceof Error) || !("syscall" in known)) return known;
  return new HmsSyncError("HMS_STO_UNAVAILABLE", `the store ${path} cannot be opened: ${known.message}`, {
    cause: known,
    meta: { path },
  });
}
