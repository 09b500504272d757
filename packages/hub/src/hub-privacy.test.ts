import { memoryTransport } from "@hms-sync/conformance";
import { expect, test } from "vitest";
import { startApi } from "../suite/api-world.ts";
import { fakeBinding, fakeConnector } from "../suite/fake-connector.ts";
import { until } from "../suite/test-hub.ts";

/** Stands in values and in keys; must never be seen outside the packet itself. */
const MARKER = "Zq7Marker";

test("no payload value and no unknown key is in any log line, problem document or stream line", async () => {
  const transport = memoryTransport();
  transport.script(
    { do: "retry", when: ({ key }) => key === "ticket:2" },
    { do: "throw", arrived: true, when: ({ key }) => key === "ticket:3" },
  );
  const throwing = fakeBinding("appointment.updated", {
    map: (payload) => {
      throw new Error(JSON.stringify(payload));
    },
  });
  const connectors = [fakeConnector({ transport, bindings: [fakeBinding("appointment.created"), throwing] })];
  await using api = await startApi({ connectors });
  const heard: string[] = [];
  api.hub.bus.subscribe((event) => heard.push(JSON.stringify(event)));
  const answers: string[] = [];
  const post = async (path: string, body: unknown, headers = {}): Promise<void> => {
    answers.push((await api.call("POST", path, { body, headers })).text);
  };
  const data = { time: "2024-04-02T09:00", customer_name: MARKER, note: MARKER, [MARKER]: MARKER };
  const marked = (id: unknown, more: object = {}): object => ({
    ticket: { id, title: MARKER, data: { ...data, ...more }, [MARKER]: 1 },
    [MARKER]: MARKER,
  });

  const created = "/v1/events/appointment.created";
  await post(created, marked(1));
  await post(created, marked(2));
  await post(created, marked(3));
  await post(created, marked(4, { customer_name: MARKER.repeat(5) }));
  await post("/v1/events/appointment.updated", marked(5));
  await post(created, marked(MARKER));
  await post(created, marked(6, { time: MARKER, documents: [{ type: MARKER, [MARKER]: MARKER }] }));
  await post(created, `{"ticket": "${MARKER}`);
  await post(`/v1/events/${MARKER}`, {});
  await post(created, marked(7), { "idempotency-key": "k" });
  await post(created, marked(8), { "idempotency-key": "k" });
  await post("/v1/replays", { [MARKER]: MARKER, mode: MARKER, since: "1h" });
  await post("/v1/acks/dmv_mainframe", { match: "1", status: MARKER });
  await until(async () => {
    const { waiting, sending } = (await api.hub.counts())["dmv_mainframe"] ?? {};
    return (waiting === undefined && sending === undefined) || "still on the way";
  });
  answers.push((await api.call("GET", "/v1/connectors")).text, (await api.call("GET", "/metrics")).text);

  expect(api.lines.length).toBeGreaterThan(10);
  expect(heard.length).toBeGreaterThan(4);
  for (const line of [...api.lines, ...heard, ...answers]) expect(line).not.toContain(MARKER);
});

test("what a delivery's attempts say holds no payload value", async () => {
  const transport = memoryTransport();
  await using api = await startApi({ connectors: [fakeConnector({ transport })] });
  const { packetId } = await api.hub.trigger("appointment.created", {
    ticket: { id: 1, title: "9 AM", data: { time: "2024-04-02T09:00", customer_name: MARKER.repeat(5) } },
  });
  const [delivery] = await api.states(packetId, "rejected");
  expect(JSON.stringify(delivery)).not.toContain(MARKER);
});
