import { replay, trigger } from "@hms-sync/client";
import { isHmsSyncError } from "@hms-sync/connector-api";
import { afterEach, expect, it, vi } from "vitest";
import { appointment } from "../fixtures/appointments.ts";
import { startChildHub } from "../fixtures/child-hub.ts";
import { DMV, DMV_ENVIRONMENT, dmvConfiguration } from "../fixtures/dmv-configuration.ts";
import { startDmvMainframe } from "../fixtures/dmv-mainframe.ts";
import { freePort } from "../fixtures/free-port.ts";
import { hubFolder } from "../fixtures/hub-folder.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

it("triggers, settles and replays over HTTP from a process without a hub", async () => {
  await using mainframe = await startDmvMainframe();
  using folder = hubFolder(dmvConfiguration(mainframe.world.url));
  await using hub = await startChildHub({ config: folder.config, data: folder.data, env: DMV_ENVIRONMENT });
  vi.stubEnv("HMS_SYNC_URL", hub.url);

  const sent = await trigger("appointment.created", appointment(1));
  expect(sent).toMatchObject({ duplicate: false, deliveries: [{ connector: DMV }] });
  expect(await sent.settled()).toMatchObject({ ok: true, deliveries: [{ state: "delivered" }] });

  const options = { idempotencyKey: "test-client-over-http" };
  const first = await trigger("appointment.created", appointment(2), options);
  const repeated = await trigger("appointment.created", appointment(2), options);
  expect(repeated).toMatchObject({ packetId: first.packetId, duplicate: true });
  await first.settled();

  const planned = await replay({ event: "appointment.created", since: "24h", dryRun: true });
  expect(planned).toMatchObject({ packets: 2, deliveries: 2, byConnector: { [DMV]: 2 } });
  await replay({ event: "appointment.created", since: "24h" });
  expect((await sent.settled()).deliveries).toHaveLength(2);
  await first.settled();
  expect(mainframe.arrived()).toHaveLength(4);
});

it("throws the hub's own error with every fault of a payload", async () => {
  using folder = hubFolder({ events: ["@hms-sync/events"], connectors: [] });
  await using hub = await startChildHub({ config: folder.config, data: folder.data });
  vi.stubEnv("HMS_SYNC_URL", hub.url);
  const wrong: unknown = { ticket: { id: 0, title: "Slot", data: { time: "soon" } } };
  const error = await trigger("appointment.created" as string, wrong).catch((thrown: unknown) => thrown);
  if (!isHmsSyncError(error, "HMS_EVT_INVALID")) throw error;
  expect(error.problems.map(({ path }) => path).sort()).toEqual([
    "ticket.data.customer_name",
    "ticket.data.time",
    "ticket.id",
  ]);
});

it("takes an event that nobody listens for and delivers it nowhere", async () => {
  using folder = hubFolder({ events: ["@hms-sync/events"], connectors: [] });
  await using hub = await startChildHub({ config: folder.config, data: folder.data });
  vi.stubEnv("HMS_SYNC_URL", hub.url);
  const sent = await trigger("appointment.created", appointment(1));
  expect(sent.deliveries).toEqual([]);
  expect(await sent.settled()).toMatchObject({ ok: true, deliveries: [] });
});

it("says so when no hub answers", async () => {
  vi.stubEnv("HMS_SYNC_URL", `http://127.0.0.1:${await freePort()}`);
  await expect(trigger("appointment.created", appointment(1))).rejects.toMatchObject({
    code: "HMS_NET_NO_HUB",
  });
});
