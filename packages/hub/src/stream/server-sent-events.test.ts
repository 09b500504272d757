import { get } from "node:http";
import { memoryTransport } from "@hms-sync/conformance";
import { expect, test } from "vitest";
import { type ApiWorld, startApi } from "../../suite/api-world.ts";
import { fakeConnector } from "../../suite/fake-connector.ts";
import { ticket, until } from "../../suite/test-hub.ts";

interface Listener extends Disposable {
  text: string;
  ended: boolean;
}

function listen(api: ApiWorld, headers: Record<string, string> = {}): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const request = get(`${api.url}/v1/stream`, { headers, agent: false }, (response) => {
      const listener: Listener = { text: "", ended: false, [Symbol.dispose]: () => request.destroy() };
      response.setEncoding("utf8").on("data", (chunk: string) => {
        listener.text += chunk;
      });
      response.on("error", () => {});
      response.on("close", () => {
        listener.ended = true;
      });
      resolve(listener);
    });
    request.on("error", reject);
  });
}

test("a listener hears what happens, with key and reason and without payload", async () => {
  const transport = memoryTransport();
  transport.script({ do: "reject", reason: "SLOT TAKEN" });
  await using api = await startApi({ connectors: [fakeConnector({ transport })] });
  using listener = await listen(api);
  const { packetId, deliveries } = await api.hub.trigger("appointment.created", ticket(42));
  await until(() => listener.text.includes("delivery.rejected") || listener.text);
  const data = /event: delivery\.rejected\ndata: (.*)\n\n/.exec(listener.text)![1]!;
  expect(JSON.parse(data)).toEqual({
    type: "delivery.rejected",
    at: "2024-04-02T09:00:00.000Z",
    deliveryId: deliveries[0]!.id,
    packetId,
    connector: "dmv_mainframe",
    event: "appointment.created",
    key: "ticket:42",
    state: "rejected",
    reason: "SLOT TAKEN",
    reference: `${packetId}.dat`,
  });
  expect(listener.text).not.toContain("Anna");
});

test("a listener that comes back with its last id misses nothing", async () => {
  await using api = await startApi({ connectors: [fakeConnector()] });
  let lastId: string;
  {
    using listener = await listen(api);
    await api.hub.trigger("appointment.created", ticket(1));
    await until(() => listener.text.includes("delivery.delivered") || listener.text);
    lastId = /id: (.*)\nevent: delivery\.delivered/.exec(listener.text)![1]!;
  }
  const missed = await api.hub.trigger("appointment.created", ticket(2));
  await api.states(missed.packetId, "delivered");
  using again = await listen(api, { "last-event-id": lastId });
  await until(() => again.text.includes(missed.packetId) || again.text);
  expect(again.text).not.toContain("ticket:1");
  using other = await listen(api, { "last-event-id": "otherrun-1" });
  await until(() => other.text.includes("from here on") || other.text);
  expect(other.text).not.toContain("ticket:1");
});

test("a quiet stream is kept alive, and ends with the server", async () => {
  await using api = await startApi();
  using listener = await listen(api);
  await until(() => listener.text.includes("from here on") || listener.text);
  await api.clock.advance(15_000);
  await until(() => listener.text.includes("still here") || listener.text);
  await api.server.close();
  await until(() => listener.ended || "the stream goes on");
});
