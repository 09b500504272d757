import { systemClock } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { samplePacket } from "../../suite/samples.ts";
import { createSqliteStore } from "../sqlite-store.ts";
import { startThread } from "./start-thread.ts";

const PORT = `import { parentPort } from "node:worker_threads";`;
const threadThat = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(PORT + code)}`);
const stopped = { code: "HMS_STO_STOPPED", retry: "later" };

async function expectStopped(...calls: readonly Promise<unknown>[]): Promise<void> {
  const rejected = { status: "rejected", reason: stopped };
  expect(await Promise.allSettled(calls)).toMatchObject(calls.map(() => rejected));
}

describe("a thread that ends by itself", () => {
  it.each([
    ["throws", `parentPort.on("message", () => { throw new Error("gone"); });`],
    ["exits", `parentPort.on("message", () => process.exit(3));`],
    ["cannot be loaded", `import "./nowhere.js";`],
    ["ends quietly", ``],
  ])("leaves no call hanging when it %s", async (_, code) => {
    const thread = startThread(threadThat(code));
    await expectStopped(thread.call("open", "path"), thread.call("due"));
    await expectStopped(thread.call("due"));
    await thread.close();
  });

  it("fails all writes and reads of its store, which can still be closed", async () => {
    const dies = () => startThread(threadThat(`parentPort.on("message", () => process.exit(3));`));
    let released = 0;
    const store = createSqliteStore({
      reader: dies(),
      writer: dies(),
      clock: systemClock,
      newId: () => "id",
      release: async () => {
        released++;
      },
    });
    await expectStopped(store.accept(samplePacket()), store.accept(samplePacket()), store.counts());
    await expectStopped(store.accept(samplePacket()));
    await store.close();
    await store.close();
    expect(released).toBe(1);
  });
});
