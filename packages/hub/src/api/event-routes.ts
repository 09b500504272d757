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
const CLOUD_EVENTS_BATCH = "application/cloudevents-batch+json";
/** Characters of an idempotency key, and of id and source together. */
const LONGEST_KEY = 1_024;

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

/** CloudEvents 1.0, HTTP protocol binding: structured mode and batches by content type, else binary mode by headers. */
export const cloudEventRoute: Route = {
  method: "POST",
  path: "/v1/events",
  operation: "takeCloudEvent",
  summary: "Hand a CloudEvent, or a batch of them, to the hub; the type is the event's name",
  scope: "trigger",
  headers: {
    "CE-Specversion": "1.0, in binary mode",
    "CE-Type": "The event's name, in binary mode",
    "CE-Id": "With CE-Source, one packet however often it is sent",
    "CE-Source": "Who says so; shown with the packet",
    "CE-Time": "When it happened, RFC 3339",
    "Idempotency-Key": "Takes precedence over id and source",
  },
  body: {
    schema: "any",
    required: true,
    contentTypes: [CLOUD_EVENTS_JSON, CLOUD_EVENTS_BATCH, ...JSON_BODY],
  },
  answers: {
    ...ANSWERS,
    202: {
      description: "Durable; for a batch `items`, one per event and in its order",
      schema: {
        oneOf: [
          schemaNamed("Accepted"),
          objectOf({ items: { type: "array", items: schemaNamed("Accepted") } }, ["items"]),
        ],
      },
    },
  },
  problems: [404, 409, 413, 415, 429],
  handle: async (hub, request) => {
    const [contentType] = (request.header("content-type") ?? "").toLowerCase().split(";") as [string];
    if (contentType.trim() === CLOUD_EVENTS_JSON) return await takeStructured(hub, request);
    if (contentType.trim() === CLOUD_EVENTS_BATCH) return await takeBatch(hub, request);
    const problems = ["CE-Specversion", "CE-Type", "CE-Id", "CE-Source"]
      .filter((name) => !request.header(name.toLowerCase()))
      .map((name) => ({ path: name, code: "HMS_HUB_REQUEST", message: "is required" }));
    if (problems.length === 0 && request.header("ce-specversion") !== "1.0") {
      problems.push({ path: "CE-Specversion", code: "HMS_HUB_REQUEST", message: "expected 1.0" });
    }
    if (problems.length > 0) throw faulty(problems);
    return await take(hub, request.header("ce-type") ?? "", request.body, optionsFromHeaders(request));
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
  const event = request.body as Envelope;
  const given = givenKey(request);
  return await take(hub, event.type, event.data, {
    ...optionsOf(event),
    ...(given !== undefined && { idempotencyKey: given }),
  });
}

/**
 * All or nothing as far as faults go: every envelope and payload is checked before the first event is taken. A batch that
 * is cut short by a hub that is busy or stopping may be sent again as it is: id and source tell what was taken.
 */
async function takeBatch(hub: Hub, request: ApiRequest): Promise<ApiAnswer> {
  const problems = checkValue({ type: "array", items: envelope }, request.body);
  if (problems.length > 0) throw faulty(problems);
  const events = request.body as readonly Envelope[];
  for (const [index, { type, data }] of events.entries()) {
    const definition = hub.events.get(type);
    if (definition === undefined) {
      problems.push({
        path: `[${index}].type`,
        code: "HMS_EVT_UNKNOWN",
        message: "names no event of this hub",
      });
      continue;
    }
    const checked = definition.validate(data);
    if (checked.ok) continue;
    for (const fault of checked.faults) {
      problems.push({ ...fault, path: `[${index}].data.${fault.path}` });
    }
  }
  if (problems.length > 0) throw faulty(problems);
  const items = await Promise.all(
    events.map((event) => hub.trigger(event.type, event.data, optionsOf(event))),
  );
  return { status: 202, body: { items } };
}

function optionsOf({ id, source, time }: Envelope): TriggerOptions {
  return { idempotencyKey: keyOf(source, id), source, ...(time !== undefined && { occurredAt: time }) };
}

async function take(hub: Hub, event: string, payload: unknown, options: TriggerOptions): Promise<ApiAnswer> {
  const accepted = await hub.trigger(event, payload, options);
  return { status: accepted.duplicate ? 200 : 202, body: accepted };
}

function optionsFromHeaders({ header }: ApiRequest): TriggerOptions {
  const id = header("ce-id");
  const source = readable(header("ce-source"));
  const time = header("ce-time");
  const key = givenKey({ header }) ?? (id === undefined ? undefined : keyOf(source ?? "", id));
  return {
    ...(key !== undefined && { idempotencyKey: key }),
    ...(source !== undefined && { source }),
    ...(time !== undefined && { occurredAt: time }),
  };
}

/** @throws HMS_HUB_REQUEST for a key that is empty or too long. */
function givenKey({ header }: Pick<ApiRequest, "header">): string | undefined {
  const key = header("idempotency-key");
  if (key === undefined || (key !== "" && key.length <= LONGEST_KEY)) return key;
  const message = key === "" ? "is empty" : `is longer than ${LONGEST_KEY} characters`;
  throw faulty([{ path: "Idempotency-Key", code: "HMS_HUB_REQUEST", message }]);
}

/**
 * Source and id together name an event (CloudEvents 1.0, section 3.1). The line feed keeps such names apart from keys
 * that were given, since a header cannot hold one.
 */
function keyOf(source: string, id: string): string {
  if (source.length + id.length <= LONGEST_KEY) return `\n${JSON.stringify([source, id])}`;
  const message = `is, with its source, longer than ${LONGEST_KEY} characters`;
  throw faulty([{ path: "id", code: "HMS_HUB_REQUEST", message }]);
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
