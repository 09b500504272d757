import { request } from "node:http";
import { type HubServer, type ServeOptions, serveHub } from "../src/api/serve-hub.ts";
import type { HubOptions } from "../src/hub-options.ts";
import { startTestHub, type TestHub } from "./test-hub.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape depends on the route; tests compare what they expect
  readonly body: any;
}

/** A hub that listens on a free port of loopback. */
export interface ApiWorld extends TestHub {
  readonly url: string;
  readonly server: HubServer;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is; an object is sent as JSON. */
  readonly body?: unknown;
}

export async function startApi(
  options: Partial<HubOptions> = {},
  serve: ServeOptions = {},
): Promise<ApiWorld> {
  const world = await startTestHub(options);
  const log = {
    debug: (fields: object, event: string) =>
      void (world.lines as string[]).push(JSON.stringify({ event, ...fields })),
  };
  const server = await serveHub(world.hub, {
    listen: "127.0.0.1:0",
    log: { debug: log.debug, info: log.debug, warn: log.debug, error: log.debug },
    ...serve,
  });
  return Object.defineProperties(Object.create(world) as ApiWorld, {
    url: { value: server.url },
    server: { value: server },
    call: {
      value: (method: string, path: string, more?: CallOptions) => call(server.url, method, path, more),
    },
    [Symbol.asyncDispose]: {
      value: async () => {
        await server.close();
        await world[Symbol.asyncDispose]();
      },
    },
  });
}

function call(
  url: string,
  method: string,
  path: string,
  { headers = {}, body }: CallOptions = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const raw = body === undefined || typeof body === "string" || body instanceof Uint8Array;
    const json = body === undefined ? {} : { "content-type": "application/json" };
    let answered = false;
    const sending = request(
      `${url}${path}`,
      { method, headers: { ...json, ...headers }, agent: false },
      (response) => {
        answered = true;
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", reject);
        response.once("end", () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = /json/.test(response.headers["content-type"] ?? "");
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            body: isJson ? JSON.parse(text) : undefined,
          });
        });
      },
    );
    sending.once("error", (error) => {
      if (!answered) reject(error);
    });
    sending.end(raw ? body : JSON.stringify(body));
  });
}
