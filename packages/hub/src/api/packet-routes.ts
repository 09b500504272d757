import type { DeliveryState } from "@hms-sync/connector-api";
import { parseSince } from "@hms-sync/core";
import type { Resolution } from "../deliver/operate.ts";
import type { Hub } from "../hub.ts";
import { objectOf } from "./json-schema.ts";
import { type ApiAnswer, type ApiRequest, JSON_BODY, type Route } from "./route.ts";
import { schemaNamed, sinceSchema, stateSchema } from "./schemas.ts";

const DEFAULT_PAGE = 50;

const listPackets: Route = {
  method: "GET",
  path: "/v1/packets",
  operation: "listPackets",
  summary: "List packets, newest first",
  scope: "read",
  query: {
    event: { type: "string" },
    state: { ...stateSchema, description: "Packets with a delivery in this state" },
    connector: { type: "string" },
    key: { type: "string", examples: ["ticket:42"] },
    since: sinceSchema,
    until: sinceSchema,
    q: { type: "string", description: "Part of an id or key" },
    limit: { type: "integer", minimum: 1, maximum: 1000, default: DEFAULT_PAGE },
    cursor: { type: "string", description: "`next` of the page before" },
  },
  answers: {
    200: {
      description: "A page; without `next` it is the last",
      schema: objectOf({ items: { type: "array", items: schemaNamed("Packet") }, next: { type: "string" } }, [
        "items",
      ]),
    },
  },
  problems: [400],
  handle: async (hub, { query }) => {
    const now = hub.clock.now();
    const text = (name: string): string | undefined => query[name] as string | undefined;
    const filter = {
      event: text("event"),
      state: text("state") as DeliveryState | undefined,
      connector: text("connector"),
      key: text("key"),
      q: text("q"),
      since: query["since"] === undefined ? undefined : parseSince(String(query["since"]), now),
      until: query["until"] === undefined ? undefined : parseSince(String(query["until"]), now),
    };
    const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
    const limit = (query["limit"] as number | undefined) ?? DEFAULT_PAGE;
    return { status: 200, body: await hub.packets(given, limit, text("cursor")) };
  },
};

const showPacket: Route = {
  method: "GET",
  path: "/v1/packets/{id}",
  operation: "showPacket",
  summary: "Show a packet: what changed, and what became of it",
  scope: "read",
  answers: { 200: { description: "The packet", schema: schemaNamed("Packet") } },
  problems: [404],
  handle: async (hub, { parameters }) => ({ status: 200, body: await hub.packet(parameters["id"]!) }),
};

/** A route that does something to one delivery and shows it afterwards. */
function onDelivery(
  action: string,
  summary: string,
  act: (hub: Hub, id: string, request: ApiRequest) => Promise<void>,
  body?: Route["body"],
): Route {
  return {
    method: "POST",
    path: `/v1/deliveries/{id}/${action}`,
    operation: `${action}Delivery`,
    summary,
    scope: "operate",
    ...(body !== undefined && { body }),
    answers: { 200: { description: "The delivery as it is now", schema: schemaNamed("Delivery") } },
    problems: [404, 409],
    handle: async (hub, request): Promise<ApiAnswer> => {
      const id = request.parameters["id"]!;
      await act(hub, id, request);
      return { status: 200, body: await hub.delivery(id) };
    },
  };
}

export const packetRoutes: readonly Route[] = [
  listPackets,
  showPacket,
  onDelivery("retry", "Send a rejected or dead delivery again, or a waiting one at once", (hub, id) =>
    hub.operate.retry(id),
  ),
  onDelivery("discard", "Give a delivery up", (hub, id) => hub.operate.discard(id)),
  onDelivery(
    "resolve",
    "Decide about a delivery in doubt",
    (hub, id, { body }) => hub.operate.resolve(id, (body as { as: Resolution }).as),
    {
      required: true,
      contentTypes: JSON_BODY,
      schema: objectOf({ as: { type: "string", enum: ["delivered", "retry", "discard"] } }, ["as"]),
    },
  ),
];
