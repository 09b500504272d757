import { DELIVERY_STATES } from "@hms-sync/connector-api";
import { type JsonSchema, objectOf } from "./json-schema.ts";

const text: JsonSchema = { type: "string" };
const time: JsonSchema = { type: "string", description: "RFC 3339 in UTC" };

/** A state of a delivery. */
export const stateSchema: JsonSchema = { type: "string", enum: DELIVERY_STATES };

/** What `since` and `until` take. */
export const sinceSchema: JsonSchema = {
  type: "string",
  description: "A duration back from now (24h) or an RFC 3339 time with its zone",
  examples: ["24h", "2024-04-02T09:00:00Z"],
};

const attempt = objectOf(
  {
    n: { type: "integer", minimum: 1 },
    at: time,
    durationMs: { type: "number" },
    outcome: { type: "string", enum: [...DELIVERY_STATES, "probe"] },
    code: text,
    message: text,
  },
  ["n", "at", "durationMs", "outcome"],
);

const ack = objectOf(
  { status: { type: "string", enum: ["delivered", "rejected"] }, at: time, reason: text, reference: text },
  ["status", "at"],
);

const delivery = objectOf(
  {
    id: text,
    packetId: text,
    connector: text,
    state: stateSchema,
    reason: {
      type: "string",
      description: "Why it is in this state: a code, a word of the hub, or the outside system's own",
    },
    nextAttemptAt: time,
    reference: { type: "string", description: "What the outside system can be asked about" },
    contract: { type: "string", description: "Hash of layout and mapping" },
    attempts: { type: "array", items: attempt },
    ack,
    replayOf: { type: "string", description: "The delivery this one repeats" },
  },
  ["id", "packetId", "connector", "state", "contract", "attempts"],
);

const packet = objectOf(
  {
    id: text,
    event: text,
    key: { type: "string", examples: ["ticket:42"] },
    occurredAt: time,
    receivedAt: time,
    baseVersion: { type: "integer", minimum: 0 },
    fields: { type: "object", description: "Changed paths and their new values", additionalProperties: true },
    source: text,
    deliveries: { type: "array", items: { $ref: "#/components/schemas/Delivery" } },
  },
  ["id", "event", "key", "occurredAt", "receivedAt", "baseVersion", "fields", "deliveries"],
);

const accepted = objectOf(
  {
    packetId: text,
    duplicate: { type: "boolean", description: "The idempotency key was seen before with this payload" },
    deliveries: {
      type: "array",
      items: objectOf({ id: text, connector: text, state: stateSchema }, ["id", "connector", "state"]),
    },
  },
  ["packetId", "duplicate", "deliveries"],
);

const connector = objectOf(
  {
    id: text,
    state: { type: "string", enum: ["active", "paused", "draining", "failed"] },
    reason: text,
    message: text,
    since: time,
    protocol: text,
    events: { type: "array", items: text },
    supports: { type: "object", additionalProperties: true },
    connectsAt: time,
    counts: { type: "object", description: "Deliveries by state", additionalProperties: { type: "integer" } },
  },
  ["id", "state", "counts"],
);

const connectionTest = objectOf(
  {
    ok: { type: "boolean" },
    steps: {
      type: "array",
      items: objectOf(
        { name: text, ok: { type: "boolean" }, durationMs: { type: "number" }, message: text },
        ["name", "ok", "durationMs"],
      ),
    },
  },
  ["ok", "steps"],
);

const replay = objectOf(
  {
    replayId: text,
    packets: { type: "integer" },
    deliveries: { type: "integer" },
    byConnector: { type: "object", additionalProperties: { type: "integer" } },
    duplicateRisk: {
      type: "array",
      items: text,
      description: "Connectors whose outside system cannot tell a repeat from a new message",
    },
  },
  ["replayId", "packets", "deliveries", "byConnector", "duplicateRisk"],
);

const problem = objectOf(
  {
    type: text,
    title: text,
    status: { type: "integer" },
    detail: text,
    code: { type: "string", examples: ["HMS_EVT_INVALID"] },
    hint: { type: "string", description: "What to do next" },
    errors: {
      type: "array",
      items: objectOf({ path: text, code: text, message: text }, ["path", "code", "message"]),
    },
    meta: { type: "object", additionalProperties: true },
  },
  ["type", "title", "status", "detail", "code", "hint"],
);

/** Shapes that answers share, by their name in the API's description. */
export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Accepted: accepted,
  Connector: connector,
  ConnectionTest: connectionTest,
  Delivery: delivery,
  Packet: packet,
  Problem: problem,
  Replay: replay,
};

/** Refers to one of them. */
export function schemaNamed(
  name: "Accepted" | "Connector" | "ConnectionTest" | "Delivery" | "Packet" | "Problem" | "Replay",
): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}
