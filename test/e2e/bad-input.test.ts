import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appointment } from "../fixtures/appointments.ts";
import { type ChildHub, startChildHub } from "../fixtures/child-hub.ts";
import { DMV_ENVIRONMENT, dmvConfiguration } from "../fixtures/dmv-configuration.ts";
import { type DmvMainframe, startDmvMainframe } from "../fixtures/dmv-mainframe.ts";
import { type CallOptions, type HubApi, hubApi, type Problem } from "../fixtures/hub-api.ts";
import { type HubFolder, hubFolder } from "../fixtures/hub-folder.ts";

interface BadRequest {
  readonly title: string;
  readonly method?: string;
  readonly path: string;
  readonly options?: CallOptions;
  readonly status: number;
  readonly code: string;
}

const CREATED = "/v1/events/appointment.created";
const good = appointment(1);

const BAD_REQUESTS: readonly BadRequest[] = [
  {
    title: "an unknown event",
    path: "/v1/events/appointment.creatd",
    options: { body: good },
    status: 404,
    code: "HMS_EVT_UNKNOWN",
  },
  {
    title: "a payload that is not JSON",
    path: CREATED,
    options: { body: '{"ticket": ' },
    status: 400,
    code: "HMS_HUB_NOT_JSON",
  },
  {
    title: "a payload that is not UTF-8",
    path: CREATED,
    options: { body: Buffer.from([0x22, 0xff, 0x22]) },
    status: 400,
    code: "HMS_HUB_NOT_JSON",
  },
  { title: "an empty body", path: CREATED, options: { body: "" }, status: 400, code: "HMS_HUB_NOT_JSON" },
  {
    title: "a payload that is too large",
    path: CREATED,
    options: { body: appointment(1, { note: "x".repeat(5_000) }) },
    status: 413,
    code: "HMS_HUB_TOO_LARGE",
  },
  {
    title: "a large payload sent in chunks without a length",
    path: CREATED,
    options: {
      body: JSON.stringify(appointment(1, { note: "x".repeat(5_000) })),
      headers: { "transfer-encoding": "chunked" },
    },
    status: 413,
    code: "HMS_HUB_TOO_LARGE",
  },
  {
    title: "a media type that is not JSON",
    path: CREATED,
    options: { body: "ticket=1", headers: { "content-type": "application/x-www-form-urlencoded" } },
    status: 415,
    code: "HMS_HUB_CONTENT_TYPE",
  },
  {
    title: "a path that does not exist",
    method: "GET",
    path: "/v1/packet",
    status: 404,
    code: "HMS_HUB_ROUTE",
  },
  {
    title: "an unknown packet",
    method: "GET",
    path: "/v1/packets/018f0000-0000-7000-8000-000000000000",
    status: 404,
    code: "HMS_HUB_PACKET",
  },
  {
    title: "a retry of an unknown delivery",
    path: "/v1/deliveries/018f0000-0000-7000-8000-000000000000/retry",
    status: 404,
    code: "HMS_HUB_DELIVERY",
  },
  {
    title: "a pause of an unknown connector",
    path: "/v1/connectors/dmv_mainfram/pause",
    status: 404,
    code: "HMS_HUB_CONNECTOR",
  },
  {
    title: "a test of an unknown connector",
    path: "/v1/connectors/dmv_mainfram/test",
    status: 404,
    code: "HMS_HUB_CONNECTOR",
  },
  {
    title: "a replay to an unknown connector",
    path: "/v1/replays",
    options: { body: { connector: "dmv_mainfram", since: "24h" } },
    status: 422,
    code: "HMS_HUB_REQUEST",
  },
  {
    title: "a replay of an unknown event",
    path: "/v1/replays",
    options: { body: { event: "appointment.creatd", since: "24h" } },
    status: 422,
    code: "HMS_HUB_REQUEST",
  },
  {
    title: "a replay with a bad duration",
    path: "/v1/replays",
    options: { body: { event: "appointment.created", since: "24 hours" } },
    status: 422,
    code: "HMS_HUB_REQUEST",
  },
  {
    title: "a replay without `since`",
    path: "/v1/replays",
    options: { body: {} },
    status: 422,
    code: "HMS_HUB_REQUEST",
  },
  {
    title: "a list with a bad limit",
    method: "GET",
    path: "/v1/packets?limit=many",
    status: 422,
    code: "HMS_HUB_REQUEST",
  },
  {
    title: "a list of an unknown state",
    method: "GET",
    path: "/v1/packets?state=deliverd",
    status: 422,
    code: "HMS_HUB_REQUEST",
  },
];

describe("a hub that is sent nonsense", () => {
  let mainframe: DmvMainframe;
  let folder: HubFolder;
  let hub: ChildHub;
  let api: HubApi;
  let firstPacketId: string;

  beforeAll(async () => {
    mainframe = await startDmvMainframe();
    folder = hubFolder({ ...dmvConfiguration(mainframe.world.url), limits: { body: "4KB" } });
    hub = await startChildHub({ config: folder.config, data: folder.data, env: DMV_ENVIRONMENT });
    api = hubApi(hub.url);
    firstPacketId = (await api.post("appointment.created", good)).packetId;
    await api.deliveryOf(firstPacketId, "delivered", ({ state }) => state === "delivered");
  });

  afterAll(async () => {
    await hub?.[Symbol.asyncDispose]();
    await mainframe?.[Symbol.asyncDispose]();
    folder?.[Symbol.dispose]();
  });

  const nothingChanged = async (): Promise<void> => {
    const packets = await api.packets();
    expect(packets.map(({ id }) => id)).toEqual([firstPacketId]);
    expect(packets[0]?.deliveries.map(({ state }) => state)).toEqual(["delivered"]);
    expect(mainframe.arrived()).toHaveLength(1);
  };

  it.each(BAD_REQUESTS)("answers $title with $status $code and stores nothing", async (request) => {
    const { method = "POST", path, options, status, code } = request;
    const answer = await api.call<Problem>(method, path, options);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    expect(answer.type).toContain("application/problem+json");
    expect(answer.body.status).toBe(status);
    expect(answer.body.title).not.toBe("");
    expect(answer.body.hint).not.toBe("");
    await nothingChanged();
  });

  it("names the nearest event and the nearest connector", async () => {
    const event = await api.call("POST", "/v1/events/appointment.creatd", { body: good });
    expect(event.text).toContain("appointment.created");
    const connector = await api.call("POST", "/v1/connectors/dmv_mainfram/pause");
    expect(connector.text).toContain("dmv_mainframe");
  });

  it("lists every fault of a replay at once and counts nothing", async () => {
    const answer = await api.call<Problem>("POST", "/v1/replays", {
      body: { event: "appointment.creatd", connector: "dmv_mainfram", since: "24 hours" },
    });
    expect(answer.status).toBe(422);
    const paths = (answer.body.errors ?? []).map(({ path }) => path).sort();
    expect(paths).toEqual(["connector", "event", "since"]);
    expect(answer.text).toContain("appointment.created");
    expect(answer.text).toContain("dmv_mainframe");
    await nothingChanged();
  });

  it("lists every fault of a payload at once, each with its path", async () => {
    const answer = await api.call<Problem>("POST", CREATED, {
      body: { ticket: { id: 0, title: "", status: "lost", data: { time: "tomorrow", ssn: "1" } } },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe("HMS_EVT_INVALID");
    const paths = (answer.body.errors ?? []).map(({ path }) => path).sort();
    expect(paths).toEqual(
      [
        "ticket.data.customer_name",
        "ticket.data.ssn",
        "ticket.data.time",
        "ticket.id",
        "ticket.status",
        "ticket.title",
      ].sort(),
    );
    for (const fault of answer.body.errors ?? []) expect(fault.message).not.toBe("");
    await nothingChanged();
  });

  it("refuses an idempotency key that comes again with another payload", async () => {
    const headers = { "idempotency-key": "test-bad-input-1" };
    const first = await api.call<{ packetId: string; duplicate: boolean }>("POST", CREATED, {
      headers,
      body: appointment(2),
    });
    expect(first.status).toBe(202);
    const again = await api.call("POST", CREATED, { headers, body: appointment(2) });
    expect(again).toMatchObject({ status: 200, body: { packetId: first.body.packetId, duplicate: true } });
    const other = await api.call<Problem>("POST", CREATED, { headers, body: appointment(3) });
    expect(other.status).toBe(409);
    await api.deliveryOf(first.body.packetId, "delivered", ({ state }) => state === "delivered");
    expect(await api.packets()).toHaveLength(2);
    expect(mainframe.arrived()).toHaveLength(2);
  });
});
