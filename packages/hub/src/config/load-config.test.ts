import { join } from "node:path";
import { type Finding, isHmsSyncError } from "@hms-sync/connector-api";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../suite/folder.ts";
import { loadConfig } from "./load-config.ts";

async function faultsOf(yaml: string): Promise<readonly Finding[]> {
  using folder = temporaryFolder();
  try {
    await loadConfig(folder.write("hms-sync.config.yaml", yaml));
  } catch (error) {
    if (isHmsSyncError(error, "HMS_CFG_INVALID")) return error.findings;
    throw error;
  }
  throw new Error("it was accepted");
}

/** `line:column message`, with the nearest names. */
async function faultLines(yaml: string): Promise<string[]> {
  return (await faultsOf(yaml)).map(({ line, column, message, suggestions }) =>
    [`${line}:${column} ${message}`, ...suggestions].join(" | "),
  );
}

test("everything may be said, and is read with units and absolute paths", async () => {
  using folder = temporaryFolder();
  const file = folder.write(
    "hms-sync.config.yaml",
    `
store: sqlite:./data/hub.db
listen: 127.0.0.1:9000
events: ["@hms-sync/events", ./events/index.ts]
connectors:
  - package: "@hms-sync/connector-dmv-mainframe"
    id: dmv_east
    options: { endpoint: "ftp://hms@127.0.0.1:2121/inbox", password: "env:DMV_PASSWORD" }
    retry: { delays: [60s, 5m], jitter: 0 }
    ack: { poll: 500ms, deadline: 12h }
    dedupe: { by: [ticket.id], window: 7d }
    order: { onReject: park }
    file: { name: "{packetId}.DAT" }
  - manifest: ./connectors/clerk/clerk.connector.yaml
    dedupe: false
limits: { body: 512KB, waiting: 1000 }
retention: { bodies: 30d, log: 365d }
keys: [{ name: intake, hash: "${"a1".repeat(32)}", scopes: [trigger, read] }]
strict: true
`,
  );
  expect(await loadConfig(file)).toEqual({
    file,
    folder: folder.path,
    storePath: join(folder.path, "data/hub.db"),
    listen: "127.0.0.1:9000",
    events: ["@hms-sync/events", join(folder.path, "events/index.ts")],
    connectors: [
      {
        from: "package",
        name: "@hms-sync/connector-dmv-mainframe",
        settings: {
          id: "dmv_east",
          endpoint: "ftp://hms@127.0.0.1:2121/inbox",
          password: "env:DMV_PASSWORD",
          policy: {
            retry: { delaysMs: [60_000, 300_000], jitter: 0 },
            ack: { pollMs: 500, deadlineMs: 43_200_000 },
            dedupe: { by: ["ticket.id"], windowMs: 604_800_000 },
            order: { onReject: "park" },
            file: { name: "{packetId}.DAT" },
          },
        },
      },
      {
        from: "manifest",
        path: join(folder.path, "connectors/clerk/clerk.connector.yaml"),
        settings: { policy: { dedupe: false } },
      },
    ],
    transports: [],
    limits: { bodyBytes: 524_288, waiting: 1_000 },
    retention: { bodiesMs: 2_592_000_000, logMs: 31_536_000_000 },
    keys: [{ name: "intake", hash: "a1".repeat(32), scopes: ["trigger", "read"] }],
    strict: true,
  });
});

test("what is not said has a default", async () => {
  using folder = temporaryFolder();
  expect(await loadConfig(folder.write("hms-sync.config.yaml", "connectors: []\n"))).toMatchObject({
    storePath: join(folder.path, "data/hub.db"),
    listen: "127.0.0.1:8787",
    events: ["@hms-sync/events"],
    limits: { bodyBytes: 1_048_576, waiting: 2_000_000 },
    retention: undefined,
    keys: [],
    strict: false,
  });
});

test("all faults are told at once, at their places, with the nearest names", async () => {
  expect(
    await faultLines(
      `stor: sqlite:./data
listen: "8787"
connectors:
  - package: "@hms-sync/connector-dmv-mainframe"
    retry: { delay: [60s], jitter: 2, maxAge: 3 days }
    order: { onReject: parc }
  - options: { endpont: "ftp://x", password: hunter2 }
    batch: { max: 500 }
limits: { body: huge, waiting: 0 }
keys: [{ name: intake, hash: abc, scopes: [triger] }]
`,
    ),
  ).toEqual([
    "1:1 stor is unknown | store",
    "2:9 listen must be HOST:PORT, such as 127.0.0.1:8787",
    "5:14 connectors[0].retry.delay is unknown | delays",
    "5:36 connectors[0].retry.jitter must be a number from 0 to 1",
    expect.stringContaining("5:47 connectors[0].retry.maxAge is not a duration"),
    "6:24 connectors[0].order.onReject must be continue or park | park",
    "7:5 connectors[1] needs either `package` or `manifest`",
    "7:16 connectors[1].options.endpont is unknown | endpoint",
    "7:46 connectors[1].options.password is a secret in the clear",
    "8:5 connectors[1].batch is not supported by this version",
    "9:17 limits.body must be a size such as 500KB or 1MB",
    "9:32 limits.waiting must be a whole number from 1 to 1000000000",
    "10:30 keys[0].hash must be the SHA-256 of the key in 64 hexadecimal digits",
    "10:44 keys[0].scopes[0] must be trigger or read or operate or ack | trigger",
  ]);
});

test("a secret in the clear is not repeated", async () => {
  const findings = await faultsOf("connectors: [{ package: a, options: { password: hunter2 } }]\n");
  expect(JSON.stringify(findings)).not.toContain("hunter2");
});

test.each([
  ["connectors: dmv\n", "1:13 connectors must be a list, but is text"],
  ["connectors:\n  - dmv\n", "2:5 connectors[0] must be a group of settings, but is text"],
  ["store: postgres://db/hub\n", "1:8 store names a PostgreSQL store, which this version does not support"],
  ["store: ./hub.db\n", "1:8 store must be sqlite: and the path of a file"],
  ["keys: [{ name: intake }]\n", "1:8 keys[0] needs `hash`"],
  [
    "connectors: [{ package: a, file: { name: X.DAT } }]\n",
    "1:42 connectors[0].file.name two deliveries would get the same name",
  ],
  ["connectors: [{ package: a, dedupe: { window: 1d } }]\n", "1:36 connectors[0].dedupe needs `by`"],
  ["", "1:1 the file says nothing"],
])("%j is refused", async (yaml, message) => {
  expect((await faultLines(yaml))[0]).toContain(message);
});

test("broken YAML is told at its place", async () => {
  const [fault] = await faultsOf("store: sqlite:./data\nconnectors: [\n");
  expect(fault).toMatchObject({ line: 3, code: "HMS_CFG_INVALID" });
});

test("a file that is not there is an error of its own", async () => {
  await expect(loadConfig("/nowhere/hms-sync.config.yaml")).rejects.toMatchObject({ code: "HMS_CFG_FILE" });
  await expect(loadConfig("/nowhere/hms-sync.config.ts")).rejects.toMatchObject({ code: "HMS_CFG_FILE" });
});

test("a configuration in code may hold connectors and definitions, and its faults name the file", async () => {
  using folder = temporaryFolder();
  const good = folder.write(
    "good.config.mjs",
    `const connector = { id: "clerk", createTransport() {} };
     const definition = { name: "permit.issued", entity: "permit", validate() {} };
     export default { events: [definition, [definition]], connectors: [connector, { package: "a" }] };`,
  );
  const config = await loadConfig(good);
  expect(config.connectors).toMatchObject([
    { from: "code", connector: { id: "clerk" } },
    { from: "package", name: "a" },
  ]);
  expect(config.events).toMatchObject([[{ name: "permit.issued" }], [{ name: "permit.issued" }]]);
  const bad = folder.write("bad.config.mjs", "export default { lisen: '127.0.0.1:0' };");
  await expect(loadConfig(bad)).rejects.toMatchObject({
    findings: [{ file: bad, line: 1, message: "lisen is unknown", suggestions: ["listen"] }],
  });
});
