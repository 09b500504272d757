import { expect, it } from "vitest";
import { appointment } from "../fixtures/appointments.ts";
import { startChildHub } from "../fixtures/child-hub.ts";
import { DMV_ENVIRONMENT, dmvConfiguration } from "../fixtures/dmv-configuration.ts";
import { startDmvMainframe } from "../fixtures/dmv-mainframe.ts";
import { hubApi } from "../fixtures/hub-api.ts";
import { hubFolder } from "../fixtures/hub-folder.ts";
import { runCli } from "../fixtures/run-cli.ts";

it("refuses a second process on the same data folder and leaves the first one alone", async () => {
  await using mainframe = await startDmvMainframe();
  using folder = hubFolder(dmvConfiguration(mainframe.world.url));
  await using hub = await startChildHub({ config: folder.config, data: folder.data, env: DMV_ENVIRONMENT });

  const second = await runCli(
    ["start", "--config", folder.config, "--data", folder.data, "--listen", "127.0.0.1:0"],
    DMV_ENVIRONMENT,
  );
  expect(second.code).toBe(1);
  expect(second.stderr).toContain("HMS_STO_LOCKED");
  expect(second.stderr).toContain(folder.data);
  expect(second.stderr).not.toMatch(/^\s+at /m);
  expect(second.stdout).not.toContain("listening");

  const { packetId } = await hubApi(hub.url).post("appointment.created", appointment(1));
  await hubApi(hub.url).deliveryOf(packetId, "delivered", ({ state }) => state === "delivered");
});

it("lets the next process in after the first one was killed", async () => {
  await using mainframe = await startDmvMainframe();
  using folder = hubFolder(dmvConfiguration(mainframe.world.url));
  const start = { config: folder.config, data: folder.data, env: DMV_ENVIRONMENT };
  await using first = await startChildHub(start);
  await first.kill();

  await using second = await startChildHub(start);
  expect((await hubApi(second.url).call("GET", "/readyz")).status).toBe(200);
});
