import path from "node:path";
import { eventCatalogue } from "@hms-sync/connector-api";
import dmvMainframe from "@hms-sync/connector-dmv-mainframe";
import { hmsEvents } from "@hms-sync/events";
import { createHub, serveHub } from "@hms-sync/hub";
import { openSqliteStore } from "@hms-sync/store";
import { bookAppointment } from "./book-appointment.ts";
import type { DemoOptions } from "./demo-options.ts";
import { appointmentReport, earlierReport } from "./report.ts";
import { startSimulatedMainframe } from "./simulated-mainframe.ts";

const EARLIER_SHOWN = 5;

/** A demo that runs; `stop` ends it cleanly and may be called twice. */
export interface RunningDemo {
  /** Address of the hub's API. */
  readonly url: string;
  /** The appointment reached the mainframe and was answered. */
  readonly ok: boolean;
  stop(): Promise<void>;
}

/** Runs the story of Hello-Sync and leaves the hub up. */
export async function startDemo(options: DemoOptions, print: (line: string) => void): Promise<RunningDemo> {
  const store = await openSqliteStore({ folder: options.folder });
  // the answers are looked for more often than a real mainframe would want it
  const connector = dmvMainframe({ policy: { ack: { pollMs: 200 } } });
  const mainframe = await startSimulatedMainframe(connector);
  const secrets: Record<string, string> = {
    "env:DMV_FTP_URL": mainframe.url,
    "env:DMV_FTP_PASSWORD": "demo",
  };
  const hub = await createHub({
    store,
    events: eventCatalogue(hmsEvents),
    connectors: [connector],
    resolveSecret: (reference) => secrets[reference] ?? reference,
  });
  const server = await serveHub(hub, { listen: `127.0.0.1:${options.port}`, onBusy: "next" });
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      await server.close();
      await hub.close();
      await mainframe.stop();
    })();
    return stopping;
  };

  try {
    const booked = await bookAppointment(hub, () => performance.now());
    const reference = booked.packet.deliveries[0]?.reference;
    const file = mainframe.received.find(({ path: landed }) =>
      landed.endsWith(`/${path.basename(reference ?? "")}`),
    );
    const layout = connector.bindings[0]?.codec.layout;
    const landed = file &&
      layout && { layout, bytes: file.bytes, url: new URL(file.path, mainframe.url).href };
    const { items, next } = await hub.packets({}, EARLIER_SHOWN + 1);
    const earlier = items.filter(({ id }) => id !== booked.packet.id).slice(0, EARLIER_SHOWN);
    const lines = [...appointmentReport(booked, landed), ...earlierReport(earlier, next !== undefined)];
    for (const text of lines) print(text);
    return { url: server.url, ok: booked.settlement.ok, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
