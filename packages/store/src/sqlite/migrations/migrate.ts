import type { DatabaseSync } from "node:sqlite";
import { HmsSyncError } from "@hms-sync/connector-api";
import { prepare } from "../statement.ts";
import { packetsAndDeliveries } from "./0001-packets-and-deliveries.ts";

/** In order; the first makes version 1. A released one is never edited. */
const MIGRATIONS: readonly string[] = [packetsAndDeliveries];

/** The version that this code reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings a store up to date, in one transaction.
 *
 * @throws HMS_STO_SCHEMA when the store is newer than this code.
 * @throws HMS_STO_DAMAGED when the database is not one of ours.
 */
export function migrate(database: DatabaseSync): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    const version = schemaVersion(database);
    if (version > SCHEMA_VERSION) throw wrongSchema(version);
    if (version === 0) {
      database.exec(
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID",
      );
    }
    for (const migration of MIGRATIONS.slice(version)) database.exec(migration);
    prepare(database, "INSERT OR REPLACE INTO meta (name, value) VALUES ('schema_version', ?)").run(
      SCHEMA_VERSION,
    );
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/**
 * Makes sure that a store can be read as it is.
 *
 * @throws HMS_STO_SCHEMA when it is newer or older than this code.
 * @throws HMS_STO_DAMAGED when the database is not one of ours.
 */
export function requireCurrentSchema(database: DatabaseSync): void {
  const version = schemaVersion(database);
  if (version !== SCHEMA_VERSION) throw wrongSchema(version);
}

/** 0 for an empty database. */
function schemaVersion(database: DatabaseSync): number {
  const tables = prepare<{ name: string }>(
    database,
    "SELECT name FROM sqlite_schema WHERE type = 'table'",
  ).all();
  if (tables.length === 0) return 0;
  const version = tables.some((table) => table.name === "meta")
    ? prepare<{ value: number }>(database, "SELECT value FROM meta WHERE name = 'schema_version'").get()
        ?.value
    : undefined;
  if (version === undefined) {
    throw new HmsSyncError(
      "HMS_STO_DAMAGED",
      `${database.location()} is a database, but not a store of HMS Sync`,
    );
  }
  return version;
}

function wrongSchema(version: number): HmsSyncError {
  const newer = version > SCHEMA_VERSION;
  return new HmsSyncError(
    "HMS_STO_SCHEMA",
    `the store has schema version ${version}, this program reads version ${SCHEMA_VERSION}`,
    {
      hint: newer
        ? "Run the newer version of HMS Sync that wrote this store."
        : "Start the hub once on this folder, which brings the store up to date.",
      meta: { version, supported: SCHEMA_VERSION },
    },
  );
}
