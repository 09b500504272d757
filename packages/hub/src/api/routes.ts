import { connectorRoutes } from "./connector-routes.ts";
import { cloudEventRoute, triggerRoute } from "./event-routes.ts";
import { openApi } from "./open-api.ts";
import { packetRoutes } from "./packet-routes.ts";
import type { Route } from "./route.ts";
import { serviceRoutes } from "./service-routes.ts";

const description: Route = {
  method: "GET",
  path: "/openapi.json",
  operation: "describe",
  summary: "This description",
  scope: "open",
  answers: { 200: { description: "OpenAPI 3.1", schema: { type: "object" } } },
  problems: [],
  handle: async () => ({ status: 200, body: openApi(ROUTES) }),
};

/** Everything the hub serves. */
export const ROUTES: readonly Route[] = [
  triggerRoute,
  cloudEventRoute,
  ...packetRoutes,
  ...connectorRoutes,
  ...serviceRoutes,
  description,
];
