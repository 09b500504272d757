import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Clock, type DeliveryState, isHmsSyncError } from "@hms-sync/connector-api";
import { afterEach, describe, expect, it } from "vitest";
import { type Client, type ClientOptions, createClient } from "./create-client.ts";

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** An answer, or `cut` to end the connection without one. */
type Reply =
  | "cut"
  | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> };

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A hub that answers with the given replies in turn; the last one stays. */
async function fakeHub(...replies: Reply[]): Promise<{ url: string; seen: Seen[]; server: Server }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      const reply = replies[Math.min(seen.length, replies.length - 1)]!;
      seen.push({ method: request.method!, url: request.url!, headers: request.headers, body });
      if (reply === "cut") return request.socket.destroy();
      response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
      response.end(typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server };
}

/** Sleeps end at once and are remembered. */
function quickClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => Date.parse("2024-04-02T09:00:00Z"),
    monotonic: () => 0,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
    },
    after: () => () => {},
  };
}

function client(url: string, options: Partial<ClientOptions> = {}): Client {
  const made = createClient({
    url,
    clock: quickClock(),
    random: () => 0.5,
    newId: () => "key-1",
    ...options,
  });
  closers.unshift(() => made.close());
  return made;
}

async function unusedUrl(): Promise<string> {
  const { url, server } = await fakeHub({ status: 200 });
  await new Promise((resolve) => server.close(resolve));
  return url;
}

const accepted = {
  packetId: "p1",
  duplicate: false,
  deliveries: [{ id: "d1", connector: "dmv", state: "waiting" }],
};

function packet(...states: DeliveryState[]): Reply {
  return {
    status: 200,
    body: {
      id: "p1",
      deliveries: states.map((state, index) => ({
        id: `d${index}`,
        connector: "dmv",
        state,
        attempts: [],
        contract: "",
      })),
    },
  };
}

describe("trigger over HTTP", () => {
  it("posts the payload with an idempotency key and the hub's key", async () => {
    const { url, seen } = await fakeHub({ status: 202, body: accepted });
    const sent = await client(url, { key: "k" }).trigger("appointment.created", { ticket: { id: 42 } });
    expect(sent).toMatchObject(accepted);
    expect(seen).toMatchObject([
      {
        method: "POST",
        url: "/v1/events/appointment.created",
        body: '{"ticket":{"id":42}}',
        headers: {
          "idempotency-key": "key-1",
          authorization: "Bearer k",
          "content-type": "application/json",
        },
      },
    ]);
  });

  it("keeps a path in front of the hub's own", async () => {
    const { url, seen } = await fakeHub({ status: 202, body: accepted });
    await client(`${url}/sync/`).trigger("a/b c", {});
    expect(seen[0]?.url).toBe("/sync/v1/events/a%2Fb%20c");
  });

  it("hands time and source on as CloudEvents attributes", async () => {
    const { url, seen } = await fakeHub({ status: 202, body: accepted });
    await client(url).trigger(
      "a.created",
      {},
      { idempotencyKey: "mine", occurredAt: "2024-04-02T09:00:00Z", source: "hms oms" },
    );
    expect(seen[0]?.headers).toMatchObject({
      "idempotency-key": "mine",
      "ce-id": "mine",
      "ce-type": "a.created",
      "ce-time": "2024-04-02T09:00:00Z",
      "ce-source": "hms%20oms",
      "ce-specversion": "1.0",
    });
  });

  it("repeats with the same key when the connection is cut or the hub is busy", async () => {
    const { url, seen } = await fakeHub(
      "cut",
      { status: 503, body: {} },
      { status: 429, headers: { "retry-after": "7" } },
      { status: 200, body: { ...accepted, duplicate: true } },
    );
    const clock = quickClock();
    const sent = await client(url, { clock }).trigger("a.created", {});
    expect(sent.duplicate).toBe(true);
    expect(seen.map(({ headers }) => headers["idempotency-key"])).toEqual(Array(4).fill("key-1"));
    expect(clock.slept).toEqual([200, 1_000, 7_000]);
  });

  it("reads a date in Retry-After, and waits no longer than half a minute", async () => {
    const { url } = await fakeHub(
      { status: 503, headers: { "retry-after": "Tue, 02 Apr 2024 09:00:05 GMT" } },
      { status: 503, headers: { "retry-after": "86400" } },
      { status: 202, body: accepted },
    );
    const clock = quickClock();
    await client(url, { clock }).trigger("a.created", {});
    expect(clock.slept).toEqual([5_000, 30_000]);
  });

  it("gives the hub's problem document as an error with code, hint and every fault", async () => {
    const errors = [
      { path: "ticket.id", code: "range", message: "must be a whole number, greater than 0" },
      { path: "ticket.title", code: "missing", message: "is required: text" },
    ];
    const { url, seen } = await fakeHub({
      status: 422,
      body: {
        code: "HMS_EVT_INVALID",
        title: "Invalid",
        detail: "the payload has 2 faults",
        hint: "Correct them.",
        errors,
        meta: { event: "a.created", more: {} },
      },
    });
    await expect(client(url).trigger("a.created", {})).rejects.toMatchObject({
      code: "HMS_EVT_INVALID",
      message: "the payload has 2 faults",
      hint: "Correct them.",
      problems: errors,
      meta: { status: 422, event: "a.created" },
    });
    expect(seen).toHaveLength(1);
  });

  it("gives the last answer of a hub that stays busy", async () => {
    const { url, seen } = await fakeHub({ status: 429, body: { code: "HMS_HUB_BUSY", detail: "too many" } });
    await expect(client(url).trigger("a.created", {})).rejects.toMatchObject({
      code: "HMS_HUB_BUSY",
      retry: "later",
    });
    expect(seen).toHaveLength(4);
  });

  it("says what to do when no hub answers", async () => {
    const url = await unusedUrl();
    const clock = quickClock();
    await expect(client(url, { clock }).trigger("a.created", {})).rejects.toMatchObject({
      code: "HMS_NET_NO_HUB",
      message: `no hub answers at ${url} (ECONNREFUSED)`,
      hint: expect.stringContaining("HMS_SYNC_URL"),
    });
    expect(clock.slept).toEqual([200, 1_000, 3_000]);
  });

  it.each<[string, Reply]>([
    ["a page", { status: 200, body: "<html>SECRET</html>", headers: { "content-type": "text/html" } }],
    ["other JSON", { status: 200, body: { SECRET: "SECRET" } }],
    ["a list", { status: 200, body: ["SECRET"] }],
    ["nothing", { status: 202, body: "" }],
    ["an error page", { status: 502, body: "<html>SECRET</html>" }],
    ["a problem of another program", { status: 400, body: { code: "SECRET", detail: "SECRET" } }],
  ])("does not take %s for a hub's answer", async (_, reply) => {
    const { url } = await fakeHub(reply);
    const error = await client(url)
      .trigger("a.created", {})
      .catch((caught: unknown) => caught);
    expect(isHmsSyncError(error, "HMS_NET_NOT_A_HUB")).toBe(true);
    expect(String(error)).not.toContain("SECRET");
  });

  it("ends with the caller's reason when it is aborted", async () => {
    const { url } = await fakeHub({ status: 503 });
    const abort = new AbortController();
    const clock = { ...quickClock(), sleep: async () => abort.abort(new Error("enough")) };
    await expect(client(url, { clock }).trigger("a.created", {}, { signal: abort.signal })).rejects.toThrow(
      "enough",
    );
  });
});

describe("settled over HTTP", () => {
  it("looks with growing waits until every delivery is final or in doubt", async () => {
    const { url, seen } = await fakeHub(
      { status: 202, body: accepted },
      packet("waiting", "delivered"),
      packet("retrying", "delivered"),
      packet("rejected", "delivered"),
    );
    const clock = quickClock();
    const sent = await client(url, { clock }).trigger("a.created", {});
    expect(await sent.settled()).toMatchObject({
      packetId: "p1",
      ok: false,
      deliveries: [{ state: "rejected" }, { state: "delivered" }],
    });
    expect(seen.slice(1).map(({ url: path }) => path)).toEqual(Array(3).fill("/v1/packets/p1"));
    expect(clock.slept).toEqual([50, 75]);
  });

  it.each<[DeliveryState[], boolean]>([
    [[], true],
    [["delivered", "duplicate"], true],
    [["delivered", "in_doubt"], false],
    [["dead"], false],
  ])("is for %j ok: %j", async (states, ok) => {
    const { url } = await fakeHub({ status: 202, body: accepted }, packet(...states));
    expect((await (await client(url).trigger("a.created", {})).settled()).ok).toBe(ok);
  });

  it("stops waiting when aborted", async () => {
    const { url } = await fakeHub({ status: 202, body: accepted }, packet("waiting"));
    const abort = new AbortController();
    const clock = {
      ...quickClock(),
      sleep: async (_: number, signal?: AbortSignal) => {
        abort.abort(new Error("enough"));
        signal?.throwIfAborted();
      },
    };
    const sent = await client(url, { clock }).trigger("a.created", {});
    await expect(sent.settled(abort.signal)).rejects.toThrow("enough");
  });
});

describe("what has no idempotency key", () => {
  it("is not repeated once the hub may have seen it", async () => {
    const { url, seen } = await fakeHub("cut");
    await expect(client(url).replay({ since: "24h" })).rejects.toMatchObject({ code: "HMS_NET_HUB_LOST" });
    expect(seen).toHaveLength(1);
  });

  it("is repeated while no hub was reached or it is busy", async () => {
    const clock = quickClock();
    await expect(client(await unusedUrl(), { clock }).replay({ since: "24h" })).rejects.toMatchObject({
      code: "HMS_NET_NO_HUB",
    });
    expect(clock.slept).toHaveLength(3);
    const { url, seen } = await fakeHub(
      { status: 503 },
      {
        status: 202,
        body: { replayId: "r1", packets: 1, deliveries: 1, byConnector: {}, duplicateRisk: [] },
      },
    );
    expect((await client(url).replay({ since: "24h", event: "a.created", dryRun: true })).replayId).toBe(
      "r1",
    );
    expect(seen.at(-1)).toMatchObject({
      url: "/v1/replays",
      body: '{"since":"24h","event":"a.created","dryRun":true}',
    });
  });
});

describe("the other requests", () => {
  it.each<[string, (made: Client) => Promise<unknown>, string]>([
    [
      "packets",
      (made) => made.packets({ event: "a.created", limit: 5, q: "a b" }),
      "GET /v1/packets?event=a.created&limit=5&q=a+b",
    ],
    ["packets without a filter", (made) => made.packets(), "GET /v1/packets"],
    ["packet", (made) => made.packet("p/1"), "GET /v1/packets/p%2F1"],
    ["retry", (made) => made.retry("d1"), "POST /v1/deliveries/d1/retry"],
    ["discard", (made) => made.discard("d1"), "POST /v1/deliveries/d1/discard"],
    ["connectors", (made) => made.connectors(), "GET /v1/connectors"],
    ["testConnector", (made) => made.testConnector("dmv"), "POST /v1/connectors/dmv/test"],
    ["pauseConnector", (made) => made.pauseConnector("dmv"), "POST /v1/connectors/dmv/pause"],
    ["resumeConnector", (made) => made.resumeConnector("dmv"), "POST /v1/connectors/dmv/resume"],
    ["drainConnector", (made) => made.drainConnector("dmv"), "POST /v1/connectors/dmv/drain"],
  ])("%s asks the address of the API", async (_, ask, line) => {
    const { url, seen } = await fakeHub({ status: 200, body: { id: "x", items: [], ok: true, steps: [] } });
    await ask(client(url));
    expect(seen.map((request) => `${request.method} ${request.url}`)).toEqual([line]);
  });

  it("health is false for a hub that does not answer, and not ready for one that says so", async () => {
    expect(await client(await unusedUrl()).health()).toEqual({ live: false, ready: false });
    const { url } = await fakeHub({ status: 200 }, { status: 503 });
    expect(await client(url).health()).toEqual({ live: true, ready: false });
  });

  it("an address that is no HTTP URL is refused at once", () => {
    for (const url of ["", "127.0.0.1:8787", "ftp://127.0.0.1"]) {
      expect(() => createClient({ url })).toThrow("not an http or https URL");
    }
  });
});
