import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { type Clock, HmsSyncError, isHmsSyncError, systemClock } from "@hms-sync/connector-api";
import { createNewId } from "../new-id.ts";
import type { Store } from "../store.ts";
import { lockFolder } from "./folder-lock.ts";
import { createPrivateFile, createPrivateFolder } from "./private-files.ts";
import { asStoreError } from "./sqlite-error.ts";
import { createSqliteStore } from "./sqlite-store.ts";
import type { Thread } from "./threads/thread.ts";
import { threadFor } from "./threads/thread-for.ts";

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
  /**
   * Default true: reads and writes in worker threads, so that this one never waits for the disk. Without them a store opens
   * ten times as fast: for tests, and for commands that look something up and end.
   */
  readonly threads?: boolean;
  readonly clock?: Clock;
  /** Ids of the deliveries that a replay makes; UUIDv7 when absent. */
  readonly newId?: () => string;
};

/**
 * Opens the embedded store, and makes it when the folder is new.
 *
 * Its threads keep the process alive until `close`. The data folder belongs to one process at a time. Its files are readable by their owner only, and so is a folder that is made here.
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
  try {
    return options.readOnly ? await openReadOnly(path, options) : await openReadWrite(path, options);
  } catch (error) {
    throw asOpenError(error, path);
  }
}

async function openReadOnly(path: string, options: SqliteStoreOptions): Promise<Store> {
  await requireFile(path);
  const reader = await threadFor("reader", options.threads ?? true);
  try {
    await reader.call("open", path);
  } catch (error) {
    await reader.close();
    throw error;
  }
  return createSqliteStore({ ...givenBy(options), reader, writer: undefined, release: async () => {} });
}

async function openReadWrite(path: string, options: SqliteStoreOptions): Promise<Store> {
  const given = givenBy(options);
  const inWorkers = options.threads ?? true;
  await createPrivateFolder(dirname(path));
  const lock = await lockFolder(dirname(path), given.clock);
  const threads: Thread[] = [];
  try {
    await createPrivateFile(path);
    const reader = await threadFor("reader", inWorkers);
    const writer = await threadFor("writer", inWorkers);
    threads.push(reader, writer);
    // first the writer, which brings the schema up to date
    await writer.call("open", path);
    await reader.call("open", path);
    return createSqliteStore({ ...given, reader, writer, release: lock.release });
  } catch (error) {
    for (const thread of threads) await thread.close();
    await lock.release();
    throw error;
  }
}

function givenBy({ clock = systemClock, newId = createNewId(clock.now) }: SqliteStoreOptions) {
  return { clock, newId };
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
