import { HmsSyncError, type RecordProblem, type TriggerOptions } from "@hms-sync/connector-api";
import type { Hub } from "../hub.ts";
import { checkValue } from "./check-value.ts";
import { type JsonSchema, objectOf } from "./json-schema.ts";
import { type ApiAnswer, type ApiRequest, JSON_BODY, type Route } from "./route.ts";
import { schemaNamed } from "./schemas.ts";

const ANSWERS: Route["answers"] = {
  200: {
    description: "The idempotency key was seen with this payload: the first packet",
    schema: schemaNamed("Accepted"),
  },
  202: { description: "Durable; deliveries are on their way", schema: schemaNamed("Accepted") },
};

/** One event per request: the hub's busiest route. */
export const triggerRoute: Route = {
  method: "POST",
  path: "/v1/events/{event}",
  operation: "triggerEvent",
  summary: "Hand an event to the hub",
  scope: "trigger",
  headers: {
    "Idempotency-Key": "The same key with the same payload is one packet",
    "CE-Id": "With CE-Source, used when there is no Idempotency-Key",
    "CE-Time": "When it happened, RFC 3339",
    "CE-Source": "Who says so; shown with the packet",
  },
  body: { schema: "any", required: true, contentTypes: JSON_BODY },
  answers: ANSWERS,
  problems: [404, 409, 413, 415, 429],
  handle: async (hub, request) => {
    const type = request.header("ce-type");
    const event = request.parameters["event"] ?? "";
    if (type !== undefined && type !== event) {
      throw faulty([
        { path: "CE-Type", code: "HMS_HUB_REQUEST", message: "names another event than the address" },
      ]);
    }
    return await take(hub, event, request.body, optionsFromHeaders(request));
  },
};

const CLOUD_EVENTS_JSON = "application/cloudevents+json";

const envelope: JsonSchema = {
  ...objectOf(
    {
      specversion: { type: "string", enum: ["1.0"] },
      id: { type: "string", minLength: 1 },
      source: { type: "string", minLength: 1 },
      type: { type: "string", minLength: 1 },
      time: { type: "string" },
      datacontenttype: { type: "string", enum: ["application/json"] },
      data: {},
    },
    ["specversion", "id", "source", "type", "data"],
  ),
  // extension attributes are permitted, and mean nothing here
  additionalProperties: true,
};

/** CloudEvents 1.0, HTTP protocol binding: structured mode by content type, else binary mode by headers. */
export const cloudEventRoute: Route = {
  method: "POST",
  path: "/v1/events",
  operation: "takeCloudEvent",
  summary: "Hand a CloudEvent to the hub; its type is the event's name",
  scope: "trigger",
  headers: {
    "CE-Specversion": "1.0, in binary mode",
    "CE-Type": "The event's name, in binary mode",
    "CE-Id": "With CE-Source, one packet however often it is sent",
    "CE-Source": "Who says so; shown with the packet",
    "CE-Time": "When it happened, RFC 3339",
    "Idempotency-Key": "Takes precedence over id and source",
  },
  body: { schema: "any", required: true, contentTypes: [CLOUD_EVENTS_JSON, ...JSON_BODY] },
  answers: ANSWERS,
  problems: [404, 409, 413, 415, 429],
  handle: async (hub, request) => {
    const contentType = request.header("content-type") ?? "";
    if (contentType.startsWith(CLOUD_EVENTS_JSON)) return await takeStructured(hub, request);
    const event = request.header("ce-type");
    if (request.header("ce-specversion") !== "1.0" || event === undefined) {
      throw faulty([
        {
          path: "CE-Specversion",
          code: "HMS_HUB_REQUEST",
          message: "expected 1.0, and CE-Type with the event's name",
        },
      ]);
    }
    return await take(hub, event, request.body, optionsFromHeaders(request));
  },
};

interface Envelope {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time?: string;
  readonly data: unknown;
}

async function takeStructured(hub: Hub, request: ApiRequest): Promise<ApiAnswer> {
  const problems = checkValue(envelope, request.body);
  if (problems.length > 0) throw faulty(problems);
  const { id, source, type, time, data } = request.body as Envelope;
  return await take(hub, type, data, {
    idempotencyKey: request.header("idempotency-key") ?? keyOf(source, id),
    source,
    ...(time !== undefined && { occurredAt: time }),
  });
}

async function take(hub: Hub, event: string, payload: unknown, options: TriggerOptions): Promise<ApiAnswer> {
  const accepted = await hub.trigger(event, payload, options);
  return { status: accepted.duplicate ? 200 : 202, body: accepted };
}

function optionsFromHeaders({ header }: ApiRequest): TriggerOptions {
  const id = header("ce-id");
  const source = readable(header("ce-source"));
  const time = header("ce-time");
  const key = header("idempotency-key") ?? (id === undefined ? undefined : keyOf(source ?? "", id));
  return {
    ...(key !== undefined && { idempotencyKey: key }),
    ...(source !== undefined && { source }),
    ...(time !== undefined && { occurredAt: time }),
  };
}

/** Source and id together name an event (CloudEvents 1.0, section 3.1). */
function keyOf(source: string, id: string): string {
  return `${source} ${id}`;
}

/** Header values are percent-encoded (CloudEvents HTTP protocol binding, section 3.1.3.2). */
function readable(value: string | undefined): string | undefined {
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    return value;
  }
}

function faulty(problems: readonly RecordProblem[]): HmsSyncError {
  return new HmsSyncError("HMS_HUB_REQUEST", "the event's envelope has faults", { problems });
}
