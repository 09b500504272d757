import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Clock, HmsSyncError, isHmsSyncError } from "@hms-sync/connector-api";
import { createPrivateFile } from "./private-files.ts";
import { asStoreError } from "./sqlite-error.ts";

/** SQLite's result code for a lock that another connection holds. */
const BUSY = 5;

/** A data folder that belongs to this process. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a data folder for this process.
 *
 * The lock is SQLite's own on a file of its own, so the operating system frees it whatever way the process ends; a file that
 * merely names a process would outlive a kill. `hub.owner` beside it only says who to look for.
 *
 * @throws HMS_STO_LOCKED when another store, of this process or another one, has the folder.
 */
export async function lockFolder(folder: string, clock: Clock): Promise<FolderLock> {
  const path = join(folder, "hub.lock");
  const owner = join(folder, "hub.owner");
  await createPrivateFile(path);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    // nothing is ever written, so no journal has to stand beside it
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    await writeFile(owner, `${process.pid} ${new Date(clock.now()).toISOString()}\n`, { mode: 0o600 });
  } catch (error) {
    database.close();
    throw await asLocked(error, folder, owner);
  }
  return {
    async release() {
      await rm(owner, { force: true });
      database.close();
    },
  };
}

async function asLocked(error: unknown, folder: string, owner: string): Promise<unknown> {
  const known = asStoreError(error);
  if (!isHmsSyncError(known, "HMS_STO_UNAVAILABLE") || known.meta.sqliteCode !== BUSY) return known;
  const [pid, since] = (await readFile(owner, "utf8").catch(() => "")).trim().split(" ");
  const who = pid && since ? `process ${pid}, since ${since}` : "another process";
  return new HmsSyncError("HMS_STO_LOCKED", `the data folder ${folder} is in use by ${who}`, {
    meta: { folder, ...(pid && { pid: Number(pid) }) },
  });
}
