import { expect, it } from "vitest";
import { appointment, slot } from "../fixtures/appointments.ts";
import { startChildHub } from "../fixtures/child-hub.ts";
import { DMV_ENVIRONMENT, dmvConfiguration } from "../fixtures/dmv-configuration.ts";
import { startDmvMainframe } from "../fixtures/dmv-mainframe.ts";
import { hubApi } from "../fixtures/hub-api.ts";
import { hubFolder } from "../fixtures/hub-folder.ts";

it("sends the same event that was published twice once, and a change after it again", async () => {
  await using mainframe = await startDmvMainframe();
  using folder = hubFolder(dmvConfiguration(mainframe.world.url, { dedupe: { by: "packet" } }));
  await using hub = await startChildHub({ config: folder.config, data: folder.data, env: DMV_ENVIRONMENT });
  const api = hubApi(hub.url);

  const first = await api.post("appointment.created", appointment(1));
  await api.deliveryOf(first.packetId, "delivered", ({ state }) => state === "delivered");
  const second = await api.post("appointment.created", appointment(1));
  expect(second.packetId).not.toBe(first.packetId);
  await api.deliveryOf(second.packetId, "a duplicate", ({ state }) => state === "duplicate");
  expect(mainframe.arrived()).toHaveLength(1);

  const changed = await api.post("appointment.updated", appointment(1, { time: slot(50) }));
  await api.deliveryOf(changed.packetId, "delivered", ({ state }) => state === "delivered");
  expect(mainframe.arrived()).toHaveLength(2);
});

it("remembers across a restart what was sent", async () => {
  await using mainframe = await startDmvMainframe();
  using folder = hubFolder(dmvConfiguration(mainframe.world.url, { dedupe: { by: "packet" } }));
  const start = { config: folder.config, data: folder.data, env: DMV_ENVIRONMENT };
  await using hub = await startChildHub(start);
  const first = await hubApi(hub.url).post("appointment.created", appointment(1));
  await hubApi(hub.url).deliveryOf(first.packetId, "delivered", ({ state }) => state === "delivered");
  await hub.stop();

  await using restarted = await startChildHub(start);
  const second = await hubApi(restarted.url).post("appointment.created", appointment(1));
  await hubApi(restarted.url).deliveryOf(
    second.packetId,
    "a duplicate",
    ({ state }) => state === "duplicate",
  );
  expect(mainframe.arrived()).toHaveLength(1);
});
