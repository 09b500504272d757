import { memoryTransport } from "@hms-sync/conformance";
import { expect, test } from "vitest";
import { fakeConnector } from "../suite/fake-connector.ts";
import { startTestHub, ticket } from "../suite/test-hub.ts";

test("an event is durable when trigger resolves, and arrives as a record", async () => {
  const transport = memoryTransport();
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const { hub } = world;

  const accepted = await hub.trigger("appointment.created", ticket(42));
  expect(accepted).toMatchObject({ duplicate: false, deliveries: [{ connector: "dmv_mainframe" }] });
  const settlement = await hub.settled(accepted.packetId);

  expect(settlement).toMatchObject({ ok: true, deliveries: [{ state: "delivered" }] });
  expect(Buffer.from(transport.arrived[0]!.bytes).toString()).toBe("000000042Anna Baker          ");
  expect(await hub.packet(accepted.packetId)).toMatchObject({
    event: "appointment.created",
    key: "ticket:42",
    baseVersion: 0,
    deliveries: [
      { state: "delivered", contract: "0123456789ab", attempts: [{ n: 1, outcome: "delivered" }] },
    ],
  });
});
