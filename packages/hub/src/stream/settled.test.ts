import { memoryTransport } from "@hms-sync/conformance";
import { localHub } from "@hms-sync/connector-api";
import { expect, test } from "vitest";
import { fakeConnector } from "../../suite/fake-connector.ts";
import { startTestHub, ticket, until } from "../../suite/test-hub.ts";

test("settled resolves when the last outside system has answered", async () => {
  const slow = memoryTransport();
  slow.script({ do: "hang" });
  const connectors = [fakeConnector({ id: "slow", transport: slow }), fakeConnector({ id: "fast" })];
  await using world = await startTestHub({ connectors });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  let settled = false;
  const settlement = world.hub.settled(packetId).then((result) => {
    settled = true;
    return result;
  });
  await until(async () => (await world.hub.counts())["fast"]?.delivered === 1 || "fast is slow");
  expect(settled).toBe(false);
  await until(() => slow.hanging === 1 || "not sent yet");
  slow.release();
  expect((await settlement).deliveries.map(({ connector, state }) => [connector, state])).toEqual([
    ["slow", "delivered"],
    ["fast", "delivered"],
  ]);
});

test("settled ends with the signal, with the hub, and for a packet that is not there", async () => {
  await using world = await startTestHub({ connectors: [fakeConnector()] });
  await world.hub.pause("dmv_mainframe");
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  await expect(world.hub.settled(packetId, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
  await expect(world.hub.settled("nobody")).rejects.toMatchObject({ code: "HMS_HUB_PACKET" });
  const waiting = expect(world.hub.settled(packetId)).rejects.toMatchObject({ code: "HMS_HUB_CLOSING" });
  await until(async () => (await world.hub.packet(packetId)) !== undefined || "never");
  await world.hub.close(0);
  await waiting;
});

test("the hub is the one of its process from start to stop", async () => {
  await using world = await startTestHub();
  expect(localHub()).toBe(world.hub);
  await world.hub.close(0);
  expect(localHub()).toBeUndefined();
});
