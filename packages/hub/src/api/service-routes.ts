import { HmsSyncError } from "@hms-sync/connector-api";
import { metricsText } from "../stream/metrics.ts";
import { eventStream } from "../stream/server-sent-events.ts";
import { objectOf } from "./json-schema.ts";
import type { Route } from "./route.ts";

const health: Route = {
  method: "GET",
  path: "/healthz",
  operation: "isAlive",
  summary: "Answers as long as the process does",
  scope: "open",
  answers: { 200: { description: "Alive", schema: objectOf({ status: { type: "string" } }, ["status"]) } },
  problems: [],
  handle: async () => ({ status: 200, body: { status: "ok" } }),
};

const readiness: Route = {
  method: "GET",
  path: "/readyz",
  operation: "isReady",
  summary: "Whether the hub takes events",
  scope: "open",
  answers: { 200: { description: "Ready", schema: objectOf({ status: { type: "string" } }, ["status"]) } },
  problems: [503],
  handle: async (hub) => {
    if (!hub.ready) throw new HmsSyncError("HMS_HUB_CLOSING", "the hub is starting or stopping");
    return { status: 200, body: { status: "ready" } };
  },
};

const metrics: Route = {
  method: "GET",
  path: "/metrics",
  operation: "showMetrics",
  summary: "Counts for Prometheus",
  scope: "read",
  answers: { 200: { description: "Text exposition format 0.0.4", contentType: "text/plain" } },
  problems: [],
  handle: async (hub) => ({
    status: 200,
    content: {
      type: "text/plain; version=0.0.4; charset=utf-8",
      data: metricsText(await hub.connectors()),
    },
  }),
};

const stream: Route = {
  method: "GET",
  path: "/v1/stream",
  operation: "streamDeliveries",
  summary: "Hear what happens to deliveries, as server-sent events",
  scope: "read",
  headers: { "Last-Event-ID": "Goes on after this event, as far as the hub remembers" },
  answers: {
    200: {
      description: "Events `delivery.<state>` with ids, key and reason",
      contentType: "text/event-stream",
    },
  },
  problems: [],
  handle: async (hub, { header, signal }) => ({
    status: 200,
    headers: { "cache-control": "no-store", "x-accel-buffering": "no" },
    content: { type: "text/event-stream", data: eventStream(hub, header("last-event-id"), signal) },
  }),
};

export const serviceRoutes: readonly Route[] = [stream, health, readiness, metrics];
