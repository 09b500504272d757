import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { samplePacket } from "../../suite/samples.ts";
import { openForWriting } from "../open-database.ts";
import type { WriteOperation } from "../operations.ts";
import { prepare } from "../statement.ts";
import { createWriter, type Writer } from "./writer.ts";

describe("the writer", () => {
  let folder: string;
  let database: DatabaseSync;
  let write: Writer;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hms-sync-writer-"));
    database = openForWriting(join(folder, "hub.db"));
    write = createWriter(database);
  });
  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  const accept = (characters: number): WriteOperation => ({
    name: "accept",
    input: samplePacket({ image: { text: "x".repeat(characters) } }),
  });
  const packets = (): number => prepare<{ n: number }>(database, "SELECT count(*) AS n FROM packet").get()!.n;

  it("refuses a whole transaction when the disk is full, stores nothing, and goes on when there is room", () => {
    write([accept(10)]);
    database.exec("PRAGMA max_page_count = 60");
    const full = {
      error: { code: "HMS_STO_UNAVAILABLE", message: "the store cannot be used now: the disk is full" },
    };
    expect(write([accept(10), accept(1_000_000), accept(10)])).toMatchObject([full, full, full]);
    expect(packets()).toBe(1);
    expect(database.isTransaction).toBe(false);
    database.exec("PRAGMA max_page_count = 100000");
    expect(write([accept(1_000_000)])).toMatchObject([{ value: { status: "accepted" } }]);
    expect(packets()).toBe(2);
  });

  it("flushes every commit and keeps the log small", () => {
    const setting = (name: string): unknown =>
      Object.values(prepare<object>(database, `PRAGMA ${name}`).get()!)[0];
    expect(setting("journal_mode")).toBe("wal");
    expect(setting("synchronous")).toBe(2);
    expect(setting("page_size")).toBe(8192);
    expect(setting("wal_autocheckpoint")).toBe(4000);
  });

  it("keeps every row of a refused operation out and every other one in", () => {
    const refused: WriteOperation = { name: "update", input: { seq: 99, to: "dead", at: 1 } };
    const noJson: WriteOperation = { name: "accept", input: { ...samplePacket(), body: "{" } };
    expect(write([accept(1), refused, noJson, accept(1)])).toMatchObject([
      { value: { status: "accepted" } },
      { error: { code: "HMS_STO_NO_DELIVERY" } },
      { error: { message: expect.stringContaining("is not JSON") } },
      { value: { status: "accepted" } },
    ]);
    expect(packets()).toBe(2);
  });
});
