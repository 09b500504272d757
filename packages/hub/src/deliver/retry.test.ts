import { memoryTransport } from "@hms-sync/conformance";
import { HmsSyncError } from "@hms-sync/connector-api";
import { expect, test } from "vitest";
import { fakeConnector } from "../../suite/fake-connector.ts";
import { startTestHub, ticket, until } from "../../suite/test-hub.ts";

const MINUTE = 60_000;

test("a message that was not delivered is tried again on the schedule, then dead with its bytes", async () => {
  const transport = memoryTransport();
  transport.script({ do: "retry", reason: "no room", times: 10 });
  const policy = { retry: { delaysMs: [MINUTE, 5 * MINUTE] } };
  await using world = await startTestHub({ connectors: [fakeConnector({ transport, policy })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(42));

  const [first] = await world.states(packetId, "retrying");
  expect(first).toMatchObject({
    reason: "HMS_NET_REFUSED",
    nextAttemptAt: "2024-04-02T09:01:00.000Z",
    attempts: [{ n: 1, outcome: "retrying", code: "HMS_NET_REFUSED", message: "no room" }],
  });
  await world.clock.advance(MINUTE - 1);
  expect(transport.sent).toHaveLength(1);
  await world.clock.advance(1);
  await until(() => transport.sent.length === 2 || "no second try");
  const [dead] = await world.statesInTime(MINUTE, packetId, "dead");
  expect(dead).toMatchObject({
    reason: "HMS_NET_REFUSED",
    attempts: [{ n: 1 }, { n: 2 }, { n: 3, outcome: "dead" }],
  });
  expect(transport.sent.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  expect(new Set(transport.sent.map(({ name }) => name)).size).toBe(1);
});

test("a delivery older than its policy allows is dead whatever the schedule says", async () => {
  const transport = memoryTransport();
  transport.script({ do: "retry", times: 10 });
  const policy = { retry: { delaysMs: [MINUTE, MINUTE], maxAgeMs: 30_000 } };
  await using world = await startTestHub({ connectors: [fakeConnector({ transport, policy })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(42));
  await world.states(packetId, "dead");
});

test("the outside system may ask for a longer wait", async () => {
  const transport = memoryTransport();
  transport.script({ do: "retry", afterMs: 3 * MINUTE });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(42));
  const [delivery] = await world.states(packetId, "retrying");
  expect(delivery!.nextAttemptAt).toBe("2024-04-02T09:03:00.000Z");
});

test("a poisoned key does not delay the others, and keeps its order", async () => {
  const transport = memoryTransport();
  transport.script({ do: "retry", when: ({ key }) => key === "ticket:1" });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const poisoned = await world.hub.trigger("appointment.created", ticket(1));
  await world.states(poisoned.packetId, "retrying");
  const follower = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  const other = await world.hub.trigger("appointment.created", ticket(2));

  await world.states(other.packetId, "delivered");
  const [waiting] = await world.states(follower.packetId, "waiting");
  expect(waiting!.reason).toBe("lane");
  await world.clock.advance(MINUTE);
  await world.states(follower.packetId, "delivered");
  expect(transport.arrived.map(({ key, event }) => `${key} ${event}`)).toEqual([
    "ticket:2 appointment.created",
    "ticket:1 appointment.created",
    "ticket:1 appointment.updated",
  ]);
});

test("a refusal lets the key go on, or parks it until an operator acts", async () => {
  const transport = memoryTransport();
  transport.script({ do: "reject", reason: "SLOT TAKEN", when: ({ key }) => key === "ticket:1" });
  const goesOn = fakeConnector({ id: "goes_on", transport });
  await using world = await startTestHub({ connectors: [goesOn] });
  const refused = await world.hub.trigger("appointment.created", ticket(1));
  const next = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  const [rejected] = await world.states(refused.packetId, "rejected");
  expect(rejected).toMatchObject({ reason: "SLOT TAKEN", ack: { status: "rejected", reason: "SLOT TAKEN" } });
  await world.states(next.packetId, "delivered");
  expect((await world.hub.settled(refused.packetId)).ok).toBe(false);
});

test("a parked key survives a restart, and goes on when the refused delivery is sent again", async () => {
  const transport = memoryTransport();
  transport.script({ do: "reject", reason: "SLOT TAKEN" });
  const connectors = [fakeConnector({ transport, policy: { order: { onReject: "park" } } })];
  await using world = await startTestHub({ connectors });
  const refused = await world.hub.trigger("appointment.created", ticket(1));
  const [rejected] = await world.states(refused.packetId, "rejected");
  const next = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  const other = await world.hub.trigger("appointment.created", ticket(2));
  await world.states(other.packetId, "delivered");

  await world.restart();
  const [parked] = await world.states(next.packetId, "waiting");
  expect(parked!.reason).toBe("parked");
  await world.hub.operate.retry(rejected!.id);
  await world.states(refused.packetId, "delivered");
  await world.states(next.packetId, "delivered");
  expect(transport.arrived.map(({ packetId }) => packetId)).toEqual([
    other.packetId,
    refused.packetId,
    next.packetId,
  ]);
});

test("an operator may let a parked key go on without the refused delivery", async () => {
  const transport = memoryTransport();
  transport.script({ do: "reject", reason: "SLOT TAKEN" });
  const connectors = [fakeConnector({ transport, policy: { order: { onReject: "park" } } })];
  await using world = await startTestHub({ connectors });
  const refused = await world.hub.trigger("appointment.created", ticket(1));
  await world.states(refused.packetId, "rejected");
  const next = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  const [waiting] = await world.states(next.packetId, "waiting");
  await world.hub.operate.retry(waiting!.id);
  await world.states(next.packetId, "delivered");
});

test("a payload that does not fit is rejected with its paths, and nothing is sent", async () => {
  const transport = memoryTransport();
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const { packetId } = await world.hub.trigger(
    "appointment.created",
    ticket(1, "A name of more than 20 characters"),
  );
  const [delivery] = await world.states(packetId, "rejected");
  expect(delivery).toMatchObject({
    reason: "HMS_REC_INVALID",
    attempts: [{ n: 1, code: "HMS_REC_INVALID" }],
  });
  expect(delivery!.attempts[0]!.message).toContain("CUST_NAME: longer than 20 characters");
  expect(transport.sent).toEqual([]);
});

test("a mapping that throws by itself is told by its place, without its message", async () => {
  const { fakeBinding } = await import("../../suite/fake-connector.ts");
  const binding = fakeBinding("appointment.created", {
    map: () => {
      throw new TypeError("cannot read Anna Baker");
    },
  });
  await using world = await startTestHub({ connectors: [fakeConnector({ bindings: [binding] })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  const [delivery] = await world.states(packetId, "rejected");
  expect(delivery!.reason).toBe("HMS_HUB_MAPPING_FAILED");
  expect(JSON.stringify(delivery)).not.toContain("Anna");
});

test("while the outside system cannot be reached, one try is recorded and the others wait", async () => {
  const transport = memoryTransport({ supports: { batch: { max: 1 } } });
  let down = true;
  const unreachable = {
    ...transport,
    create: () => ({
      ...transport.create({} as never, {} as never),
      connect: async () => {
        if (down) throw new HmsSyncError("HMS_NET_REFUSED", "connection refused");
      },
    }),
  } as typeof transport;
  await using world = await startTestHub({ connectors: [fakeConnector({ transport: unreachable })] });
  const first = await world.hub.trigger("appointment.created", ticket(1));
  await world.states(first.packetId, "retrying");
  const second = await world.hub.trigger("appointment.created", ticket(2));
  const [waiting] = await world.states(second.packetId, "waiting");
  expect(waiting).toMatchObject({ reason: "connecting", attempts: [] });

  down = false;
  await world.clock.advance(1_000);
  await world.states(second.packetId, "delivered");
  await world.clock.advance(MINUTE);
  await world.states(first.packetId, "delivered");
});
