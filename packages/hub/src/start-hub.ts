import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Clock, systemClock, type TransportProvider } from "@hms-sync/connector-api";
import { resolveSecret } from "@hms-sync/core";
import { openSqliteStore } from "@hms-sync/store";
import { type HubServer, serveHub } from "./api/serve-hub.ts";
import type { HubConfig } from "./config/hub-config.ts";
import { createHub, type Hub } from "./hub.ts";
import { type HubLog, silentLog } from "./hub-log.ts";
import { findTransport } from "./plug-ins/find-transport.ts";
import { loadConnectors } from "./plug-ins/load-connectors.ts";
import { loadEventPacks } from "./plug-ins/load-event-packs.ts";

export interface StartOptions {
  /** Instead of the configuration's. */
  readonly listen?: string;
  /** Data folder, instead of the configuration's store. */
  readonly data?: string;
  /** When the port is taken, try the next ones. */
  readonly onBusy?: "next";
  /** Quiet when absent; `createHubLog` gives JSON lines. */
  readonly log?: HubLog;
  readonly clock?: Clock;
}

/** A hub that runs and listens. */
export interface RunningHub {
  readonly hub: Hub;
  readonly url: string;
  /** Answers 503 while what is being sent is finished (30 s when absent), then ends everything. */
  close(drainMs?: number): Promise<void>;
}

/**
 * Starts what a configuration describes.
 *
 * @throws what `openSqliteStore`, `loadEventPacks` and `serveHub` throw; then nothing is left running.
 */
export async function startHub(config: HubConfig, options: StartOptions = {}): Promise<RunningHub> {
  const log = options.log ?? silentLog;
  const clock = options.clock ?? systemClock;
  const transportFor = async (protocol: string): Promise<TransportProvider> =>
    config.transports.find((provider) => provider.protocol === protocol) ??
    (await findTransport(protocol, config.folder));

  const events = await loadEventPacks(config.events, config.folder);
  const { connectors, failed } = await loadConnectors(config.connectors, {
    folder: config.folder,
    transportFor,
    strict: config.strict,
  });
  for (const { id, code, message } of failed)
    log.error({ connector: id, code, why: message }, "connector.failed");

  const path = options.data === undefined ? config.storePath : join(options.data, "hub.db");
  const store = await openSqliteStore({ path, clock });
  let hub: Hub | undefined;
  let server: HubServer;
  try {
    hub = await createHub({
      store,
      events,
      connectors,
      failed,
      findTransport: transportFor,
      log,
      limits: config.limits,
      ...(config.retention !== undefined && { retention: config.retention }),
      keys: config.keys,
      clock,
      resolveSecret: (reference) =>
        resolveSecret(reference, {
          env: process.env,
          readFile: (file) => readFileSync(resolve(config.folder, file), "utf8"),
        }),
    });
    server = await serveHub(hub, {
      listen: options.listen ?? config.listen,
      log,
      ...(options.onBusy !== undefined && { onBusy: options.onBusy }),
    });
  } catch (error) {
    await (hub?.close(0) ?? store.close());
    throw error;
  }
  const running = hub;
  return {
    hub,
    url: server.url,
    async close(drainMs) {
      await running.close(drainMs);
      await server.close();
    },
  };
}
