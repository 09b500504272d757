import { memoryTransport } from "@hms-sync/conformance";
import { hmsEvents } from "@hms-sync/events";
import { expect, test } from "vitest";
import { fakeConnector } from "../suite/fake-connector.ts";
import { temporaryFolder } from "../suite/folder.ts";
import { ticket } from "../suite/test-hub.ts";
import type { HubConfig } from "./config/hub-config.ts";
import { loadConfig } from "./config/load-config.ts";
import { startHub } from "./start-hub.ts";

async function configuration(
  path: string,
  write: (name: string, text: string) => string,
): Promise<HubConfig> {
  const config = await loadConfig(write("hms-sync.config.yaml", "listen: 127.0.0.1:0\nevents: []\n"));
  return { ...config, folder: path, events: [hmsEvents] };
}

test("a configuration becomes a hub that listens, and starts again on the same folder", async () => {
  using folder = temporaryFolder();
  const transport = memoryTransport();
  const config = {
    ...(await configuration(folder.path, folder.write)),
    connectors: [{ from: "code", connector: fakeConnector({ transport }) } as const],
  };
  const first = await startHub(config);
  const { packetId } = await first.hub.trigger("appointment.created", ticket(1));
  await first.hub.settled(packetId);
  await expect(startHub(config)).rejects.toMatchObject({ code: "HMS_STO_LOCKED" });
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  await first.close();
  await expect(fetch(`${first.url}/readyz`)).rejects.toThrow();

  const second = await startHub(config);
  expect(await second.hub.packet(packetId)).toMatchObject({ deliveries: [{ state: "delivered" }] });
  await second.close();
});

test("a hub that cannot listen leaves nothing running", async () => {
  using folder = temporaryFolder();
  const config = await configuration(folder.path, folder.write);
  const taken = await startHub(config);
  const listen = taken.url.replace("http://", "");
  await expect(startHub(config, { listen, data: `${folder.path}/other` })).rejects.toMatchObject({
    code: "HMS_HUB_LISTEN",
  });
  const free = await startHub(config, { data: `${folder.path}/other` });
  await free.close();
  await taken.close();
});
