import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqliteStore } from "./open-sqlite-store.ts";

const ACCEPT_LOOP = fileURLToPath(new URL("./suite/accept-loop.ts", import.meta.url));

describe("a store whose process is killed", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "hms-sync-kill-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  /** Starts a process that writes, and stops reading it when `enough` says so. */
  async function startLoop(enough: (line: string, lines: number) => boolean) {
    const child = spawn(process.execPath, ["--conditions=hms-sync:source", ACCEPT_LOOP, folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines: string[] = [];
    const reached = Promise.withResolvers<void>();
    const output = createInterface({ input: child.stdout });
    output.on("line", (line) => {
      lines.push(line);
      if (enough(line, lines.length)) reached.resolve();
    });
    const ended = once(output, "close");
    void ended.then(() => reached.resolve());
    await reached.promise;
    return {
      child,
      lines,
      async kill() {
        child.kill("SIGKILL");
        await ended;
      },
    };
  }

  it("still has everything that was acknowledged, round after round", async () => {
    const packets: string[] = [];
    const sending: string[] = [];
    const numbers: number[] = [];
    for (const acknowledgements of [1, 150, 500, 900]) {
      const loop = await startLoop((_, lines) => lines > acknowledgements);
      await loop.kill();
      for (const line of loop.lines) {
        const [what, value] = line.split(" ");
        if (what === "packet") packets.push(value!);
        else if (what === "sending") sending.push(value!);
        else if (what === "number") numbers.push(Number(value));
        else expect(line).toBe("open");
      }
      const store = await openSqliteStore({ folder, threads: false });
      try {
        for (const id of packets) expect((await store.packet(id))?.deliveries).toHaveLength(1);
        for (const id of sending) {
          expect(await store.delivery(id)).toMatchObject({ state: "sending", reference: id });
          expect((await store.sent(id))?.bytes).toHaveLength(36);
        }
        // a number may be lost with its process, but none is given twice
        expect(new Set(numbers).size).toBe(numbers.length);
        expect(await store.nextInSequence("dmv", "file")).toBeGreaterThan(Math.max(0, ...numbers));
        const ofOneKey = (await store.packets({ key: "ticket:0" }, 10_000)).items.map(
          ({ version }) => version,
        );
        expect(ofOneKey).toEqual(ofOneKey.map((_, index) => ofOneKey.length - index));
      } finally {
        await store.close();
      }
    }
    expect(packets.length).toBeGreaterThan(400);
  });

  it("locked its folder while it lived, and no longer", async () => {
    const loop = await startLoop((line) => line === "open");
    await expect(openSqliteStore({ folder, threads: false })).rejects.toMatchObject({
      code: "HMS_STO_LOCKED",
      message: expect.stringContaining(`in use by process ${loop.child.pid}, since `),
      meta: { folder, pid: loop.child.pid },
    });
    // a reader needs no lock, and sees what is committed
    const reader = await openSqliteStore({ folder, readOnly: true, threads: false });
    expect(await reader.connectorStates()).toEqual([]);
    await reader.close();
    await loop.kill();
    const store = await openSqliteStore({ folder, threads: false });
    await store.close();
  });

  it("can be read without being opened for writing first", async () => {
    const loop = await startLoop((line) => line.startsWith("packet"));
    await loop.kill();
    const id = loop.lines.find((line) => line.startsWith("packet"))!.split(" ")[1]!;
    const reader = await openSqliteStore({ folder, readOnly: true, threads: false });
    expect((await reader.packet(id))?.id).toBe(id);
    await reader.close();
  });

  it("keeps its lock against others after a second store of its own process was refused", async () => {
    const store = await openSqliteStore({ folder, threads: false });
    await expect(openSqliteStore({ folder, threads: false })).rejects.toMatchObject({
      code: "HMS_STO_LOCKED",
    });
    const loop = await startLoop(() => true);
    await loop.kill();
    expect(loop.lines).toEqual(["HMS_STO_LOCKED"]);
    await store.close();
  });
});
