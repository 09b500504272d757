import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type LocalHub, setLocalHub } from "@hms-sync/connector-api";
import { afterEach, describe, expect, it, vi } from "vitest";
import { replay } from "./replay.ts";
import { trigger } from "./trigger.ts";

const accepted = { packetId: "p1", duplicate: false, deliveries: [] };
const settlement = { packetId: "p1", ok: true, deliveries: [] };
const replayed = { replayId: "r1", packets: 0, deliveries: 0, byConnector: {}, duplicateRisk: [] };

afterEach(() => {
  setLocalHub(undefined);
  vi.unstubAllEnvs();
});

describe("with a hub in this process", () => {
  it("trigger, settled and replay use it", async () => {
    const hub = {
      trigger: vi.fn(async () => accepted),
      settled: vi.fn(async () => settlement),
      replay: vi.fn(async () => replayed),
    };
    setLocalHub(hub as unknown as LocalHub);
    const sent = await trigger("permit.issued" as string, { permit: 1 }, { source: "hms" });
    const { signal } = new AbortController();
    expect(await sent.settled(signal)).toBe(settlement);
    expect(await replay({ since: "24h" })).toBe(replayed);
    expect(hub.trigger).toHaveBeenCalledWith("permit.issued", { permit: 1 }, { source: "hms" });
    expect(hub.settled).toHaveBeenCalledWith("p1", signal);
    expect(hub.replay).toHaveBeenCalledWith({ since: "24h" });
  });
});

describe("without one", () => {
  it("trigger and replay go to HMS_SYNC_URL with HMS_SYNC_KEY, also when they change", async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(`${request.url} ${request.headers.authorization}`);
      response.end(JSON.stringify({ ...accepted, ...replayed }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      vi.stubEnv("HMS_SYNC_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      vi.stubEnv("HMS_SYNC_KEY", "one");
      await trigger("permit.issued" as string, {});
      vi.stubEnv("HMS_SYNC_KEY", "two");
      await replay({ since: "24h" });
      expect(seen).toEqual(["/v1/events/permit.issued Bearer one", "/v1/replays Bearer two"]);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
