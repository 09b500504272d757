import { expect, it } from "vitest";
import { appointment } from "../fixtures/appointments.ts";
import { startChildHub } from "../fixtures/child-hub.ts";
import { DMV, DMV_ENVIRONMENT, dmvConfiguration } from "../fixtures/dmv-configuration.ts";
import { startDmvMainframe } from "../fixtures/dmv-mainframe.ts";
import { openEventStream } from "../fixtures/event-stream.ts";
import { type CallOptions, hubApi } from "../fixtures/hub-api.ts";
import { hubFolder } from "../fixtures/hub-folder.ts";

/** Makes words that occur nowhere else, and remembers them. Short enough for every field of the row. */
function markers(): { plant(): string; plantNumber(): string; found(text: string): string[] } {
  const planted: string[] = [];
  const remember = (marker: string): string => {
    planted.push(marker);
    return marker;
  };
  return {
    plant: () => remember(`ZQX${planted.length}JVK`),
    // the form of a social security number, from the range that is never issued
    plantNumber: () => remember(`900-98-${7_000 + planted.length}`),
    found: (text) => planted.filter((marker) => text.includes(marker)),
  };
}

it("prints no payload value or key in logs, errors or the stream, whatever goes wrong", async () => {
  const { plant, plantNumber, found } = markers();
  await using mainframe = await startDmvMainframe({
    judge: (row) => (row["APPT_NUM"] === 7 ? "SLOT ALREADY TAKEN" : undefined),
  });
  const { world } = mainframe;
  using folder = hubFolder({ ...dmvConfiguration(world.url), limits: { body: "4KB" } });
  await using hub = await startChildHub({
    config: folder.config,
    data: folder.data,
    env: DMV_ENVIRONMENT,
    log: "debug",
  });
  const api = hubApi(hub.url);
  using stream = await openEventStream(hub.url);

  // good payloads, while the server fails in every way it knows
  const good = (id: number, data: object = {}): object =>
    appointment(id, {
      customer_name: plant(),
      ssn: plantNumber(),
      note: plant(),
      [plant()]: plant(),
      ...data,
    });
  world.fault({ on: "STOR", do: "cut", afterBytes: 10 });
  world.fault({ on: "STOR", do: "execute-drop" });
  world.fault({ on: "STOR", do: "reply", code: 452 });
  world.fault({ on: "STOR", do: "truncate", afterBytes: 10 });
  world.fault({ on: "RNTO", do: "execute-drop" });
  world.fault({ on: "RNTO", do: "reply", code: 553 });
  world.fault({ on: "connect", do: "reply", code: 421 });
  const delivered = [];
  for (const id of [1, 2, 3, 4, 5, 6]) delivered.push(await api.post("appointment.created", good(id)));
  const refused = await api.post("appointment.created", good(7));
  for (const { packetId } of delivered) {
    await api.deliveryOf(packetId, "delivered", ({ state }) => state === "delivered");
  }
  const rejection = await api.deliveryOf(refused.packetId, "rejected", ({ state }) => state === "rejected");
  expect(rejection.reason).toBe("SLOT ALREADY TAKEN");

  // payloads that the mapping cannot put into the row
  const unfit = [
    good(99_999_999_999),
    good(9, { customer_name: `${plant()}\u4f60\u597d` }),
    good(10, { time: "2024-04-02T09:00", customer_name: `${plant()} ${plant()} `.repeat(40) }),
  ];
  for (const payload of unfit) {
    const answer = await api.call<{ packetId?: string }>("POST", "/v1/events/appointment.created", {
      body: payload,
    });
    const { packetId } = answer.body;
    if (packetId === undefined) continue;
    await api.deliveryOf(packetId, "settled", ({ state }) => state === "rejected" || state === "delivered");
  }

  // requests that are refused; every answer is kept
  const answers: string[] = [];
  const send = async (path: string, options: CallOptions): Promise<void> => {
    const { status, text } = await api.call("POST", path, options);
    answers.push(text);
    expect(status, `${path} is refused`).toBeGreaterThanOrEqual(400);
  };
  const created = "/v1/events/appointment.created";
  await send(created, {
    body: { ticket: { id: plant(), title: 5, data: { time: plant(), [plant()]: plant() } } },
  });
  await send(created, { body: { [plant()]: { [plant()]: plant() } } });
  await send(created, { body: [plant()] });
  await send(created, { body: `{"ticket": ${plant()}` });
  await send(created, { body: `"${plant()}` });
  await send(created, { body: JSON.stringify(good(8)) + plant() });
  await send(created, { body: good(8), headers: { "content-type": `text/${plant()}` } });
  await send(created, { body: good(8, { customer_name: plant().repeat(1_000) }) });
  await send(created, { body: Buffer.from([0x22, 0xff, 0xfe, ...Buffer.from(plant()), 0x22]) });
  await send("/v1/replays", { body: { since: "24h", [plant()]: plant(), mode: plant() } });
  const idempotent = { "idempotency-key": plant() };
  await api.call("POST", created, { body: good(11), headers: idempotent });
  await send(created, { body: good(11), headers: idempotent });

  // a wrong password, then an orderly end
  world.password = "changed";
  world.dropConnections();
  await api.post("appointment.created", good(12));
  await api.deliveryOf(
    (await api.packets())[0]?.id ?? "",
    "parked",
    ({ state, reason }) => state === "retrying" || reason === "paused",
  );
  answers.push((await api.call("POST", `/v1/connectors/${DMV}/test`)).text);
  answers.push((await api.call("GET", "/v1/connectors")).text);
  answers.push((await api.call("GET", "/metrics")).text);
  await hub.stop();

  expect(stream.events.length).toBeGreaterThan(0);
  expect(hub.output.stderr, "it logs in detail").toContain("delivery.sending");
  expect({
    stdout: found(hub.output.stdout),
    stderr: found(hub.output.stderr),
    answers: found(answers.join("\n")),
    stream: found(stream.text),
  }).toEqual({ stdout: [], stderr: [], answers: [], stream: [] });
  expect(hub.output.stdout + hub.output.stderr).not.toContain(DMV_ENVIRONMENT.DMV_PASSWORD);
});
