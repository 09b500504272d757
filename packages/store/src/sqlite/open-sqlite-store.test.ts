import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { HmsSyncError } from "@hms-sync/connector-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { deliver, NOW, sampleDelivery, samplePacket, sampleRoute } from "../suite/samples.ts";
import { openSqliteStore, type SqliteStoreOptions } from "./open-sqlite-store.ts";

async function expectRefused(code: string, calls: readonly Promise<unknown>[]): Promise<void> {
  const refused = { status: "rejected", reason: { code } };
  expect(await Promise.allSettled(calls)).toMatchObject(calls.map(() => refused));
}

describe("openSqliteStore", () => {
  let root: string;
  let folder: string;
  const opened: Store[] = [];
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "hms-sync-open-"));
    folder = join(root, "data");
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    await rm(root, { recursive: true });
  });

  async function open(options: Partial<SqliteStoreOptions> = {}): Promise<Store> {
    const store = await openSqliteStore({ folder, threads: false, ...options } as SqliteStoreOptions);
    opened.push(store);
    return store;
  }

  function execute(sql: string): void {
    const database = new DatabaseSync(join(folder, "hub.db"));
    database.exec(sql);
    database.close();
  }

  const permissions = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

  it("works in threads of its own, with errors, bytes and many writers", async () => {
    const store = await open({ threads: true });
    const deliveries = await Promise.all(Array.from({ length: 50 }, () => sampleDelivery(store, "dmv")));
    await deliver(store, deliveries[0]!);
    expect(await store.counts()).toEqual({ dmv: { waiting: 49, delivered: 1 } });
    expect(await store.sent(deliveries[0]!.id)).toEqual({
      record: "APPT-REC",
      bytes: Uint8Array.of(1, 2, 3),
    });
    expect(await store.due({ connector: "dmv", limit: 100 })).toHaveLength(49);
    const refused = store.update({ seq: deliveries[0]!.seq, to: "dead", at: NOW });
    await expect(refused).rejects.toBeInstanceOf(HmsSyncError);
    await expect(refused).rejects.toMatchObject({ code: "HMS_STO_MOVE", retry: "never", hint: /moved on/ });
    await expect(store.packets({}, 10, "x")).rejects.toMatchObject({ code: "HMS_STO_CURSOR" });
    const remap = { filter: { since: 0 }, mode: "remap", at: NOW, contractOf: {} } as const;
    expect(await store.replay(remap)).toMatchObject({ deliveries: 1 });
  });

  it("keeps folder and files to their owner", async () => {
    const umask = process.umask(0);
    try {
      const store = await open();
      await store.accept(samplePacket());
    } finally {
      process.umask(umask);
    }
    expect(await permissions(folder)).toBe("700");
    for (const file of await readdir(folder))
      expect([file, await permissions(join(folder, file))]).toEqual([file, "600"]);
    expect(await readdir(folder)).toEqual(
      expect.arrayContaining(["hub.db", "hub.db-wal", "hub.lock", "hub.owner"]),
    );
  });

  it("takes a database back from others, and leaves a folder that was there as it is", async () => {
    await mkdir(folder, { mode: 0o750 });
    await chmod(folder, 0o750);
    await writeFile(join(folder, "hub.db"), "", { mode: 0o644 });
    await open();
    expect(await permissions(folder)).toBe("750");
    expect(await permissions(join(folder, "hub.db"))).toBe("600");
  });

  it("takes a file instead of a folder", async () => {
    const store = await open({ folder: undefined as never, path: join(folder, "other.db") });
    await store.close();
    expect(await readdir(folder)).toContain("other.db");
  });

  it("leaves only the database and its lock behind", async () => {
    const store = await open();
    await store.accept(samplePacket());
    await store.close();
    expect(await readdir(folder)).toEqual(["hub.db", "hub.lock"]);
  });

  describe("refuses", () => {
    it("a store of a newer schema, and leaves it alone", async () => {
      await (await open()).close();
      execute("UPDATE meta SET value = 99 WHERE name = 'schema_version'");
      for (const readOnly of [false, true]) {
        await expect(open({ readOnly })).rejects.toMatchObject({
          code: "HMS_STO_SCHEMA",
          message: "the store has schema version 99, this program reads version 1",
          hint: expect.stringContaining("newer version"),
        });
      }
      execute("UPDATE meta SET value = 1 WHERE name = 'schema_version'");
      await open();
    });

    it("to read a store of an older schema, which it must not change", async () => {
      await (await open()).close();
      execute("UPDATE meta SET value = 0 WHERE name = 'schema_version'");
      await expect(open({ readOnly: true })).rejects.toMatchObject({
        code: "HMS_STO_SCHEMA",
        hint: expect.stringContaining("Start the hub once"),
      });
    });

    it("a database of somebody else", async () => {
      await mkdir(folder);
      execute("CREATE TABLE theirs (id INTEGER)");
      await expect(open()).rejects.toMatchObject({
        code: "HMS_STO_DAMAGED",
        message: /not a store of HMS Sync/,
      });
    });

    it.each([true, false])("a file that is no database (in threads: %s)", async (threads) => {
      await mkdir(folder);
      await writeFile(
        join(folder, "hub.db"),
        "no database at all, but long enough to be read as one".repeat(100),
      );
      await expect(open({ threads })).rejects.toMatchObject({ code: "HMS_STO_DAMAGED" });
      await rm(join(folder, "hub.db"));
      await open({ threads });
    });

    it("a folder that cannot be made", async () => {
      await writeFile(join(root, "file"), "");
      await expect(open({ folder: join(root, "file", "data") })).rejects.toMatchObject({
        code: "HMS_STO_UNAVAILABLE",
      });
    });

    it("to read where there is no store, and makes none", async () => {
      await expect(open({ readOnly: true })).rejects.toMatchObject({ code: "HMS_STO_NO_STORE" });
      expect(await readdir(root)).toEqual([]);
    });
  });

  describe("for reading only", () => {
    it("gives all that can be read and refuses every write", async () => {
      const writing = await open();
      const delivery = await sampleDelivery(writing, "dmv");
      await deliver(writing, delivery);
      await writing.setConnectorState({ id: "dmv", state: "paused", since: NOW });
      await writing.close();

      const store = await open({ readOnly: true });
      expect(await store.counts()).toEqual({ dmv: { delivered: 1 } });
      expect((await store.packets({}, 10)).items).toHaveLength(1);
      expect((await store.deliveries({}, 10)).items).toHaveLength(1);
      expect(await store.dueById(delivery.id)).toMatchObject({ state: "delivered" });
      expect(await store.connectorStates()).toHaveLength(1);
      expect(await store.planReplay({ filter: { since: 0 }, mode: "as-sent" })).toMatchObject({
        deliveries: 1,
      });
      const writes = [
        store.accept(samplePacket({ routes: [sampleRoute("dmv")] })),
        store.mark({ seq: 1, reference: "r", record: "R", bytes: new Uint8Array() }),
        store.update({ seq: 1, to: "dead", at: NOW }),
        store.applyAnswers({ connector: "dmv", at: NOW, answers: [] }),
        store.nextInSequence("dmv", "file"),
        store.setConnectorState({ id: "dmv", state: "active", since: NOW }),
        store.replay({ filter: { since: 0 }, mode: "remap", at: NOW, contractOf: {} }),
        store.prune({ bodies: 0, log: 0 }),
      ];
      await expectRefused("HMS_STO_READ_ONLY", writes);
    });

    it("sees what a store that is open for writing has committed", async () => {
      const writing = await open();
      const reading = await open({ readOnly: true });
      await writing.accept(samplePacket());
      expect((await reading.packets({}, 10)).items).toHaveLength(1);
    });
  });

  describe("close", () => {
    it.each([true, false])(
      "waits for what is under way and may be called twice (in threads: %s)",
      async (threads) => {
        const store = await open({ threads });
        const packet = samplePacket();
        const accepting = store.accept(packet);
        const closing = [store.close(), store.close()];
        expect(await accepting).toMatchObject({ status: "accepted" });
        await Promise.all(closing);
        const again = await open();
        expect((await again.packet(packet.id))?.id).toBe(packet.id);
      },
    );

    it("lets later calls fail with a code", async () => {
      const store = await open();
      await store.close();
      await expectRefused("HMS_STO_CLOSED", [
        store.accept(samplePacket()),
        store.counts(),
        store.due({ connector: "dmv", limit: 1 }),
      ]);
    });
  });
});
