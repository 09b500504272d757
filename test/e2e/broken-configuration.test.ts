import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { appointment } from "../fixtures/appointments.ts";
import { startChildHub } from "../fixtures/child-hub.ts";
import { DMV, DMV_ENVIRONMENT, DMV_PACKAGE, dmvConfiguration } from "../fixtures/dmv-configuration.ts";
import { startDmvMainframe } from "../fixtures/dmv-mainframe.ts";
import { hubApi } from "../fixtures/hub-api.ts";
import { hubFolder } from "../fixtures/hub-folder.ts";
import { runCli } from "../fixtures/run-cli.ts";

const ENDPOINT = "ftp://hms@127.0.0.1:2121/inbox";

/** Starts a hub that must not come up, and gives what it said. */
async function refusal(
  configuration: unknown,
  listen = "127.0.0.1:0",
): Promise<{ stderr: string; data: readonly string[] }> {
  using folder = hubFolder(configuration);
  const { code, stdout, stderr } = await runCli(
    ["start", "--config", folder.config, "--data", folder.data, "--listen", listen],
    DMV_ENVIRONMENT,
  );
  expect(code).toBe(1);
  expect(stdout).not.toContain("listening");
  expect(stderr, "no stack trace").not.toMatch(/^\s+at /m);
  return { stderr, data: readdirSync(folder.data) };
}

it("names every fault of a configuration at once, with its line, and creates nothing", async () => {
  const { stderr, data } = await refusal({
    events: ["@hms-sync/events"],
    limts: { body: "1MB" },
    limits: { body: "much" },
    retention: { bodies: "a month" },
    connectors: [{ package: DMV_PACKAGE, retry: { delays: ["60 s"] }, orders: {} }],
  });
  expect(stderr).toContain("HMS_CFG_INVALID");
  for (const fault of ["limts", "limits.body", "retention.bodies", "delays", "orders"])
    expect(stderr).toContain(fault);
  expect(stderr).toMatch(/hms-sync\.config\.yaml:\d+:\d+/);
  expect(data).toEqual([]);
});

it("names a connector package that is not installed, when every connector is required", async () => {
  const { stderr } = await refusal({
    strict: true,
    events: ["@hms-sync/events"],
    connectors: [{ package: "@hms-sync/connector-dmv-mainfram" }],
  });
  expect(stderr).toContain("HMS_PLG_NOT_FOUND");
  expect(stderr).toContain("@hms-sync/connector-dmv-mainfram");
});

it("runs the other connectors and shows the one that failed to load, with its reason", async () => {
  await using mainframe = await startDmvMainframe();
  const configuration = dmvConfiguration(mainframe.world.url);
  const connectors = [...configuration.connectors, { package: "@hms-sync/connector-dmv-mainfram" }];
  using folder = hubFolder({ ...configuration, connectors });
  await using hub = await startChildHub({ config: folder.config, data: folder.data, env: DMV_ENVIRONMENT });
  const { stdout } = await runCli(["connectors", "list", "--url", hub.url]);
  expect(stdout).toContain("HMS_PLG_NOT_FOUND");
  const { packetId } = await hubApi(hub.url).post("appointment.created", appointment(1));
  await hubApi(hub.url).deliveryOf(packetId, "delivered", ({ state }) => state === "delivered");
});

it("loses nothing for a connector whose secret is missing, and names the secret", async () => {
  await using mainframe = await startDmvMainframe();
  using folder = hubFolder(
    dmvConfiguration(mainframe.world.url, {
      options: { password: "env:DMV_LATER_SECRET" },
    }),
  );
  const start = { config: folder.config, data: folder.data };
  await using hub = await startChildHub(start);
  const { packetId } = await hubApi(hub.url).post("appointment.created", appointment(1));
  const parked = await hubApi(hub.url).deliveryOf(packetId, "parked", ({ reason }) => reason === "paused");
  expect(parked.state).toBe("waiting");
  const { stdout } = await runCli(["connectors", "list", "--url", hub.url]);
  for (const words of ["HMS_CFG_SECRET", "DMV_LATER_SECRET"]) expect(stdout).toContain(words);
  await hub.stop();

  const env = { DMV_LATER_SECRET: DMV_ENVIRONMENT.DMV_PASSWORD };
  await using restarted = await startChildHub({ ...start, env });
  await hubApi(restarted.url).call("POST", `/v1/connectors/${DMV}/resume`);
  await hubApi(restarted.url).deliveryOf(packetId, "delivered", ({ state }) => state === "delivered");
});

it("names a port that is in use", async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = holder.address() as { port: number };
    const { stderr } = await refusal(dmvConfiguration(ENDPOINT), `127.0.0.1:${port}`);
    expect(stderr).toContain("HMS_HUB_LISTEN");
    expect(stderr).toContain(String(port));
  } finally {
    await new Promise((resolve) => holder.close(resolve));
  }
});

it("names a configuration file that is not there", async () => {
  const { code, stderr } = await runCli(["start", "--config", "/nonexistent/hms-sync.config.yaml"]);
  expect(code).toBe(1);
  expect(stderr).toContain("/nonexistent/hms-sync.config.yaml");
  expect(stderr).not.toMatch(/^\s+at /m);
});
