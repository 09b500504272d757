import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it, vi } from "vitest";
import { memoryHubFolder, ticketPayload } from "../../test/memory-hub.ts";
import { BINARY, folderWith, runBinary, startBinary } from "../../test/run-binary.ts";

it("shows every fault of a configuration at its line", async () => {
  using folder = folderWith({
    "hms-sync.config.yaml": "listen: nowhere\nlimits: { body: 1 MBB }\nconectors: []\n",
  });
  const text = await runBinary(["start"], { folder: folder.path });
  expect(text.code).toBe(1);
  expect(text.stdout).toBe("");
  for (const part of [".yaml:1:", ".yaml:2:", ".yaml:3:", "connectors", "HMS_CFG_INVALID"]) {
    expect(text.stderr).toContain(part);
  }
  const json = await runBinary(["start", "--json"], { folder: folder.path });
  expect(JSON.parse(json.stderr).error.findings).toHaveLength(3);
});

it("says which files it looked for when there is no configuration", async () => {
  using folder = folderWith({});
  const { code, stderr } = await runBinary(["start"], { folder: folder.path });
  expect(stderr).toContain("hms-sync.config.ts or hms-sync.config.yaml");
  expect(code).toBe(2);
});

it("drains at the first signal and ends at once at the second", { timeout: 60_000 }, async () => {
  using folder = memoryHubFolder();
  const hub = startBinary(["start"], { folder: folder.path });
  const url = (await hub.firstLine).replace("listening on ", "");
  const line = ["trigger", "appointment.created", "--payload", "-", "--url", url];
  expect((await runBinary(line, { input: ticketPayload(9) })).code).toBe(0);
  hub.kill("SIGTERM");
  await vi.waitFor(() => expect(hub.printed()).toContain("hub.stopping"), { timeout: 30_000 });
  hub.kill("SIGTERM");
  expect((await hub.ended).code).toBe(1);
});

it("stops when the npm that started it is gone", { timeout: 60_000 }, async () => {
  using folder = memoryHubFolder();
  // a shell in between, as `npx` has it, which passes no signal on
  const child = spawn("sh", ["-c", '"$0" "$1" start; :', process.execPath, BINARY], {
    cwd: folder.path,
    env: { ...process.env, npm_command: "exec" },
  });
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => {
    log += chunk;
  });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "close");
  expect(log).toContain("hub.stopped");
});

it("takes folder and address from the command line, and connectors can be looked after", {
  timeout: 60_000,
}, async () => {
  using folder = memoryHubFolder();
  const line = ["start", "--config", "hms-sync.config.ts", "--data", "elsewhere", "--listen", "127.0.0.1:0"];
  const hub = startBinary(line, { folder: folder.path });
  try {
    const url = (await hub.firstLine).replace("listening on ", "");
    const run = (...words: readonly string[]) =>
      runBinary([...words, "--url", url], { folder: folder.path, input: ticketPayload(7) });
    expect((await run("connectors", "pause", "memory")).stdout).toBe(
      "memory is paused: packets wait, nothing is lost.\n",
    );
    expect((await run("trigger", "appointment.updated", "--payload", "-")).stdout).toMatch(/memory +waiting/);
    expect((await run("connectors", "list")).stdout).toMatch(/memory +memory +paused.* +1\n/);
    expect((await run("connectors", "resume", "memory")).code).toBe(0);
    const test = await run("connectors", "test", "memory");
    expect(test.stdout).toMatch(/ok +connect/);
    expect(test.code).toBe(0);
    const unknown = await run("connectors", "test", "memry");
    expect(unknown.stderr).toContain("HMS_HUB_CONNECTOR");
    expect(unknown.code).toBe(1);
  } finally {
    hub.kill("SIGTERM");
    await hub.ended;
  }
  const data = await runBinary(["packets", "list", "--data", "elsewhere"], { folder: folder.path });
  expect(data.stdout).toContain("ticket:7");
});
