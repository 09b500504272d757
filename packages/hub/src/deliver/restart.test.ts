import { memoryTransport } from "@hms-sync/conformance";
import { expect, test } from "vitest";
import { fakeConnector } from "../../suite/fake-connector.ts";
import { startTestHub, ticket, until } from "../../suite/test-hub.ts";

test("what was accepted and not delivered is delivered by the next run, in order", async () => {
  const transport = memoryTransport();
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  await world.hub.pause("dmv_mainframe");
  const packets = [];
  for (let n = 0; n < 30; n++) {
    packets.push(await world.hub.trigger("appointment.updated", ticket(1 + (n % 3), `Name ${n}`)));
  }
  await world.restart();
  await world.hub.resume("dmv_mainframe");
  for (const { packetId } of packets) await world.states(packetId, "delivered");

  for (const key of ["ticket:1", "ticket:2", "ticket:3"]) {
    const sent = transport.arrived.filter((message) => message.key === key).map(({ packetId }) => packetId);
    expect(sent).toEqual(packets.map(({ packetId }) => packetId).filter((id) => sent.includes(id)));
    expect(sent).toHaveLength(10);
  }
  expect(await world.hub.counts()).toEqual({ dmv_mainframe: { delivered: 30 } });
});

test("a delivery that waits for its time still does after a restart", async () => {
  const transport = memoryTransport();
  transport.script({ do: "retry" });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  await world.states(packetId, "retrying");
  await world.restart();
  await world.clock.advance(59_999);
  expect(transport.sent).toHaveLength(1);
  await world.clock.advance(1);
  await world.states(packetId, "delivered");
});

test("closing waits for what is being sent", async () => {
  const transport = memoryTransport();
  transport.script({ do: "hang" });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  await until(() => transport.hanging === 1 || "nothing is being sent");
  const closing = world.hub.close(30_000);
  await world.clock.advance(10_000);
  transport.release();
  await closing;
  expect(transport.open).toBe(0);
  expect(world.clock.pending).toBe(0);
  await world.restart();
  await world.states(packetId, "delivered");
  expect(transport.arrived).toHaveLength(1);
});

test("more deliveries than memory holds are all sent, in order, while memory stays bounded", async () => {
  const transport = memoryTransport();
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  await world.hub.pause("dmv_mainframe");
  const accepted = [];
  for (let n = 0; n < 700; n++) {
    accepted.push(world.hub.trigger("appointment.updated", ticket(1 + (n % 5), `Name ${n}`)));
  }
  await Promise.all(accepted);
  await world.hub.resume("dmv_mainframe");
  await until(
    async () => (await world.hub.counts())["dmv_mainframe"]?.delivered === 700 || "not all delivered",
  );
  const names = new Map<string, number>();
  for (const { key, bytes } of transport.arrived) {
    const n = Number(Buffer.from(bytes).toString().slice(14));
    expect(n).toBeGreaterThan(names.get(key) ?? -1);
    names.set(key, n);
  }
  expect(transport.arrived).toHaveLength(700);
});

test("every delivery is in exactly one state, whatever happens", async () => {
  const transport = memoryTransport();
  transport.script(
    { do: "reject", reason: "no", when: ({ key }) => key.endsWith("1"), times: 100 },
    { do: "retry", when: ({ key }) => key.endsWith("2"), times: 100 },
    { do: "throw", arrived: true, when: ({ key }) => key.endsWith("3"), times: 100 },
    { do: "accept", when: ({ key }) => key.endsWith("4"), times: 100 },
  );
  const other = fakeConnector({ id: "clerk", transport: memoryTransport() });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport }), other] });
  await Promise.all(
    Array.from({ length: 50 }, (_, id) => world.hub.trigger("appointment.created", ticket(id + 1))),
  );
  await until(async () => {
    const counts = await world.hub.counts();
    return counts["dmv_mainframe"]?.waiting === undefined || "still waiting";
  });
  const sum = (states: object): number => Object.values(states).reduce((total, count) => total + count, 0);
  const before = await world.hub.counts();
  expect(Object.values(before).map(sum)).toEqual([50, 50]);
  await world.restart();
  await world.clock.advance(3 * 86_400_000);
  expect(Object.values(await world.hub.counts()).map(sum)).toEqual([50, 50]);
});
