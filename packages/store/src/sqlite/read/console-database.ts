import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { prepare, type Statement } from "../statement.ts";
import type { DeliveryRow } from "./delivery-rows.ts";
import type { PacketRow } from "./packet-rows.ts";

/** The tables that filters and pages name; the others are used by hand-written statements only. */
export interface ConsoleTables {
  readonly packet: PacketRow;
  readonly body: { readonly packet_seq: number };
  readonly delivery: Omit<DeliveryRow, "packet_id" | "key" | "event">;
  readonly sent: { readonly delivery_seq: number };
}

/** Builds and runs the queries whose shape depends on a filter. */
export interface ConsoleDatabase {
  readonly build: Kysely<ConsoleTables>;
  iterate<Row>(query: { compile(): CompiledQuery<Row> }): IterableIterator<Row>;
}

/** kysely builds the text, `node:sqlite` runs it in the same breath: nothing here is asynchronous. */
export function createConsoleDatabase(database: DatabaseSync): ConsoleDatabase {
  const build = new Kysely<ConsoleTables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  // one text per combination of filters that was ever used: a few dozen
  const statements = new Map<string, Statement<unknown>>();
  return {
    build,
    iterate<Row>(query: { compile(): CompiledQuery<Row> }): IterableIterator<Row> {
      const { sql, parameters } = query.compile();
      const statement = statements.get(sql) ?? prepare(database, sql);
      statements.set(sql, statement);
      return statement.iterate(...(parameters as SQLInputValue[])) as IterableIterator<Row>;
    },
  };
}
