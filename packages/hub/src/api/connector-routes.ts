import type { ReplayRequest } from "@hms-sync/connector-api";
import type { AnswerToMatch } from "@hms-sync/store";
import type { Hub } from "../hub.ts";
import { type JsonSchema, objectOf } from "./json-schema.ts";
import { JSON_BODY, type Route } from "./route.ts";
import { schemaNamed, sinceSchema, stateSchema } from "./schemas.ts";

const listConnectors: Route = {
  method: "GET",
  path: "/v1/connectors",
  operation: "listConnectors",
  summary: "List connectors and how many of their deliveries are in which state",
  scope: "read",
  answers: {
    200: {
      description: "All of them, those that failed to load too",
      schema: objectOf({ items: { type: "array", items: schemaNamed("Connector") } }, ["items"]),
    },
  },
  problems: [],
  handle: async (hub) => ({ status: 200, body: { items: await hub.connectors() } }),
};

const testConnector: Route = {
  method: "POST",
  path: "/v1/connectors/{id}/test",
  operation: "testConnector",
  summary: "Test the connection step by step, leaving nothing behind",
  scope: "operate",
  answers: { 200: { description: "What each step found", schema: schemaNamed("ConnectionTest") } },
  problems: [404],
  handle: async (hub, { parameters, signal }) => ({
    status: 200,
    body: await hub.testConnection(hub.connector(parameters["id"]!), signal),
  }),
};

/** A route that changes whether a connector sends, and shows it afterwards. */
function onConnector(
  action: string,
  summary: string,
  act: (hub: Hub, id: string, reason: string | undefined) => Promise<void>,
): Route {
  return {
    method: "POST",
    path: `/v1/connectors/{id}/${action}`,
    operation: `${action}Connector`,
    summary,
    scope: "operate",
    body: {
      required: false,
      contentTypes: JSON_BODY,
      schema: objectOf({ reason: { type: "string", minLength: 1, maxLength: 200 } }),
    },
    answers: { 200: { description: "The connector as it is now", schema: schemaNamed("Connector") } },
    problems: [404],
    handle: async (hub, { parameters, body }) => {
      const id = parameters["id"]!;
      await act(hub, id, (body as { reason?: string } | undefined)?.reason);
      return { status: 200, body: (await hub.connectors()).find((connector) => connector.id === id) };
    },
  };
}

const replay: Route = {
  method: "POST",
  path: "/v1/replays",
  operation: "replay",
  summary: "Send packets again, as new deliveries linked to the old ones",
  scope: "operate",
  body: {
    required: true,
    contentTypes: JSON_BODY,
    schema: objectOf(
      {
        event: { type: "string" },
        connector: { type: "string" },
        key: { type: "string" },
        state: stateSchema,
        since: sinceSchema,
        until: sinceSchema,
        mode: { type: "string", enum: ["remap", "as-sent"], default: "remap" },
        dryRun: { type: "boolean", description: "Only count", default: false },
      },
      ["since"],
    ),
  },
  answers: { 202: { description: "What was made, or would be", schema: schemaNamed("Replay") } },
  problems: [],
  handle: async (hub, { body }) => ({ status: 202, body: await hub.replay(body as ReplayRequest) }),
};

const answer: JsonSchema = objectOf(
  {
    match: {
      type: "string",
      minLength: 1,
      description: "What the connector's ack.match gives; the delivery's id without one",
    },
    status: { type: "string", enum: ["delivered", "rejected"] },
    reason: { type: "string", maxLength: 1000 },
  },
  ["match", "status"],
);

const takeAnswers: Route = {
  method: "POST",
  path: "/v1/acks/{connector}",
  operation: "takeAcks",
  summary: "Hand over an outside system's answers",
  scope: "ack",
  body: {
    required: true,
    contentTypes: JSON_BODY,
    schema: { oneOf: [answer, { type: "array", items: answer, minItems: 1, maxItems: 10_000 }] },
  },
  answers: {
    200: {
      description: "How many answers found a delivery",
      schema: objectOf({ matched: { type: "integer" }, unknown: { type: "integer" } }, [
        "matched",
        "unknown",
      ]),
    },
  },
  problems: [404, 409],
  handle: async (hub, { parameters, body }) => ({
    status: 200,
    body: await hub.answer(
      parameters["connector"]!,
      (Array.isArray(body) ? body : [body]) as readonly AnswerToMatch[],
    ),
  }),
};

export const connectorRoutes: readonly Route[] = [
  listConnectors,
  testConnector,
  onConnector("pause", "Send nothing more until resumed; packets wait", (hub, id, reason) =>
    hub.pause(id, reason),
  ),
  onConnector("resume", "Send again, at once", (hub, id) => hub.resume(id)),
  onConnector("drain", "Finish what waits now, then pause", (hub, id) => hub.drain(id)),
  replay,
  takeAnswers,
];
