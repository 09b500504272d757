import { expect, it } from "vitest";
import { appointment } from "../fixtures/appointments.ts";
import { startChildHub } from "../fixtures/child-hub.ts";
import { DMV_ENVIRONMENT, dmvConfiguration } from "../fixtures/dmv-configuration.ts";
import { startDmvMainframe } from "../fixtures/dmv-mainframe.ts";
import { hubApi } from "../fixtures/hub-api.ts";
import { hubFolder } from "../fixtures/hub-folder.ts";
import { until } from "../fixtures/until.ts";

it("delivers a packet once after a power cut between the 202 and the delivery, with a server that hangs", async () => {
  await using mainframe = await startDmvMainframe();
  using folder = hubFolder(dmvConfiguration(mainframe.world.url));
  const start = { config: folder.config, data: folder.data, env: DMV_ENVIRONMENT };

  mainframe.world.fault({ on: "STOR", do: "hang", times: Number.POSITIVE_INFINITY });
  await using hub = await startChildHub(start);
  const { packetId } = await hubApi(hub.url).post("appointment.created", appointment(1));
  await until("the upload to hang", () => mainframe.world.commands.some(({ name }) => name === "STOR"));
  await hub.kill();
  mainframe.world.calm();
  mainframe.world.dropConnections();

  await using restarted = await startChildHub(start);
  await hubApi(restarted.url).deliveryOf(packetId, "delivered", ({ state }) => state === "delivered");
  expect(mainframe.arrived()).toHaveLength(1);
  expect(mainframe.partialFiles()).toEqual([]);
});

it("delivers a packet once after a power cut between the 202 and the delivery, with a server that refuses", async () => {
  await using mainframe = await startDmvMainframe();
  using folder = hubFolder(dmvConfiguration(mainframe.world.url));
  const start = { config: folder.config, data: folder.data, env: DMV_ENVIRONMENT };

  await mainframe.world.goDown();
  await using hub = await startChildHub(start);
  const { packetId } = await hubApi(hub.url).post("appointment.created", appointment(1));
  await hub.kill();
  await mainframe.world.comeUp();

  await using restarted = await startChildHub(start);
  await hubApi(restarted.url).deliveryOf(packetId, "delivered", ({ state }) => state === "delivered");
  expect(mainframe.arrived()).toHaveLength(1);
  expect(mainframe.partialFiles()).toEqual([]);
});
