import { memoryTransport } from "@hms-sync/conformance";
import { HmsSyncError } from "@hms-sync/connector-api";
import { expect, test } from "vitest";
import { fakeConnector } from "../../suite/fake-connector.ts";
import { startTestHub, ticket, until } from "../../suite/test-hub.ts";

test("a wrong password is tried once, pauses the connector, and loses nothing", async () => {
  const transport = memoryTransport({ supports: { batch: { max: 1 } } });
  transport.script({ do: "retry", pause: "auth", reason: "530 login incorrect" });
  const connectors = [fakeConnector({ transport })];
  await using world = await startTestHub({ connectors });
  const first = await world.hub.trigger("appointment.created", ticket(1));
  const second = await world.hub.trigger("appointment.created", ticket(2));

  const [refused] = await world.states(first.packetId, "retrying");
  expect(refused).toMatchObject({ reason: "auth", attempts: [{ n: 1, code: "HMS_NET_AUTH" }] });
  expect(refused).not.toHaveProperty("nextAttemptAt");
  const [waiting] = await world.states(second.packetId, "waiting");
  expect(waiting!.reason).toBe("paused");
  await world.clock.advance(24 * 3_600_000);
  expect(transport.sent).toHaveLength(1);
  expect(await world.hub.connectors()).toMatchObject([{ state: "paused", reason: "auth" }]);

  await world.restart();
  await world.clock.advance(3_600_000);
  expect(transport.sent).toHaveLength(1);
  await world.hub.resume("dmv_mainframe");
  await world.states(first.packetId, "delivered");
  await world.states(second.packetId, "delivered");
});

test("a login that fails while connecting does the same", async () => {
  const transport = memoryTransport();
  let logins = 0;
  let password = "wrong";
  const guarded = {
    ...transport,
    create: () => ({
      ...transport.create({} as never, {} as never),
      connect: async () => {
        logins += 1;
        if (password !== "right") throw new HmsSyncError("HMS_NET_AUTH", "the login was refused");
      },
    }),
  } as typeof transport;
  await using world = await startTestHub({ connectors: [fakeConnector({ transport: guarded })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  const [delivery] = await world.states(packetId, "retrying");
  expect(delivery!.reason).toBe("auth");
  await world.clock.advance(24 * 3_600_000);
  expect(logins).toBe(1);
  password = "right";
  await world.hub.resume("dmv_mainframe");
  await world.states(packetId, "delivered");
  const next = await world.hub.trigger("appointment.created", ticket(2));
  await world.states(next.packetId, "delivered");
  expect(logins).toBe(2);
});

test("a secret that is missing is told at the start, pauses the connector, and is looked for again", async () => {
  const transport = memoryTransport();
  let secret: string | undefined;
  const withSecret = {
    ...transport,
    create: () => {
      if (secret === undefined) throw new HmsSyncError("HMS_CFG_SECRET", "NO_SUCH_SECRET is not set");
      return transport.create({} as never, {} as never);
    },
  } as typeof transport;
  await using world = await startTestHub({ connectors: [fakeConnector({ transport: withSecret })] });
  expect(await world.hub.connectors()).toMatchObject([
    { state: "paused", reason: "configuration", message: "HMS_CFG_SECRET: NO_SUCH_SECRET is not set" },
  ]);
  const first = await world.hub.trigger("appointment.created", ticket(1));
  const [waiting] = await world.states(first.packetId, "waiting");
  expect(waiting!.reason).toBe("paused");

  await world.hub.resume("dmv_mainframe");
  const [delivery] = await world.states(first.packetId, "retrying");
  expect(delivery).toMatchObject({ reason: "HMS_CFG_SECRET", attempts: [{ code: "HMS_CFG_SECRET" }] });
  expect(await world.hub.connectors()).toMatchObject([{ state: "paused", reason: "configuration" }]);
  const second = await world.hub.trigger("appointment.created", ticket(2));
  secret = "here";
  await world.restart();
  await world.states(first.packetId, "delivered");
  await world.states(second.packetId, "delivered");
});

test("an operator's pause holds everything, and resume sends it in order", async () => {
  const transport = memoryTransport();
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  await world.hub.pause("dmv_mainframe", "maintenance");
  const first = await world.hub.trigger("appointment.created", ticket(1));
  const second = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  const [waiting] = await world.states(first.packetId, "waiting");
  expect(waiting!.reason).toBe("paused");
  expect(await world.hub.connectors()).toMatchObject([{ state: "paused", reason: "maintenance" }]);
  await world.hub.resume("dmv_mainframe");
  await world.states(second.packetId, "delivered");
  expect(transport.arrived.map(({ event }) => event)).toEqual(["appointment.created", "appointment.updated"]);
});

test("draining finishes what waits, holds what comes, and pauses", async () => {
  const transport = memoryTransport();
  transport.script({ do: "hang" });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const before = await world.hub.trigger("appointment.created", ticket(1));
  await until(() => transport.hanging === 1 || "nothing is being sent");
  await world.hub.drain("dmv_mainframe");
  const after = await world.hub.trigger("appointment.created", ticket(2));
  expect(await world.hub.connectors()).toMatchObject([{ state: "draining" }]);
  transport.release();
  await world.states(before.packetId, "delivered");
  await until(async () => (await world.hub.connectors())[0]!.state === "paused" || "still draining");
  expect(await world.hub.connectors()).toMatchObject([{ reason: "drained", counts: { waiting: 1 } }]);
  await world.hub.resume("dmv_mainframe");
  await world.states(after.packetId, "delivered");
});
