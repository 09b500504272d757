import { DatabaseSync } from "node:sqlite";
import { migrate, requireCurrentSchema } from "./migrations/migrate.ts";

/**
 * Opens the one connection that writes, and brings the schema up to date.
 *
 * WAL with `synchronous=FULL` flushes once per commit: with commits in groups it costs little, and NORMAL would lose every
 * commit since the last checkpoint at a power cut. A checkpoint every 4,000 pages (32 MB) keeps it off most commits.
 */
export function openForWriting(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5000 });
  try {
    database.exec(`
      PRAGMA page_size = 8192;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA wal_autocheckpoint = 4000;
      PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -65536;
    `);
    migrate(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** Opens a connection that only reads; in WAL it neither waits for the writer nor blocks it. */
export function openForReading(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  try {
    database.exec("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;");
    requireCurrentSchema(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
