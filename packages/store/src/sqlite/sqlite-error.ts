import { HmsSyncError } from "@hms-sync/connector-api";

// primary result codes, https://sqlite.org/rescode.html
const CONSTRAINT = 19;
const DAMAGED = new Set([11 /* CORRUPT */, 26 /* NOTADB */]);
const DISK = new Map([
  [3, "permission denied"],
  [5, "the database is busy"],
  [6, "the database is busy"],
  [8, "the database is read-only"],
  [10, "input or output failed"],
  [13, "the disk is full"],
  [14, "the file cannot be opened"],
  [22, "the file is too large for this system"],
]);

interface SqliteError extends Error {
  readonly errcode: number;
}

/**
 * What an error of SQLite means to a caller; every other error is given back as it is.
 *
 * SQLite's own messages name tables and columns, never values.
 */
export function asStoreError(error: unknown): unknown {
  if (!isSqliteError(error)) return error;
  // the upper bits tell which call failed
  const primary = error.errcode & 0xff;
  const meta = { sqliteCode: error.errcode };
  if (primary === CONSTRAINT) {
    return new HmsSyncError("HMS_STO_CONFLICT", `a row contradicts a stored one: ${error.message}`, { meta });
  }
  if (DAMAGED.has(primary)) {
    return new HmsSyncError("HMS_STO_DAMAGED", `the store cannot be read: ${error.message}`, { meta });
  }
  const disk = DISK.get(primary);
  if (disk === undefined) return error;
  return new HmsSyncError("HMS_STO_UNAVAILABLE", `the store cannot be used now: ${disk}`, { meta });
}

function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number";
}
