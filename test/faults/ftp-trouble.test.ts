import type { FtpFault } from "@hms-sync/conformance/worlds";
import type { DeliveryView } from "@hms-sync/connector-api";
import { expect, it } from "vitest";
import { appointment } from "../fixtures/appointments.ts";
import { startChildHub } from "../fixtures/child-hub.ts";
import {
  type ConnectorEntry,
  DMV,
  DMV_ENVIRONMENT,
  dmvConfiguration,
} from "../fixtures/dmv-configuration.ts";
import { type DmvMainframe, startDmvMainframe } from "../fixtures/dmv-mainframe.ts";
import { type HubApi, hubApi } from "../fixtures/hub-api.ts";
import { hubFolder } from "../fixtures/hub-folder.ts";
import { until } from "../fixtures/until.ts";

/** So long that nothing is tried again while the test looks. */
const ONE_HOUR = { retry: { delays: ["1h"], jitter: 0 } };

/** So short that a server that says nothing is given up within the test. */
const SHORT_SILENCE = { options: { settings: { timeout: "500ms" } } };

interface Trouble {
  readonly api: HubApi;
  readonly mainframe: DmvMainframe;
}

/** A hub and a mainframe, for the length of one test. */
async function withHub(connector: ConnectorEntry, test: (trouble: Trouble) => Promise<void>): Promise<void> {
  // the file is gone from the inbox at once, so that nobody can look there for what arrived
  await using mainframe = await startDmvMainframe({ takes: true });
  using folder = hubFolder(dmvConfiguration(mainframe.world.url, connector));
  await using hub = await startChildHub({ config: folder.config, data: folder.data, env: DMV_ENVIRONMENT });
  await test({ api: hubApi(hub.url), mainframe });
  expect(mainframe.partialFiles()).toEqual([]);
}

const isDelivered = ({ state }: DeliveryView): boolean => state === "delivered";

it("shows why a delivery waits and when it is tried again while the server is down", async () => {
  await withHub(ONE_HOUR, async ({ api, mainframe }) => {
    await mainframe.world.goDown();
    const { packetId } = await api.post("appointment.created", appointment(1));
    const delivery = await api.deliveryOf(packetId, "retrying", ({ state }) => state === "retrying");
    expect(delivery.reason).toBe("HMS_NET_REFUSED");
    expect(Date.parse(delivery.nextAttemptAt ?? "")).toBeGreaterThan(Date.now());
    expect(delivery.attempts).toMatchObject([{ n: 1, outcome: "retrying", code: "HMS_NET_REFUSED" }]);

    await mainframe.world.comeUp();
    const retried = await api.call("POST", `/v1/deliveries/${delivery.id}/retry`);
    expect(retried.status).toBe(200);
    expect((await api.deliveryOf(packetId, "delivered", isDelivered)).attempts).toHaveLength(2);
    expect(mainframe.arrived()).toHaveLength(1);
  });
});

it("tries by itself until the server is back", async () => {
  await withHub({}, async ({ api, mainframe }) => {
    await mainframe.world.goDown();
    const { packetId } = await api.post("appointment.created", appointment(1));
    await api.deliveryOf(packetId, "tried twice", ({ attempts }) => attempts.length >= 2);
    await mainframe.world.comeUp();
    await api.deliveryOf(packetId, "delivered", isDelivered);
    expect(mainframe.arrived()).toHaveLength(1);
  });
});

it("tries a wrong password once, pauses the connector, and sends everything after a resume", async () => {
  await withHub({}, async ({ api, mainframe }) => {
    const { world } = mainframe;
    const passwordsTried = (): number => world.commands.filter(({ name }) => name === "PASS").length;
    const first = await api.post("appointment.created", appointment(1));
    await api.deliveryOf(first.packetId, "delivered", isDelivered);

    world.password = "changed by the mainframe's operator";
    world.dropConnections();
    const before = passwordsTried();
    const packets = [];
    for (const id of [2, 3, 4]) packets.push(await api.post("appointment.created", appointment(id)));
    await until("the connector to be paused", async () => {
      const { body } = await api.call<{ items?: unknown[] }>("GET", "/v1/connectors");
      return JSON.stringify(body).includes('"auth"');
    });
    const states = await Promise.all(packets.map(({ packetId }) => api.packet(packetId)));
    for (const { deliveries } of states) expect(["retrying", "waiting"]).toContain(deliveries[0]?.state);
    expect(states.some(({ deliveries }) => deliveries[0]?.reason === "auth")).toBe(true);
    expect(passwordsTried() - before).toBe(1);

    world.password = DMV_ENVIRONMENT.DMV_PASSWORD;
    expect((await api.call("POST", `/v1/connectors/${DMV}/resume`)).status).toBe(200);
    for (const { packetId } of packets) await api.deliveryOf(packetId, "delivered", isDelivered);
    expect(mainframe.arrived()).toHaveLength(4);
  });
});

const CUTS: readonly (readonly [string, FtpFault])[] = [
  ["silent instead of the final 226", { on: "STOR", do: "execute-hang" }],
  ["silent after the rename", { on: "RNTO", do: "execute-hang" }],
  ["cut in the middle of the upload", { on: "STOR", do: "cut", afterBytes: 10 }],
  ["dropped instead of the final 226", { on: "STOR", do: "execute-drop" }],
  ["dropped after the rename", { on: "RNTO", do: "execute-drop" }],
  ["dropped before the rename", { on: "RNTO", do: "drop" }],
];

it.each(CUTS)("delivers one whole file when the connection is %s", async (_title, fault) => {
  await withHub(SHORT_SILENCE, async ({ api, mainframe }) => {
    mainframe.world.fault(fault);
    const { packetId } = await api.post("appointment.created", appointment(1));
    await api.deliveryOf(packetId, "delivered", isDelivered);
    expect(mainframe.arrived()).toHaveLength(1);
  });
});

it("shows a cut upload with its reason and the next try, and nothing in the inbox", async () => {
  await withHub(ONE_HOUR, async ({ api, mainframe }) => {
    mainframe.world.fault({ on: "STOR", do: "cut", afterBytes: 10 });
    const { packetId } = await api.post("appointment.created", appointment(1));
    const delivery = await api.deliveryOf(packetId, "retrying", ({ state }) => state === "retrying");
    expect(delivery.reason).toBe("HMS_NET_CUT");
    expect(Date.parse(delivery.nextAttemptAt ?? "")).toBeGreaterThan(Date.now());
    expect(delivery.attempts.at(0)).toMatchObject({ n: 1, code: "HMS_NET_CUT" });
    expect(mainframe.arrived()).toEqual([]);

    await api.call("POST", `/v1/deliveries/${delivery.id}/retry`);
    await api.deliveryOf(packetId, "delivered", isDelivered);
    expect(mainframe.arrived()).toHaveLength(1);
  });
});

it("shows a lost 226 with its reason and the next try when the server cannot be asked", async () => {
  await withHub(ONE_HOUR, async ({ api, mainframe }) => {
    const { world } = mainframe;
    world.fault({ on: "STOR", do: "execute-drop" });
    world.fault({ on: "connect", skip: 1, do: "reply", code: 421, times: Number.POSITIVE_INFINITY });
    const { packetId } = await api.post("appointment.created", appointment(1));
    const delivery = await api.deliveryOf(packetId, "retrying", ({ state }) => state === "retrying");
    expect(delivery.reason).toMatch(/^HMS_NET_/);
    expect(Date.parse(delivery.nextAttemptAt ?? "")).toBeGreaterThan(Date.now());
    expect(mainframe.arrived()).toEqual([]);

    world.calm();
    await api.call("POST", `/v1/deliveries/${delivery.id}/retry`);
    await api.deliveryOf(packetId, "delivered", isDelivered);
    expect(mainframe.arrived()).toHaveLength(1);
  });
});

it("shows a rename without an answer as in doubt until the mainframe's own answer settles it", async () => {
  await withHub(ONE_HOUR, async ({ api, mainframe }) => {
    const { world } = mainframe;
    world.fault({ on: "RNTO", do: "execute-drop" });
    world.fault({ on: "connect", skip: 1, do: "reply", code: 421, times: Number.POSITIVE_INFINITY });
    const { packetId } = await api.post("appointment.created", appointment(1));
    const delivery = await api.deliveryOf(packetId, "in doubt", ({ state }) => state === "in_doubt");
    expect(delivery.reason).toMatch(/^HMS_/);
    expect(delivery.reference).toBeTruthy();

    world.calm();
    await api.deliveryOf(packetId, "delivered", isDelivered);
    expect(mainframe.arrived()).toHaveLength(1);
  });
});

it("never lets a shortened upload get its final name", async () => {
  await withHub({}, async ({ api, mainframe }) => {
    mainframe.world.fault({ on: "STOR", do: "truncate", afterBytes: 10 });
    const { packetId } = await api.post("appointment.created", appointment(1));
    const delivery = await api.deliveryOf(packetId, "delivered", isDelivered);
    expect(delivery.attempts.length).toBeGreaterThan(1);
    expect(mainframe.arrived()).toHaveLength(1);
  });
});
