import type { FtpWorld } from "@hms-sync/conformance/worlds";
import type { DeliveryView } from "@hms-sync/connector-api";
import { expect, it } from "vitest";
import { appointment } from "../fixtures/appointments.ts";
import { startChildHub } from "../fixtures/child-hub.ts";
import { DMV_ENVIRONMENT, dmvConfiguration } from "../fixtures/dmv-configuration.ts";
import { startDmvMainframe } from "../fixtures/dmv-mainframe.ts";
import { hubApi } from "../fixtures/hub-api.ts";
import { hubFolder } from "../fixtures/hub-folder.ts";
import { until } from "../fixtures/until.ts";

/** Where the hub is killed: at a command that is not executed, or one that is executed and never answered. */
interface Stop {
  readonly command: string;
  readonly do: "hang" | "execute-hang";
}

/** Commands after which something is in the inbox that was not there before. */
const CHANGING = ["STOR", "RNTO"];

/** The polling for answers gives these commands too, for files of the outbox. */
const OF_AN_UPLOAD = ["STOR", "SIZE", "RNFR", "RNTO"];

const INBOX = "/inbox";

/** Room for a dozen starts of a hub on a machine that has much else to do. */
const STARTS_MS = 180_000;

const isDelivered = ({ state }: DeliveryView): boolean => state === "delivered";

it(
  "leaves one whole file in the inbox at whichever command of an upload the hub is killed",
  async () => {
    await using mainframe = await startDmvMainframe({ takes: true });
    const { world } = mainframe;
    using folder = hubFolder(dmvConfiguration(world.url));
    const start = { config: folder.config, data: folder.data, env: DMV_ENVIRONMENT };

    let hub = await startChildHub(start);
    try {
      const first = await hubApi(hub.url).post("appointment.created", appointment(1));
      await hubApi(hub.url).deliveryOf(first.packetId, "delivered", isDelivered);
      const stops = stopsOf(world.commands.map(({ name }) => name));
      expect(stops.map(({ command }) => command)).toEqual(expect.arrayContaining(["PASS", ...OF_AN_UPLOAD]));

      for (const [n, stop] of stops.entries()) {
        const where = `a kill at ${stop.command} (${stop.do})`;
        // a fresh connection, so that the login is part of every upload
        world.dropConnections();
        const met = addFault(world, stop);
        const { packetId } = await hubApi(hub.url).post("appointment.created", appointment(n + 2));
        await until(`${stop.command} to be met`, met);
        await hub.kill();
        world.calm();
        world.dropConnections();

        hub = await startChildHub(start);
        const delivery = await hubApi(hub.url).deliveryOf(packetId, `delivered after ${where}`, isDelivered);
        expect(mainframe.arrivals(delivery.reference ?? ""), `files after ${where}`).toBe(1);
        expect(mainframe.partialFiles(), `half files after ${where}`).toEqual([]);
      }
      expect(mainframe.arrived()).toHaveLength(stops.length + 1);
    } finally {
      await hub.kill();
    }
  },
  STARTS_MS,
);

/** Every command of the first upload once, and the changing ones also right after they were executed. */
function stopsOf(commands: readonly string[]): Stop[] {
  const upload = new Set(commands.slice(0, commands.indexOf("RNTO") + 1));
  return [...upload].flatMap((command): Stop[] => [
    { command, do: "hang" },
    ...(CHANGING.includes(command) ? [{ command, do: "execute-hang" } as const] : []),
  ]);
}

/** Adds the fault; the returned look says whether a command has met it. */
function addFault(world: FtpWorld, stop: Stop): () => boolean {
  const inTheInbox = OF_AN_UPLOAD.includes(stop.command);
  const paths = inTheInbox ? [`${INBOX}/*`, `${INBOX}/.*`] : [undefined];
  // a `*` does not stand for the dot of a temporary name
  for (const path of paths)
    world.fault({ on: stop.command, do: stop.do, ...(path !== undefined && { path }) });
  const before = world.commands.length;
  return () =>
    world.commands
      .slice(before)
      .some(
        ({ name, argument }) => name === stop.command && (!inTheInbox || argument.startsWith(`${INBOX}/`)),
      );
}
