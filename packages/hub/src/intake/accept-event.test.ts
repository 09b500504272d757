import { memoryTransport } from "@hms-sync/conformance";
import { expect, test } from "vitest";
import { fakeBinding, fakeConnector } from "../../suite/fake-connector.ts";
import { startTestHub, ticket } from "../../suite/test-hub.ts";

test("an event that nobody knows is refused with the nearest name", async () => {
  await using world = await startTestHub();
  await expect(world.hub.trigger("appointment.creatd", ticket(1))).rejects.toMatchObject({
    code: "HMS_EVT_UNKNOWN",
    hint: expect.stringContaining("appointment.created"),
  });
});

test("a payload that breaks the schema is refused with all faults, and nothing is stored", async () => {
  await using world = await startTestHub({ connectors: [fakeConnector()] });
  const broken = { ticket: { id: 0, title: "", data: { time: "nine", customer_name: "Anna Baker" } } };
  await expect(world.hub.trigger("appointment.created", broken)).rejects.toMatchObject({
    code: "HMS_EVT_INVALID",
    problems: [{ path: "ticket.id" }, { path: "ticket.title" }, { path: "ticket.data.time" }],
  });
  expect((await world.hub.packets({}, 10)).items).toEqual([]);
});

test("an event without a listener is kept, and has no deliveries", async () => {
  await using world = await startTestHub();
  const accepted = await world.hub.trigger("appointment.created", ticket(1));
  expect(accepted.deliveries).toEqual([]);
  expect(await world.hub.settled(accepted.packetId)).toMatchObject({ ok: true, deliveries: [] });
});

test("personal data that no mapping may use is removed before anything is stored", async () => {
  await using world = await startTestHub({ connectors: [fakeConnector()] });
  const { packetId } = await world.hub.trigger("appointment.created", {
    ticket: {
      id: 1,
      title: "9 AM Slot",
      data: { time: "2024-04-02T09:00", customer_name: "Anna Baker", ssn: "123-45-6789", phone: "555" },
    },
  });
  const { fields } = await world.hub.packet(packetId);
  expect(Object.keys(fields)).toEqual([
    "ticket.data.customer_name",
    "ticket.data.time",
    "ticket.id",
    "ticket.title",
  ]);
});

test("a later packet of an entity shows only what changed", async () => {
  await using world = await startTestHub({ connectors: [fakeConnector()] });
  await world.hub.trigger("appointment.created", ticket(1));
  const { packetId } = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  expect(await world.hub.packet(packetId)).toMatchObject({
    baseVersion: 1,
    fields: { "ticket.data.customer_name": "Anna Miller" },
  });
});

test("an update that touches nothing the connector reads is not sent to it", async () => {
  const binding = fakeBinding("appointment.updated", { reads: ["ticket.data.office"] });
  await using world = await startTestHub({
    connectors: [fakeConnector({ bindings: [fakeBinding("appointment.created"), binding] })],
  });
  await world.hub.trigger("appointment.created", ticket(1));
  const { deliveries } = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  expect(deliveries).toEqual([]);
});

test("the same idempotency key and payload is one packet; another payload is refused", async () => {
  const transport = memoryTransport();
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const options = { idempotencyKey: "7f1c" };
  const first = await world.hub.trigger("appointment.created", ticket(1), options);
  const again = await world.hub.trigger("appointment.created", ticket(1), options);
  expect(again).toMatchObject({
    packetId: first.packetId,
    duplicate: true,
    deliveries: [{ id: first.deliveries[0]!.id }],
  });
  await expect(world.hub.trigger("appointment.created", ticket(2), options)).rejects.toMatchObject({
    code: "HMS_HUB_IDEMPOTENCY",
    meta: { packet: first.packetId },
  });
  await world.states(first.packetId, "delivered");
  expect(transport.arrived).toHaveLength(1);
});

test("with dedupe the same event published twice is sent once, and a change back is sent", async () => {
  const transport = memoryTransport();
  const connectors = [fakeConnector({ transport, policy: { dedupe: { by: "packet" } } })];
  await using world = await startTestHub({ connectors });
  const { hub } = world;
  const first = await hub.trigger("appointment.updated", ticket(1));
  const twin = await hub.trigger("appointment.updated", ticket(1));
  expect(twin.deliveries).toMatchObject([{ state: "duplicate" }]);
  expect(await hub.settled(twin.packetId)).toMatchObject({ ok: true });
  await hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  const back = await hub.trigger("appointment.updated", ticket(1));
  await world.states(first.packetId, "delivered");
  await world.states(back.packetId, "delivered");
  expect(transport.arrived).toHaveLength(3);
});

test("with dedupe by values equal values within the window are sent once", async () => {
  const transport = memoryTransport();
  const policy = { dedupe: { by: ["ticket.id"], windowMs: 60_000 } };
  await using world = await startTestHub({ connectors: [fakeConnector({ transport, policy })] });
  await world.hub.trigger("appointment.created", ticket(1));
  const twin = await world.hub.trigger("appointment.created", ticket(1, "Anna Miller"));
  expect(twin.deliveries).toMatchObject([{ state: "duplicate" }]);
  await world.clock.advance(60_000);
  const later = await world.hub.trigger("appointment.created", ticket(1));
  expect(later.deliveries).toMatchObject([{ state: "waiting" }]);
});

test("beyond the limit of unfinished deliveries the hub asks to wait", async () => {
  await using world = await startTestHub({ connectors: [fakeConnector()], limits: { waiting: 2 } });
  await world.hub.pause("dmv_mainframe");
  const [first] = await Promise.all([1, 2].map((id) => world.hub.trigger("appointment.created", ticket(id))));
  await expect(world.hub.trigger("appointment.created", ticket(3))).rejects.toMatchObject({
    code: "HMS_HUB_BUSY",
  });
  await world.restart();
  await expect(world.hub.trigger("appointment.created", ticket(3))).rejects.toMatchObject({
    code: "HMS_HUB_BUSY",
  });
  await world.hub.resume("dmv_mainframe");
  await world.states(first!.packetId, "delivered");
  await world.hub.settled(first!.packetId);
});

test("a time that is none is refused", async () => {
  await using world = await startTestHub();
  for (const occurredAt of ["24h", "2024-04-02T09:00", "2024-02-30T09:00:00Z"]) {
    await expect(world.hub.trigger("appointment.created", ticket(1), { occurredAt })).rejects.toMatchObject({
      code: expect.stringMatching(/^HMS_(HUB_REQUEST|CFG_DURATION)$/),
    });
  }
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1), {
    occurredAt: "2024-04-02T11:00:00+02:00",
    source: "hms-oms",
  });
  expect(await world.hub.packet(packetId)).toMatchObject({
    occurredAt: "2024-04-02T09:00:00.000Z",
    source: "hms-oms",
  });
});

test("a hub that stops takes nothing more", async () => {
  await using world = await startTestHub();
  await world.hub.close(0);
  await expect(world.hub.trigger("appointment.created", ticket(1))).rejects.toMatchObject({
    code: "HMS_HUB_CLOSING",
  });
  expect(world.hub.ready).toBe(false);
});
