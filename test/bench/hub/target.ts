/** A server to be measured, in a process of its own: `bare` is Hono and nothing else, `hub` is everything on. */

import { eventCatalogue } from "@hms-sync/connector-api";
import { hmsEvents } from "@hms-sync/events";
import { createHub, serveHub } from "@hms-sync/hub";
import { openSqliteStore } from "@hms-sync/store";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { sinkConnector } from "./sink-connector.ts";

const [kind, folder = ""] = process.argv.slice(2);

function startBare(): void {
  const app = new Hono();
  app.post("/v1/events/:event", async (context) => {
    const body = (await context.req.json()) as object;
    return context.json({ received: Object.keys(body).length }, 202);
  });
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => {
    process.send?.({ url: `http://127.0.0.1:${port}` });
  });
  process.once("SIGTERM", () => server.close(() => process.exit(0)));
}

async function startHub(connected: boolean): Promise<void> {
  const store = await openSqliteStore({ folder });
  const connectors = connected ? [sinkConnector()] : [];
  const hub = await createHub({ store, events: eventCatalogue(hmsEvents), connectors });
  const server = await serveHub(hub, { listen: "127.0.0.1:0" });
  process.send?.({ url: server.url });
  process.once(
    "SIGTERM",
    () =>
      void server
        .close()
        .then(() => hub.close())
        .then(() => process.exit(0)),
  );
}

if (kind === "bare") startBare();
else await startHub(kind === "hub");
