import { memoryTransport } from "@hms-sync/conformance";
import { expect, test } from "vitest";
import { ANSWERS_IN_FILES, answerLine, fakeConnector } from "../../suite/fake-connector.ts";
import { startTestHub, ticket, until } from "../../suite/test-hub.ts";

test("a lost answer is looked up: what arrived is not sent again", async () => {
  const transport = memoryTransport();
  transport.script({ do: "throw", arrived: true });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  const [delivery] = await world.states(packetId, "delivered");
  expect(delivery!.attempts).toMatchObject([{ n: 1, outcome: "delivered", code: "HMS_NET_CUT" }]);
  expect(transport.probed).toHaveLength(1);
  expect(transport.arrived).toHaveLength(1);
});

test("a lost answer is looked up: what did not arrive is tried again", async () => {
  const transport = memoryTransport();
  transport.script({ do: "throw", arrived: false });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  await world.states(packetId, "retrying");
  await world.clock.advance(60_000);
  await world.states(packetId, "delivered");
  expect(transport.arrived).toHaveLength(1);
});

test("an error before anything could become visible needs no look", async () => {
  const transport = memoryTransport();
  let broken = true;
  const breaking = {
    ...transport,
    create: () => {
      const made = transport.create({} as never, {} as never);
      return {
        ...made,
        send: async (...call: Parameters<typeof made.send>) => {
          if (broken) throw new Error("the connection broke while it was uploaded");
          return await made.send(...call);
        },
      };
    },
  } as typeof transport;
  await using world = await startTestHub({ connectors: [fakeConnector({ transport: breaking })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  const [delivery] = await world.states(packetId, "retrying");
  expect(delivery).toMatchObject({ reason: "HMS_HUB_OUTCOME_UNKNOWN", attempts: [{ n: 1 }] });
  expect(transport.probed).toEqual([]);
  broken = false;
  await world.statesInTime(60_000, packetId, "delivered");
});

test("while a look tells nothing the delivery is in doubt, and is looked for again", async () => {
  const transport = memoryTransport();
  transport.script({ do: "throw", arrived: true });
  let blind = true;
  const foggy = {
    ...transport,
    create: () => {
      const made = transport.create({} as never, {} as never);
      return {
        ...made,
        probe: async (...call: Parameters<NonNullable<typeof made.probe>>) =>
          blind ? { status: "unknown", reason: "fog" } : await made.probe!(...call),
      };
    },
  } as typeof transport;
  await using world = await startTestHub({ connectors: [fakeConnector({ transport: foggy })] });
  const first = await world.hub.trigger("appointment.created", ticket(1));
  const follower = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  await world.states(first.packetId, "in_doubt");
  await world.clock.advance(60_000);
  const [waiting] = await world.states(follower.packetId, "waiting");
  expect(waiting!.reason).toBe("lane");

  blind = false;
  await world.statesInTime(60_000, first.packetId, "delivered");
  await world.states(follower.packetId, "delivered");
  expect(transport.arrived).toHaveLength(2);
});

test("what an operator sends again is not overtaken by what waited behind it", async () => {
  const transport = memoryTransport();
  transport.script({ do: "throw", arrived: false, when: ({ key }) => key === "ticket:1" });
  const foggy = {
    ...transport,
    create: () => ({
      ...transport.create({} as never, {} as never),
      probe: async () => ({ status: "unknown", reason: "fog" }),
    }),
  } as typeof transport;
  await using world = await startTestHub({ connectors: [fakeConnector({ transport: foggy })] });
  const first = await world.hub.trigger("appointment.created", ticket(1));
  const follower = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  const [doubtful] = await world.states(first.packetId, "in_doubt");
  let resolved = false;
  const resolving = world.hub.operate.resolve(doubtful!.id, "retry").then(() => {
    resolved = true;
  });
  // others keep the connector busy meanwhile
  for (let id = 2; !resolved; id++) await world.hub.trigger("appointment.created", ticket(id));
  await resolving;
  await world.states(follower.packetId, "delivered");
  const sent = transport.arrived.filter(({ key }) => key === "ticket:1").map(({ event }) => event);
  expect(sent).toEqual(["appointment.created", "appointment.updated"]);
});

const BLIND = { probe: false, idempotent: "none" } as const;

test("without a probe and without dedupe outside an operator decides, and the key waits for it", async () => {
  const transport = memoryTransport({ supports: BLIND });
  transport.script({ do: "throw", arrived: false });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const first = await world.hub.trigger("appointment.created", ticket(1));
  const follower = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  const [doubtful] = await world.states(first.packetId, "in_doubt");
  expect(doubtful).toMatchObject({ reason: "HMS_NET_CUT" });
  expect(await world.hub.settled(first.packetId)).toMatchObject({ ok: false });

  await world.restart();
  await world.states(follower.packetId, "waiting");
  await expect(world.hub.operate.retry(doubtful!.id)).rejects.toMatchObject({ code: "HMS_HUB_STATE" });
  await world.hub.operate.resolve(doubtful!.id, "retry");
  await world.states(follower.packetId, "delivered");
  expect(transport.arrived.map(({ event }) => event)).toEqual(["appointment.created", "appointment.updated"]);
});

test.each([
  ["delivered", "delivered"],
  ["discard", "discarded"],
] as const)("an operator who resolves as %s lets the key go on", async (as, state) => {
  const transport = memoryTransport({ supports: BLIND });
  transport.script({ do: "throw", arrived: true });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const first = await world.hub.trigger("appointment.created", ticket(1));
  const follower = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  const [doubtful] = await world.states(first.packetId, "in_doubt");
  await world.hub.operate.resolve(doubtful!.id, as);
  await world.states(first.packetId, state);
  await world.states(follower.packetId, "delivered");
});

test("without a probe a target that can tell a repeat is simply sent to again", async () => {
  const transport = memoryTransport({ supports: { probe: false, idempotent: "by-key" } });
  transport.script({ do: "throw", arrived: true });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  await world.states(packetId, "retrying");
  await world.clock.advance(60_000);
  await world.states(packetId, "delivered");
  expect(transport.arrived).toHaveLength(2);
});

test.each([
  ["a probe that finds it", {}, "intent", 1, "delivered"],
  ["a probe that does not find it", {}, "intent", 0, "delivered"],
  ["nothing but an operator", BLIND, "start", 0, "in_doubt"],
  ["a target that can tell a repeat", { probe: false }, "intent", 1, "delivered"],
] as const)(
  "a hub that stops in the middle of a send concludes it by %s",
  async (_, supports, at, arrived, state) => {
    const transport = memoryTransport({ supports });
    transport.script({ do: "hang", at });
    const connectors = [fakeConnector({ transport })];
    await using world = await startTestHub({ connectors });
    const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
    await until(() => transport.hanging === 1 || "nothing is being sent");
    await world.states(packetId, "sending");
    if (arrived === 1) (transport.arrived as object[]).push(...transport.sent);

    const closing = world.hub.close(1_000);
    await world.clock.advance(1_000);
    await closing;
    await world.restart();
    await world.states(packetId, state);
    expect(transport.arrived).toHaveLength(state === "in_doubt" ? 0 : "probe" in supports ? 2 : 1);
  },
);

test("a hub that stops before anything became visible sends it again", async () => {
  const transport = memoryTransport();
  transport.script({ do: "hang", at: "start" });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  await until(() => transport.hanging === 1 || "nothing is being sent");
  const closing = world.hub.close(1_000);
  await world.clock.advance(1_000);
  await closing;
  await world.restart();
  await world.states(packetId, "delivered");
  expect(transport.probed).toEqual([]);
  expect(transport.arrived).toHaveLength(1);
});

test("found after a crash, it still awaits the outside system's own answer", async () => {
  const transport = memoryTransport();
  transport.script({ do: "hang", at: "intent" });
  const connectors = [fakeConnector({ transport, policy: ANSWERS_IN_FILES })];
  await using world = await startTestHub({ connectors });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(42));
  await until(() => transport.hanging === 1 || "nothing is being sent");
  (transport.arrived as object[]).push(...transport.sent);
  const closing = world.hub.close(1_000);
  await world.clock.advance(1_000);
  await closing;
  await world.restart();
  await world.states(packetId, "accepted");
  transport.answer("A.ACK", answerLine(42, "OK"));
  await world.statesInTime(2_000, packetId, "delivered");
});
