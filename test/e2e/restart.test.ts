import { expect, it } from "vitest";
import { appointment } from "../fixtures/appointments.ts";
import { startChildHub } from "../fixtures/child-hub.ts";
import { DMV_ENVIRONMENT, dmvConfiguration } from "../fixtures/dmv-configuration.ts";
import { startDmvMainframe } from "../fixtures/dmv-mainframe.ts";
import { hubApi } from "../fixtures/hub-api.ts";
import { hubFolder } from "../fixtures/hub-folder.ts";

it("lists the packets of earlier runs, unchanged, after an orderly restart", async () => {
  await using mainframe = await startDmvMainframe();
  using folder = hubFolder(dmvConfiguration(mainframe.world.url));
  const start = { config: folder.config, data: folder.data, env: DMV_ENVIRONMENT };
  await using hub = await startChildHub(start);
  const api = hubApi(hub.url);
  for (const id of [1, 2]) {
    const { packetId } = await api.post("appointment.created", appointment(id));
    await api.deliveryOf(packetId, "delivered", ({ state }) => state === "delivered");
  }
  const before = await api.packets();
  const details = await Promise.all(before.map(({ id }) => api.packet(id)));
  expect(await hub.stop()).toEqual({ code: 0, signal: null });

  await using restarted = await startChildHub(start);
  const after = hubApi(restarted.url);
  expect(await after.packets()).toEqual(before);
  expect(await Promise.all(before.map(({ id }) => after.packet(id)))).toEqual(details);
  expect(mainframe.arrived()).toHaveLength(2);
});

it("finishes what it is sending when it is asked to stop", async () => {
  await using mainframe = await startDmvMainframe();
  using folder = hubFolder(dmvConfiguration(mainframe.world.url));
  const start = { config: folder.config, data: folder.data, env: DMV_ENVIRONMENT };
  await using hub = await startChildHub(start);
  const accepted = [];
  for (let id = 1; id <= 20; id++) {
    accepted.push(await hubApi(hub.url).post("appointment.created", appointment(id)));
  }
  expect(await hub.stop()).toEqual({ code: 0, signal: null });
  expect(mainframe.partialFiles()).toEqual([]);

  await using restarted = await startChildHub(start);
  for (const { packetId } of accepted) {
    await hubApi(restarted.url).deliveryOf(packetId, "delivered", ({ state }) => state === "delivered");
  }
  expect(mainframe.arrived()).toHaveLength(20);
});
