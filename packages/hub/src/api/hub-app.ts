import { HmsSyncError } from "@hms-sync/connector-api";
import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import type { ApiAnswer } from "./route.ts";
import { ROUTES } from "./routes.ts";
import { problemAnswer, type RunContext, runRoute } from "./run-route.ts";

/** The API as a Hono application: finds the route; `runRoute` does the rest. */
export function createHubApp(context: RunContext): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  for (const route of ROUTES) {
    app.on(route.method, honoPath(route.path), async (c) => {
      const signal = AbortSignal.any([c.req.raw.signal, context.closing]);
      return respond(
        await runRoute(context, route, c.env.incoming, c.req.param() as Record<string, string>, signal),
      );
    });
  }
  for (const [path, methods] of methodsByPath()) {
    app.all(honoPath(path), (c) =>
      refuse(context, c, new HmsSyncError("HMS_HUB_METHOD", `use ${methods}`), { allow: methods }),
    );
  }
  app.notFound((c) => refuse(context, c, new HmsSyncError("HMS_HUB_ROUTE", "the hub has no such address")));
  app.onError((error) => respond(problemAnswer(error, context.log, "unknown")));
  return app;
}

/** An answer as a web response. */
export function respond(answer: ApiAnswer): Response {
  const { content } = answer;
  return new Response(content === undefined ? JSON.stringify(answer.body) : content.data, {
    status: answer.status,
    headers: { "content-type": content?.type ?? "application/json", ...answer.headers },
  });
}

/** Even that an address exists is told only to those who may ask. */
function refuse(
  context: RunContext,
  c: Context<{ Bindings: HttpBindings }>,
  error: HmsSyncError,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { incoming } = c.env;
  incoming.resume();
  try {
    context.authorize("open", incoming.headers);
  } catch (forbidden) {
    return respond(problemAnswer(forbidden, context.log, "unknown"));
  }
  const answer = problemAnswer(error, context.log, "unknown");
  return respond({ ...answer, headers: { ...answer.headers, ...headers } });
}

function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

function methodsByPath(): Map<string, string> {
  const methods = new Map<string, string>();
  for (const { path, method } of ROUTES)
    methods.set(path, methods.has(path) ? `${methods.get(path)}, ${method}` : method);
  return methods;
}
