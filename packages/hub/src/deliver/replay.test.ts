import { memoryTransport } from "@hms-sync/conformance";
import { expect, test } from "vitest";
import { fakeBinding, fakeConnector } from "../../suite/fake-connector.ts";
import { startTestHub, ticket } from "../../suite/test-hub.ts";

const DAY_MS = 86_400_000;

test("a replay makes new deliveries linked to the old ones, and a dry run counts the same", async () => {
  const transport = memoryTransport();
  const connectors = [fakeConnector({ transport, policy: { dedupe: { by: "packet" } } })];
  await using world = await startTestHub({ connectors });
  const packets = [];
  for (const id of [1, 2, 3]) packets.push(await world.hub.trigger("appointment.created", ticket(id)));
  for (const { packetId } of packets) await world.states(packetId, "delivered");
  await world.clock.advance(DAY_MS / 2);

  const request = { event: "appointment.created", since: "24h" };
  const dry = await world.hub.replay({ ...request, dryRun: true });
  expect(dry).toMatchObject({
    packets: 3,
    deliveries: 3,
    byConnector: { dmv_mainframe: 3 },
    duplicateRisk: [],
  });
  expect(transport.arrived).toHaveLength(3);
  const { replayId: _, ...made } = await world.hub.replay(request);
  expect(made).toEqual({ ...dry, replayId: undefined, ...made });
  expect(made.deliveries).toBe(dry.deliveries);

  for (const { packetId } of packets) {
    const deliveries = await world.states(packetId, "delivered", "delivered");
    const again = deliveries.find(({ replayOf }) => replayOf !== undefined);
    expect(again!.replayOf).toBe(deliveries.find(({ replayOf }) => replayOf === undefined)!.id);
  }
  expect(transport.arrived).toHaveLength(6);
});

test("a replay of an old packet has a life of its own", async () => {
  const transport = memoryTransport();
  transport.script({ do: "deliver" }, { do: "retry" });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  await world.states(packetId, "delivered");
  await world.clock.advance(10 * DAY_MS);
  await world.hub.replay({ since: "20d" });
  await world.states(packetId, "delivered", "retrying");
  await world.clock.advance(60_000);
  await world.states(packetId, "delivered", "delivered");
});

test("remap uses today's mapping, as-sent the bytes of then", async () => {
  const transport = memoryTransport();
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  await world.states(packetId, "delivered");
  const binding = fakeBinding("appointment.created", {
    contract: "ba9876543210",
    map: ({ ticket: { id } }) => ({ APPT_NUM: id, CUST_NAME: "SEE FILE" }),
  });
  await world.hub.register(fakeConnector({ transport, bindings: [binding] }));

  await world.hub.replay({ since: "1h", mode: "as-sent" });
  await world.states(packetId, "delivered", "delivered");
  await world.hub.replay({ since: "1h", mode: "remap" });
  await world.states(packetId, "delivered", "delivered", "delivered");
  expect(transport.arrived.map(({ bytes }) => Buffer.from(bytes).toString().slice(9).trimEnd())).toEqual([
    "Anna Baker",
    "Anna Baker",
    "SEE FILE",
  ]);
});

test("a target that cannot tell a repeat is named as a risk", async () => {
  const transport = memoryTransport({ supports: { idempotent: "none", probe: false } });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  await world.states(packetId, "delivered");
  expect((await world.hub.replay({ since: "1h", dryRun: true })).duplicateRisk).toEqual(["dmv_mainframe"]);
});

test("a replay that is asked for wrongly is refused with every fault", async () => {
  await using world = await startTestHub({ connectors: [fakeConnector()] });
  const request = { event: "appointment.creatd", connector: "dmv_mainfram", since: "yesterday", until: "1w" };
  await expect(world.hub.replay(request)).rejects.toMatchObject({
    code: "HMS_HUB_REQUEST",
    problems: [
      { path: "event", message: expect.stringContaining("appointment.created") },
      { path: "connector", message: expect.stringContaining("dmv_mainframe") },
      { path: "since", code: "HMS_CFG_DURATION" },
      { path: "until", code: "HMS_CFG_DURATION" },
    ],
  });
});
