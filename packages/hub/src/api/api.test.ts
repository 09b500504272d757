import { createHash } from "node:crypto";
import { memoryTransport } from "@hms-sync/conformance";
import { expect, test } from "vitest";
import { startApi } from "../../suite/api-world.ts";
import { fakeConnector } from "../../suite/fake-connector.ts";
import { ticket, until } from "../../suite/test-hub.ts";

const CREATED = "/v1/events/appointment.created";

test("an event is taken with 202, and its packet shows what became of it", async () => {
  await using api = await startApi({ connectors: [fakeConnector()] });
  const taken = await api.call("POST", CREATED, { body: ticket(42) });
  expect(taken.status).toBe(202);
  expect(taken.body).toEqual({
    packetId: expect.any(String),
    duplicate: false,
    deliveries: [{ id: expect.any(String), connector: "dmv_mainframe", state: "waiting" }],
  });
  await api.states(taken.body.packetId, "delivered");
  const shown = await api.call("GET", `/v1/packets/${taken.body.packetId}`);
  expect(shown.body).toEqual({
    id: taken.body.packetId,
    event: "appointment.created",
    key: "ticket:42",
    occurredAt: "2024-04-02T09:00:00.000Z",
    receivedAt: "2024-04-02T09:00:00.000Z",
    baseVersion: 0,
    fields: {
      "ticket.data.customer_name": "Anna Baker",
      "ticket.data.time": "2024-04-02T09:00",
      "ticket.id": 42,
      "ticket.title": "9 AM Slot",
    },
    deliveries: [
      {
        id: taken.body.deliveries[0].id,
        packetId: taken.body.packetId,
        connector: "dmv_mainframe",
        state: "delivered",
        reference: `${taken.body.packetId}.dat`,
        contract: "0123456789ab",
        attempts: [{ n: 1, at: "2024-04-02T09:00:00.000Z", durationMs: 0, outcome: "delivered" }],
        ack: { status: "delivered", at: "2024-04-02T09:00:00.000Z", reference: `${taken.body.packetId}.dat` },
      },
    ],
  });
});

test("the same idempotency key gives the first packet with 200, another payload 409", async () => {
  await using api = await startApi();
  const headers = { "idempotency-key": "7f1c" };
  const first = await api.call("POST", CREATED, { headers, body: ticket(1) });
  const again = await api.call("POST", CREATED, { headers, body: ticket(1) });
  expect(again).toMatchObject({ status: 200, body: { packetId: first.body.packetId, duplicate: true } });
  const other = await api.call("POST", CREATED, { headers, body: ticket(2) });
  expect(other).toMatchObject({
    status: 409,
    body: { code: "HMS_HUB_IDEMPOTENCY", meta: { packet: first.body.packetId } },
  });
});

test.each([
  ["an unknown event", { path: "/v1/events/appointment.creatd" }, 404, "HMS_EVT_UNKNOWN"],
  ["what is not JSON", { body: "{ticket" }, 400, "HMS_HUB_NOT_JSON"],
  ["what is not UTF-8", { body: Buffer.from([0x22, 0xff, 0x22]) }, 400, "HMS_HUB_NOT_JSON"],
  ["an empty body", { body: "", headers: { "content-type": "application/json" } }, 400, "HMS_HUB_NOT_JSON"],
  ["another content type", { headers: { "content-type": "text/plain" } }, 415, "HMS_HUB_CONTENT_TYPE"],
  [
    "another character set",
    { headers: { "content-type": "application/json; charset=latin1" } },
    415,
    "HMS_HUB_CONTENT_TYPE",
  ],
  ["a compressed body", { headers: { "content-encoding": "gzip" } }, 415, "HMS_HUB_CONTENT_TYPE"],
  ["too much, as declared", { body: JSON.stringify({ pad: "x".repeat(3_000) }) }, 413, "HMS_HUB_TOO_LARGE"],
  ["another event in the header", { headers: { "ce-type": "appointment.updated" } }, 422, "HMS_HUB_REQUEST"],
  ["a time that is none", { headers: { "ce-time": "yesterday" } }, 422, "HMS_HUB_REQUEST"],
] as const)(
  "%s is refused with its problem document, and nothing is stored",
  async (_, change, status, code) => {
    await using api = await startApi({ limits: { bodyBytes: 2_000 } });
    const { path = CREATED, ...options } = { body: ticket(1), ...change } as { path?: string; body: unknown };
    const answer = await api.call("POST", path, options);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.body).toMatchObject({
      type: `urn:hms-sync:error:${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      code,
      hint: expect.any(String),
    });
    expect((await api.call("GET", "/v1/packets")).body).toEqual({ items: [] });
  },
);

test("too much is refused while it comes, when no length was declared", async () => {
  await using api = await startApi({ limits: { bodyBytes: 2_000 } });
  const answer = await api.call("POST", CREATED, {
    headers: { "transfer-encoding": "chunked" },
    body: JSON.stringify({ pad: "x".repeat(10_000) }),
  });
  expect(answer).toMatchObject({ status: 413, body: { meta: { limitBytes: 2_000 } } });
});

test("a payload that breaks the schema is refused with every path", async () => {
  await using api = await startApi();
  const body = { ticket: { id: 0, title: "", data: { time: "nine", customer_name: "Anna Baker" } } };
  const answer = await api.call("POST", CREATED, { body });
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
    "ticket.id",
    "ticket.title",
    "ticket.data.time",
  ]);
});

test("a busy hub and a stopping one say when to come back", async () => {
  await using api = await startApi({ connectors: [fakeConnector()], limits: { waiting: 1 } });
  await api.hub.pause("dmv_mainframe");
  await api.call("POST", CREATED, { body: ticket(1) });
  const busy = await api.call("POST", CREATED, { body: ticket(2) });
  expect(busy).toMatchObject({
    status: 429,
    headers: { "retry-after": "5" },
    body: { code: "HMS_HUB_BUSY" },
  });
  expect((await api.call("GET", "/readyz")).status).toBe(200);
  await api.hub.close(0);
  const stopping = await api.call("POST", CREATED, { body: ticket(2) });
  expect(stopping).toMatchObject({
    status: 503,
    headers: { "retry-after": "5" },
    body: { code: "HMS_HUB_CLOSING" },
  });
  expect((await api.call("GET", "/healthz")).status).toBe(200);
  expect((await api.call("GET", "/readyz")).status).toBe(503);
});

test("CloudEvents are taken in structured and in binary mode, batches are refused", async () => {
  await using api = await startApi();
  const envelope = {
    specversion: "1.0",
    id: "e-1",
    source: "/hms/oms",
    type: "appointment.created",
    time: "2024-04-02T08:59:00Z",
    data: ticket(1),
  };
  const structured = { "content-type": "application/cloudevents+json" };
  const first = await api.call("POST", "/v1/events", { headers: structured, body: envelope });
  expect(first.status).toBe(202);
  expect(await api.hub.packet(first.body.packetId)).toMatchObject({
    occurredAt: "2024-04-02T08:59:00.000Z",
    source: "/hms/oms",
  });
  const binary = {
    "ce-specversion": "1.0",
    "ce-type": "appointment.created",
    "ce-id": "e-1",
    "ce-source": "/hms/oms",
  };
  const same = await api.call("POST", "/v1/events", { headers: binary, body: ticket(1) });
  expect(same).toMatchObject({ status: 200, body: { packetId: first.body.packetId, duplicate: true } });

  const faulty = await api.call("POST", "/v1/events", {
    headers: structured,
    body: { ...envelope, id: 1, type: "" },
  });
  expect(faulty.status).toBe(422);
  expect(faulty.body.errors.map(({ path }: { path: string }) => path)).toEqual(["id", "type"]);
  expect((await api.call("POST", "/v1/events", { body: ticket(1) })).status).toBe(422);
});

test("a batch of CloudEvents is taken whole or, with a fault anywhere, not at all", async () => {
  await using api = await startApi({ connectors: [fakeConnector()] });
  const headers = { "content-type": "Application/CloudEvents-Batch+JSON; charset=utf-8" };
  const event = (id: number) => ({
    specversion: "1.0",
    id: `e${id}`,
    source: "/oms",
    type: "appointment.created",
    data: ticket(id),
  });
  const faulty = await api.call("POST", "/v1/events", {
    headers,
    body: [event(1), { ...event(2), type: "appointment.craeted" }, { ...event(3), data: {} }],
  });
  expect(faulty.status).toBe(422);
  expect(faulty.body.errors.map(({ path }: { path: string }) => path)).toEqual([
    "[1].type",
    "[2].data.ticket",
  ]);
  expect((await api.call("GET", "/v1/packets")).body.items).toEqual([]);

  const taken = await api.call("POST", "/v1/events", { headers, body: [event(1), event(2)] });
  expect(taken).toMatchObject({ status: 202, body: { items: [{ duplicate: false }, { duplicate: false }] } });
  const again = await api.call("POST", "/v1/events", { headers, body: [event(2), event(3)] });
  expect(again.body.items).toMatchObject([
    { duplicate: true, packetId: taken.body.items[1].packetId },
    { duplicate: false },
  ]);
});

test("a source and an id are told apart from each other and from a key that was given", async () => {
  await using api = await startApi({ connectors: [fakeConnector()] });
  const send = async (headers: Record<string, string>) =>
    await api.call("POST", "/v1/events/appointment.created", { headers, body: ticket(1) });
  const ids = [
    await send({ "ce-source": "a", "ce-id": "b c" }),
    await send({ "ce-source": "a b", "ce-id": "c" }),
    await send({ "idempotency-key": "a b c" }),
    await send({ "idempotency-key": '["a","b c"]' }),
  ].map(({ body }) => body.packetId);
  expect(new Set(ids).size).toBe(4);
  for (const key of ["", "k".repeat(1_025)]) {
    expect(await send({ "idempotency-key": key })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "Idempotency-Key" }] },
    });
  }
});

test("the same payload with its members in another order is the same payload", async () => {
  await using api = await startApi({ connectors: [fakeConnector()] });
  const headers = { "idempotency-key": "k1" };
  const payload = ticket(1) as { ticket: Record<string, unknown> };
  const first = await api.call("POST", "/v1/events/appointment.created", { headers, body: payload });
  const turned = { ticket: Object.fromEntries(Object.entries(payload.ticket).reverse()) };
  const again = await api.call("POST", "/v1/events/appointment.created", { headers, body: turned });
  expect(again).toMatchObject({ status: 200, body: { packetId: first.body.packetId } });
});

test("binary CloudEvents need every required attribute", async () => {
  await using api = await startApi({ connectors: [fakeConnector()] });
  const answer = await api.call("POST", "/v1/events", {
    headers: { "ce-specversion": "1.0", "ce-type": "appointment.created" },
    body: ticket(1),
  });
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(["CE-Id", "CE-Source"]);
});

test("packets are listed by filter, in pages, newest first", async () => {
  await using api = await startApi({ connectors: [fakeConnector()] });
  const ids: string[] = [];
  for (let id = 1; id <= 5; id++)
    ids.unshift((await api.hub.trigger("appointment.created", ticket(id))).packetId);
  const page = await api.call("GET", "/v1/packets?limit=2&event=appointment.created&since=1h");
  expect(page.body.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
  const rest = await api.call("GET", `/v1/packets?limit=10&cursor=${encodeURIComponent(page.body.next)}`);
  expect(rest.body.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(2));
  expect(rest.body).not.toHaveProperty("next");
  expect((await api.call("GET", "/v1/packets?key=ticket:3")).body.items).toHaveLength(1);
  expect((await api.call("GET", "/v1/packets?q=TICKET:4")).body.items).toHaveLength(1);
  expect((await api.call("GET", "/v1/packets?connector=clerk")).body.items).toHaveLength(0);
  expect((await api.call("GET", "/v1/packets?until=1h")).body.items).toHaveLength(0);
});

test.each([
  ["limt=1", 422, "did you mean limit?"],
  ["limit=many", 422, "expected an integer"],
  ["limit=5000", 422, "expected 1 to 1000"],
  ["state=lost", 422, "expected one of waiting"],
  ["since=yesterday", 400, "expected a duration"],
  ["cursor=abc", 400, "cursor"],
])("the list refuses ?%s", async (query, status, words) => {
  await using api = await startApi();
  const answer = await api.call("GET", `/v1/packets?${query}`);
  expect(answer.status).toBe(status);
  expect(answer.text).toContain(words);
});

test("deliveries are retried, discarded and resolved, as far as their state permits", async () => {
  const transport = memoryTransport();
  transport.script({ do: "reject", reason: "SLOT TAKEN" });
  await using api = await startApi({ connectors: [fakeConnector({ transport })] });
  const { packetId } = await api.hub.trigger("appointment.created", ticket(1));
  const [rejected] = await api.states(packetId, "rejected");
  const at = (action: string): string => `/v1/deliveries/${rejected!.id}/${action}`;

  expect(await api.call("POST", at("discard"))).toMatchObject({
    status: 409,
    body: { code: "HMS_HUB_STATE" },
  });
  expect(await api.call("POST", at("resolve"), { body: { as: "delivered" } })).toMatchObject({ status: 409 });
  expect(await api.call("POST", at("resolve"), { body: { as: "done" } })).toMatchObject({
    status: 422,
    body: { errors: [{ path: "as" }] },
  });
  expect(await api.call("POST", at("retry"))).toMatchObject({ status: 200, body: { id: rejected!.id } });
  await api.states(packetId, "delivered");
  expect(await api.call("POST", "/v1/deliveries/nobody/retry")).toMatchObject({
    status: 404,
    body: { code: "HMS_HUB_DELIVERY" },
  });
  expect(await api.call("GET", "/v1/packets/nobody")).toMatchObject({
    status: 404,
    body: { code: "HMS_HUB_PACKET" },
  });

  await api.hub.pause("dmv_mainframe");
  const waiting = await api.hub.trigger("appointment.created", ticket(2));
  const discarded = await api.call("POST", `/v1/deliveries/${waiting.deliveries[0]!.id}/discard`);
  expect(discarded).toMatchObject({ status: 200, body: { state: "discarded", reason: "operator" } });
  await api.hub.resume("dmv_mainframe");
  const last = await api.hub.trigger("appointment.created", ticket(3));
  await api.states(last.packetId, "delivered");
  expect(transport.arrived.map(({ key }) => key)).toEqual(["ticket:1", "ticket:3"]);
});

test("connectors are listed, tested, paused and resumed", async () => {
  await using api = await startApi({
    connectors: [fakeConnector()],
    failed: [{ id: "clerk", code: "HMS_PLG_NOT_FOUND", message: "clerk is not installed" }],
  });
  expect((await api.call("GET", "/v1/connectors")).body.items).toMatchObject([
    {
      id: "dmv_mainframe",
      state: "active",
      protocol: "memory",
      events: ["appointment.created", "appointment.updated"],
      counts: {},
    },
    { id: "clerk", state: "failed", reason: "HMS_PLG_NOT_FOUND", counts: {} },
  ]);
  expect((await api.call("POST", "/v1/connectors/dmv_mainframe/test")).body).toEqual({
    ok: true,
    steps: [{ name: "connect", ok: true, durationMs: 0 }],
  });
  const paused = await api.call("POST", "/v1/connectors/dmv_mainframe/pause", {
    body: { reason: "maintenance" },
  });
  expect(paused.body).toMatchObject({ state: "paused", reason: "maintenance" });
  expect((await api.call("POST", "/v1/connectors/dmv_mainframe/resume")).body).toMatchObject({
    state: "active",
  });
  expect((await api.call("POST", "/v1/connectors/dmv_mainframe/drain")).status).toBe(200);
  expect(await api.call("POST", "/v1/connectors/dmv_mainfram/pause")).toMatchObject({
    status: 404,
    body: { code: "HMS_HUB_CONNECTOR", hint: "Did you mean dmv_mainframe?" },
  });
});

test("a replay is taken with 202, and a bad one is refused with every fault", async () => {
  await using api = await startApi({ connectors: [fakeConnector()] });
  const { packetId } = await api.hub.trigger("appointment.created", ticket(1));
  await api.states(packetId, "delivered");
  const dry = await api.call("POST", "/v1/replays", { body: { since: "24h", dryRun: true } });
  expect(dry).toMatchObject({ status: 202, body: { packets: 1, deliveries: 1 } });
  expect(await api.call("POST", "/v1/replays", { body: { since: "24h" } })).toMatchObject({ status: 202 });
  await api.states(packetId, "delivered", "delivered");

  const bad = await api.call("POST", "/v1/replays", { body: { sinse: "24h", mode: "again" } });
  expect(bad.status).toBe(422);
  expect(bad.body.errors).toMatchObject([
    { path: "since", message: "is required" },
    { path: "*", message: "a member is unknown: did you mean since?" },
    { path: "mode", message: "expected one of remap, as-sent" },
  ]);
  const duration = await api.call("POST", "/v1/replays", { body: { since: "1 week" } });
  expect(duration).toMatchObject({
    status: 422,
    body: { errors: [{ path: "since", code: "HMS_CFG_DURATION" }] },
  });
});

test("answers are handed over one by one or as a list", async () => {
  const transport = memoryTransport();
  transport.script({ do: "accept", times: 2 });
  await using api = await startApi({ connectors: [fakeConnector({ transport })] });
  const first = await api.hub.trigger("appointment.created", ticket(1));
  const second = await api.hub.trigger("appointment.created", ticket(2));
  await api.states(first.packetId, "accepted");
  await api.states(second.packetId, "accepted");
  const one = { match: first.deliveries[0]!.id, status: "delivered" };
  expect((await api.call("POST", "/v1/acks/dmv_mainframe", { body: one })).body).toEqual({
    matched: 1,
    unknown: 0,
  });
  const list = [{ match: second.deliveries[0]!.id, status: "rejected", reason: "SLOT TAKEN" }, one];
  expect((await api.call("POST", "/v1/acks/dmv_mainframe", { body: list })).body).toEqual({
    matched: 1,
    unknown: 1,
  });
  await api.states(second.packetId, "rejected");
  expect(
    (await api.call("POST", "/v1/acks/dmv_mainframe", { body: [{ match: "" }] })).body.errors,
  ).toMatchObject([{ path: "[0].status" }, { path: "[0].match" }]);
});

test("an address that does not exist is 404, one with another method 405", async () => {
  await using api = await startApi();
  expect(await api.call("GET", "/v1/packet")).toMatchObject({ status: 404, body: { code: "HMS_HUB_ROUTE" } });
  expect(await api.call("DELETE", "/v1/packets")).toMatchObject({
    status: 405,
    headers: { allow: "GET" },
    body: { code: "HMS_HUB_METHOD" },
  });
  expect(await api.call("GET", CREATED)).toMatchObject({ status: 405, headers: { allow: "POST" } });
});

test("keys permit what their scopes say", async () => {
  const key = (name: string): string => createHash("sha256").update(name).digest("hex");
  await using api = await startApi({
    keys: [
      { name: "intake", hash: key("in"), scopes: ["trigger"] },
      { name: "operator", hash: key("op"), scopes: ["read", "operate"] },
    ],
  });
  const as = (token: string): { headers: Record<string, string> } => ({
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await api.call("GET", "/v1/packets")).toMatchObject({
    status: 401,
    body: { code: "HMS_HUB_KEY_REQUIRED" },
  });
  expect(await api.call("GET", "/v1/packets", as("wrong"))).toMatchObject({ status: 401 });
  expect(await api.call("GET", "/v1/packets", as("in"))).toMatchObject({
    status: 403,
    body: { meta: { scope: "read" } },
  });
  expect(await api.call("GET", "/v1/packets", as("op"))).toMatchObject({ status: 200 });
  expect(await api.call("POST", CREATED, { ...as("op"), body: ticket(1) })).toMatchObject({ status: 403 });
  expect(await api.call("POST", CREATED, { ...as("in"), body: ticket(1) })).toMatchObject({ status: 202 });
  expect(await api.call("GET", "/healthz")).toMatchObject({ status: 200 });
});

test("without keys web pages and made-up names of this machine are refused", async () => {
  await using api = await startApi();
  const from = (headers: Record<string, string>): Promise<{ status: number }> =>
    api.call("POST", "/v1/connectors/dmv_mainframe/pause", { headers });
  expect(await from({ origin: "http://evil.example" })).toMatchObject({ status: 403 });
  expect(await from({ host: "rebound.example:8787" })).toMatchObject({ status: 403 });
  expect(await from({ origin: "null" })).toMatchObject({ status: 403 });
  expect(await from({ origin: "http://localhost:5173" })).toMatchObject({ status: 404 });
  expect(await api.call("GET", "/nowhere", { headers: { origin: "http://evil.example" } })).toMatchObject({
    status: 403,
  });
});

test("an address beyond loopback is refused without keys", async () => {
  await expect(startApi({}, { listen: "0.0.0.0:0" })).rejects.toMatchObject({
    code: "HMS_HUB_KEYS_REQUIRED",
  });
  await expect(startApi({}, { listen: "8787" })).rejects.toMatchObject({ code: "HMS_CFG_INVALID" });
});

test("a port that is taken is an error, or the next free one is used", async () => {
  await using first = await startApi();
  const listen = `127.0.0.1:${first.server.port}`;
  await expect(startApi({}, { listen })).rejects.toMatchObject({ code: "HMS_HUB_LISTEN" });
  await using second = await startApi({}, { listen, onBusy: "next" });
  expect(second.server.port).toBeGreaterThan(first.server.port);
  expect((await second.call("GET", "/healthz")).status).toBe(200);
});

test("metrics count deliveries by connector and state", async () => {
  await using api = await startApi({ connectors: [fakeConnector()] });
  const { packetId } = await api.hub.trigger("appointment.created", ticket(1));
  await api.states(packetId, "delivered");
  const { headers, text } = await api.call("GET", "/metrics");
  expect(headers["content-type"]).toContain("text/plain");
  expect(text).toContain('hms_sync_deliveries{connector="dmv_mainframe",state="delivered"} 1\n');
  expect(text).toContain('hms_sync_connector_active{connector="dmv_mainframe"} 1\n');
});

test("a hundred events at once are all durable, each once", async () => {
  await using api = await startApi({ connectors: [fakeConnector()] });
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, id) => api.call("POST", CREATED, { body: ticket(id + 1) })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  expect(new Set(answers.map(({ body }) => body.packetId)).size).toBe(100);
  await until(
    async () => (await api.hub.counts())["dmv_mainframe"]?.delivered === 100 || "not all delivered",
  );
});
