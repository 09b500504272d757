import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "hms-sync-demo-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Starts the demo as `npm start` does. */
function startDemo(...args: readonly string[]) {
  const child = spawn(
    process.execPath,
    ["--conditions=hms-sync:source", "packages/demo/src/main.ts", "--data", folder, ...args],
    { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const exited = once(child, "exit") as Promise<[number | null]>;
  return {
    child,
    exited,
    output: () => output,
    async until(pattern: RegExp): Promise<string> {
      while (!pattern.test(output)) {
        const next = await Promise.race([once(child.stdout, "data"), exited.then(() => "exit" as const)]);
        if (next === "exit" && !pattern.test(output)) throw new Error(`the demo ended early:\n${output}`);
      }
      return pattern.exec(output)![1] ?? "";
    },
  };
}

it("tells the story once and exits 0; the next start adds a ticket and lists the earlier one", async () => {
  const first = startDemo("--once", "--port", "0");
  expect((await first.exited)[0], first.output()).toBe(0);
  expect(first.output()).toMatch(/diff packet {2}appointment\.created {2}ticket:1 /);
  expect(first.output()).toMatch(/CUST_NAME +X\(30\) +Anna Baker/);
  expect(first.output()).toMatch(/landed at +ftp:\/\/hms@127\.0\.0\.1:\d+\/inbox\/APPT\d{8}000001\.DAT/);
  expect(first.output()).toMatch(/ack +delivered: BOOKED/);
  expect(first.output()).toMatch(/^ +delivered$/m);
  expect(first.output()).not.toContain("earlier");

  const second = startDemo("--once", "--port", "0");
  expect((await second.exited)[0], second.output()).toBe(0);
  expect(second.output()).toMatch(/diff packet {2}appointment\.created {2}ticket:2 /);
  expect(second.output()).toMatch(/earlier +ticket:1 +appointment\.created +delivered/);
});

it("stays up, serves the API, takes the next free port when the wanted one is taken, and stops on Ctrl-C", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const demo = startDemo("--port", String(port));
  try {
    const url = await demo.until(/hub +(http:\/\/127\.0\.0\.1:\d+) {2}\(port \d+ is taken\)/);
    expect(new URL(url).port).not.toBe(String(port));
    const answer = await fetch(`${url}/v1/packets`);
    const page = (await answer.json()) as { items: { key: string }[] };
    expect(page.items.map(({ key }) => key)).toEqual(["ticket:1"]);
    demo.child.kill("SIGINT");
    expect((await demo.exited)[0], demo.output()).toBe(0);
    expect(demo.output()).toContain("stopping");
  } finally {
    demo.child.kill("SIGKILL");
    taken.close();
  }
});

it("says who holds the folder when a demo runs on it already", async () => {
  const running = startDemo("--port", "0");
  try {
    await running.until(/hub +(http:\S+)/);
    const second = startDemo("--once", "--port", "0");
    expect((await second.exited)[0]).toBe(1);
    expect(second.output()).toContain("HMS_STO_LOCKED");
    expect(second.output()).toContain("hint:");
  } finally {
    running.child.kill("SIGTERM");
    await running.exited;
  }
});

it("explains its own options", async () => {
  const demo = startDemo("--help");
  expect((await demo.exited)[0]).toBe(0);
  expect(demo.output()).toContain("usage: npm start -- [--once]");
  const wrong = startDemo("--onec");
  expect((await wrong.exited)[0]).toBe(2);
});
