import { memoryTransport } from "@hms-sync/conformance";
import { expect, test } from "vitest";
import { fakeBinding, fakeConnector } from "../../suite/fake-connector.ts";
import { startTestHub, ticket } from "../../suite/test-hub.ts";

const RECORD = "000000042Anna Baker          ";

function inLines(transport = memoryTransport()) {
  const bindings = [fakeBinding("appointment.created", { framing: "crlf" })];
  return { transport, connector: fakeConnector({ transport, bindings }) };
}

function texts(transport: ReturnType<typeof memoryTransport>): string[] {
  return transport.arrived.map(({ bytes }) => Buffer.from(bytes).toString());
}

test("a record stands in its file with the line end of its framing, also when it is replayed as it was sent", async () => {
  const { connector, transport } = inLines();
  await using world = await startTestHub({ connectors: [connector] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(42));
  await world.states(packetId, "delivered");
  await world.hub.replay({ event: "appointment.created", since: "1h", mode: "as-sent" });
  await world.states(packetId, "delivered", "delivered");
  expect(texts(transport)).toEqual([`${RECORD}\r\n`, `${RECORD}\r\n`]);
});

test("a record that holds a line end is refused where records are lines", async () => {
  const { connector, transport } = inLines();
  await using world = await startTestHub({ connectors: [connector] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(42, "Anna\nBaker"));
  const [delivery] = await world.states(packetId, "rejected");
  expect(delivery).toMatchObject({ reason: "HMS_REC_LINE_END", attempts: [{ code: "HMS_REC_LINE_END" }] });
  expect(transport.sent).toEqual([]);
});
