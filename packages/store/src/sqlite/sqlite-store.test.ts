import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { storeSuite } from "../suite/store-suite.ts";
import type { TestedStore } from "../suite/tested-store.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";

const folders: string[] = [];

async function openIn(folder: string): Promise<TestedStore> {
  const store = await openSqliteStore({ folder, threads: false });
  return {
    store,
    async reopen() {
      await store.close();
      return openIn(folder);
    },
  };
}

storeSuite("the SQLite store", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hms-sync-store-"));
  folders.push(folder);
  return openIn(folder);
});

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});
