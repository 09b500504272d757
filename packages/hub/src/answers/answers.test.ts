import { type MemoryTransport, memoryTransport } from "@hms-sync/conformance";
import type { PolicyOverrides } from "@hms-sync/connector-api";
import { expect, test } from "vitest";
import { ANSWERS_IN_FILES, answerLine, fakeConnector } from "../../suite/fake-connector.ts";
import { startTestHub, ticket, until } from "../../suite/test-hub.ts";

const POLL_MS = 2_000;

function answering(transport: MemoryTransport, more: PolicyOverrides = {}): ReturnType<typeof fakeConnector> {
  return fakeConnector({ transport, policy: { ...ANSWERS_IN_FILES, ...more } });
}

test("a file of the outside system answers the deliveries that await it", async () => {
  const transport = memoryTransport();
  await using world = await startTestHub({ connectors: [answering(transport)] });
  const taken = await world.hub.trigger("appointment.created", ticket(1));
  const free = await world.hub.trigger("appointment.created", ticket(2));
  await world.states(taken.packetId, "accepted");
  await world.states(free.packetId, "accepted");

  transport.answer(
    "A.ACK",
    Buffer.concat([answerLine(2, "OK"), answerLine(1, "NO", "SLOT TAKEN"), answerLine(3, "OK")]),
  );
  const [rejected] = await world.statesInTime(POLL_MS, taken.packetId, "rejected");
  expect(rejected).toMatchObject({ reason: "SLOT TAKEN", ack: { status: "rejected", reason: "SLOT TAKEN" } });
  const [delivered] = await world.states(free.packetId, "delivered");
  expect(delivered!.ack).toMatchObject({ status: "delivered" });
  await until(() => transport.unsettled.length === 0 || "the file was not settled");
  expect(world.lines.find((line) => line.includes("answers.heard"))).toContain('"matched":2,"unknown":1');
});

test("a file that was read before is settled, and not counted twice", async () => {
  const transport = memoryTransport();
  await using world = await startTestHub({ connectors: [answering(transport)] });
  const first = await world.hub.trigger("appointment.created", ticket(1));
  await world.states(first.packetId, "accepted");
  transport.answer("A.ACK", answerLine(1, "OK"));
  await world.statesInTime(POLL_MS, first.packetId, "delivered");
  await until(() => transport.unsettled.length === 0 || "the file was not settled");

  const second = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  await world.states(second.packetId, "accepted");
  transport.answer("A.ACK", answerLine(1, "OK"));
  await world.clock.advance(POLL_MS);
  await until(() => transport.unsettled.length === 0 || "the file was not settled");
  await world.states(second.packetId, "accepted");
});

test("an unreadable file is told, and archived", async () => {
  const transport = memoryTransport();
  await using world = await startTestHub({ connectors: [answering(transport)] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  await world.states(packetId, "accepted");
  transport.answer("A.ACK", Buffer.concat([Buffer.from(`${"x".repeat(60)}\n`), answerLine(1, "OK")]));
  await world.statesInTime(POLL_MS, packetId, "delivered");
  await until(() => transport.unsettled.length === 0 || "the file was not settled");
  expect(world.lines.filter((line) => line.includes("HMS_ACK_UNREADABLE"))).toHaveLength(1);
});

test("an unreadable file is never deleted, and not read again and again", async () => {
  const transport = memoryTransport();
  // biome-ignore lint/suspicious/noThenProperty: the policy calls it so, and its value is no function
  const ack = { ...(ANSWERS_IN_FILES.ack as object), then: "delete" as const };
  await using world = await startTestHub({ connectors: [answering(transport, { ack })] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  await world.states(packetId, "accepted");
  transport.answer("A.ACK", Buffer.from(`${"x".repeat(60)}\n`));
  await until(async () => {
    await world.clock.advance(POLL_MS);
    return world.lines.some((line) => line.includes("HMS_ACK_UNREADABLE")) || "not told";
  });
  // a later look finds both files
  transport.answer("B.ACK", answerLine(1, "OK"));
  await world.statesInTime(POLL_MS, packetId, "delivered");
  await until(() => !transport.unsettled.includes("B.ACK") || "the good file was not settled");
  expect(transport.unsettled).toEqual(["A.ACK"]);
  expect(world.lines.filter((line) => line.includes("HMS_ACK_UNREADABLE"))).toHaveLength(1);
});

test("without an answer by the deadline the delivery is in doubt, and a late answer still decides it", async () => {
  const transport = memoryTransport();
  await using world = await startTestHub({ connectors: [answering(transport)] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  await world.states(packetId, "accepted");
  await world.clock.advance(3_599_000);
  await world.states(packetId, "accepted");
  const [doubtful] = await world.statesInTime(60_000, packetId, "in_doubt");
  expect(doubtful!.reason).toBe("HMS_ACK_DEADLINE");
  const next = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  await world.states(next.packetId, "accepted");
  await world.restart();
  expect(transport.probed).toEqual([]);
  transport.answer("A.ACK", answerLine(1, "NO", "SLOT TAKEN"));
  await world.statesInTime(POLL_MS, packetId, "rejected");
});

test("with order after acked the next packet of a key waits for the answer, over a restart too", async () => {
  const transport = memoryTransport();
  await using world = await startTestHub({
    connectors: [answering(transport, { order: { after: "acked" } })],
  });
  const first = await world.hub.trigger("appointment.created", ticket(1));
  const second = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  await world.states(first.packetId, "accepted");
  await world.restart();
  const [waiting] = await world.states(second.packetId, "waiting");
  expect(waiting!.reason).toBe("lane");
  transport.answer("A.ACK", answerLine(1, "OK"));
  await world.statesInTime(POLL_MS, first.packetId, "delivered");
  await world.states(second.packetId, "accepted");
});

test("with order after acked a delivery without its answer holds its key until somebody decides", async () => {
  const transport = memoryTransport();
  await using world = await startTestHub({
    connectors: [answering(transport, { order: { after: "acked" } })],
  });
  const first = await world.hub.trigger("appointment.created", ticket(1));
  const second = await world.hub.trigger("appointment.updated", ticket(1, "Anna Miller"));
  await world.states(first.packetId, "accepted");
  const [doubtful] = await world.statesInTime(600_000, first.packetId, "in_doubt");
  await world.restart();
  await world.states(second.packetId, "waiting");
  await world.hub.operate.resolve(doubtful!.id, "delivered");
  await world.states(second.packetId, "accepted");
});

test("an answer that comes before the hub has noted its own success is not lost", async () => {
  const transport = memoryTransport();
  transport.script({ do: "hang", at: "intent" });
  await using world = await startTestHub({ connectors: [answering(transport)] });
  const { packetId } = await world.hub.trigger("appointment.created", ticket(1));
  await until(() => transport.hanging === 1 || "nothing is being sent");
  transport.answer("A.ACK", answerLine(1, "OK"));
  await world.clock.advance(15 * POLL_MS);
  // time enough to read the file, and to give its answer too early
  for (let look = 0; look < 20; look++) await world.states(packetId, "sending");
  expect(transport.unsettled).toEqual(["A.ACK"]);
  transport.release();
  const [delivery] = await world.states(packetId, "delivered");
  expect(delivery!.attempts).toMatchObject([{ n: 1, outcome: "accepted" }]);
});

test("answers may be handed over by hand; without a match they are by delivery", async () => {
  const transport = memoryTransport();
  transport.script({ do: "accept", times: 2 });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  const accepted = await world.hub.trigger("appointment.created", ticket(1));
  const [delivery] = await world.states(accepted.packetId, "accepted");
  const answered = await world.hub.answer("dmv_mainframe", [
    { match: delivery!.id, status: "delivered" },
    { match: "no one", status: "delivered" },
  ]);
  expect(answered).toEqual({ matched: 1, unknown: 1 });
  await world.states(accepted.packetId, "delivered");
  await expect(world.hub.answer("dmv", [])).rejects.toMatchObject({ code: "HMS_HUB_CONNECTOR" });
});

test("a connector that answers at once takes no later answers", async () => {
  const transport = memoryTransport({ supports: { lateAck: false } });
  await using world = await startTestHub({ connectors: [fakeConnector({ transport })] });
  await expect(
    world.hub.answer("dmv_mainframe", [{ match: "1", status: "delivered" }]),
  ).rejects.toMatchObject({
    code: "HMS_HUB_POLICY",
  });
});
