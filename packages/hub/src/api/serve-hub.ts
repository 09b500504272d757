import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { HmsSyncError } from "@hms-sync/connector-api";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import type { Hub } from "../hub.ts";
import { type HubLog, silentLog } from "../hub-log.ts";
import { createAuthorize, isLoopback } from "./authorize.ts";
import { triggerRoute } from "./event-routes.ts";
import { createHubApp } from "./hub-app.ts";
import { type RunContext, runRoute } from "./run-route.ts";

export interface ServeOptions {
  /** `host:port`; port 0 is a free one. `127.0.0.1:8787` when absent. */
  readonly listen?: string;
  /** When the port is taken, try the next ones. Otherwise it is an error. */
  readonly onBusy?: "next";
  readonly log?: HubLog;
}

/** A hub that listens. */
export interface HubServer {
  /** `http://127.0.0.1:8787`, with the port it really has. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, ends streams, and waits for answers that are under way. May be called twice. */
  close(): Promise<void>;
}

export const DEFAULT_LISTEN = "127.0.0.1:8787";
/** Ports tried after a busy one. */
const NEXT_PORTS = 50;

/**
 * Serves a hub's API over HTTP.
 *
 * @throws HMS_HUB_KEYS_REQUIRED for an address beyond loopback without keys, HMS_HUB_LISTEN when it cannot listen,
 * HMS_CFG_INVALID for something that is no address.
 */
export async function serveHub(hub: Hub, options: ServeOptions = {}): Promise<HubServer> {
  const log = options.log ?? silentLog;
  const { host, port } = addressOf(options.listen ?? DEFAULT_LISTEN);
  if (!isLoopback(host) && hub.keys.length === 0) {
    throw new HmsSyncError("HMS_HUB_KEYS_REQUIRED", `${host} is not loopback, and the hub has no keys`, {
      meta: { host },
    });
  }
  const ending = new AbortController();
  const context: RunContext = { hub, log, authorize: createAuthorize(hub.keys), closing: ending.signal };
  const app = createHubApp(context);
  const other = getRequestListener((request, env) => app.fetch(request, env as HttpBindings), {
    overrideGlobalObjects: false,
  });
  const server = createServer((incoming, outgoing) => {
    const event = eventOf(incoming);
    if (event === undefined) void other(incoming, outgoing);
    else void takeEvent(context, event, incoming, outgoing);
  });

  const tries = options.onBusy === "next" && port !== 0 ? NEXT_PORTS : 0;
  const taken = await listen(server, host, port, tries);
  const url = `http://${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}:${taken}`;
  log.info({ url }, "hub.listening");

  let closing: Promise<void> | undefined;
  return {
    url,
    port: taken,
    close() {
      closing ??= new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        ending.abort();
      });
      return closing;
    },
  };
}

const EVENT_PATH = /^\/v1\/events\/([^/?]+)$/;

/** The event's name when it is the busiest route, which is served without the router in front. */
function eventOf({ method, url }: IncomingMessage): string | undefined {
  if (method !== "POST" || url === undefined) return undefined;
  const name = EVENT_PATH.exec(url)?.[1];
  if (name === undefined) return undefined;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

async function takeEvent(
  context: RunContext,
  event: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const answer = await runRoute(context, triggerRoute, incoming, { event });
  const text = answer.content === undefined ? JSON.stringify(answer.body) : String(answer.content.data);
  outgoing.writeHead(answer.status, {
    "content-type": answer.content?.type ?? "application/json",
    "content-length": Buffer.byteLength(text),
    ...answer.headers,
  });
  outgoing.end(text);
}

function addressOf(listenOn: string): { readonly host: string; readonly port: number } {
  const found = /^(\[[0-9a-f:]+\]|[^:[\]]+):(\d{1,5})$/i.exec(listenOn.trim());
  const port = Number(found?.[2]);
  if (found === null || port > 65_535) {
    throw new HmsSyncError("HMS_CFG_INVALID", "listen: expected HOST:PORT, such as 127.0.0.1:8787", {
      hint: "Write the address as HOST:PORT; an IPv6 address in brackets.",
    });
  }
  return { host: found[1]!.replace(/^\[|\]$/g, ""), port };
}

function listen(
  server: ReturnType<typeof createServer>,
  host: string,
  port: number,
  tries: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off("listening", ready);
      if (error.code === "EADDRINUSE" && tries > 0 && port < 65_535) {
        resolve(listen(server, host, port + 1, tries - 1));
        return;
      }
      reject(
        new HmsSyncError(
          "HMS_HUB_LISTEN",
          `cannot listen on ${host}:${port}: ${error.code ?? "unknown error"}`,
          {
            ...(error.code === "EADDRINUSE" && {
              hint: `Another program uses port ${port}: stop it, or choose another.`,
            }),
            meta: { host, port },
          },
        ),
      );
    };
    const ready = (): void => {
      server.off("error", failed);
      resolve((server.address() as AddressInfo).port);
    };
    server.once("error", failed);
    server.once("listening", ready);
    server.listen(port, host);
  });
}
