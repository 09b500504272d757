import { ERROR_CATALOGUE } from "@hms-sync/connector-api";
import type { JsonSchema } from "./json-schema.ts";
import type { AnswerDescription, Route } from "./route.ts";
import { SCHEMAS, schemaNamed } from "./schemas.ts";

/** Statuses that any route with a body may give besides its own. */
const BODY_PROBLEMS = [400, 413, 415, 422];

/** The API's description (OpenAPI 3.1), made from the routes that are served. */
export function openApi(routes: readonly Route[]): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    paths[route.path]![route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "HMS Sync hub",
      version: "1",
      description: "Takes events from HMS, delivers them to outside systems, and says what became of them.",
    },
    paths,
    components: {
      schemas: SCHEMAS,
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "A key of the hub's configuration" },
      },
    },
  };
}

function operation(route: Route): Record<string, unknown> {
  const parameters = [
    ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    })),
    ...Object.entries(route.query ?? {}).map(([name, schema]) => ({ name, in: "query", schema })),
    ...Object.entries(route.headers ?? {}).map(([name, description]) => ({
      name,
      in: "header",
      description,
      schema: { type: "string" },
    })),
  ];
  return {
    operationId: route.operation,
    summary: route.summary,
    ...(route.scope === "open" ? { security: [] } : { security: [{ key: [] }], "x-scope": route.scope }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body !== undefined && {
      requestBody: {
        required: route.body.required,
        content: contentFor(route.body.contentTypes, route.body.schema),
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, answer]) => [status, response(answer)]),
      ),
      ...Object.fromEntries(problemStatuses(route).map((status) => [status, problemResponse(status)])),
    },
  };
}

function contentFor(types: readonly string[], schema: JsonSchema | "any"): Record<string, unknown> {
  return Object.fromEntries(types.map((type) => [type, { schema: schema === "any" ? {} : schema }]));
}

function response({ description, schema, contentType }: AnswerDescription): Record<string, unknown> {
  return {
    description,
    content: { [contentType ?? "application/json"]: schema === undefined ? {} : { schema } },
  };
}

function problemStatuses(route: Route): number[] {
  const statuses = new Set([
    ...route.problems,
    ...(route.body === undefined ? [] : BODY_PROBLEMS),
    ...(route.query === undefined ? [] : [422]),
    ...(route.scope === "open" ? [] : [401, 403]),
    ...(route.scope === "open" && route.problems.length === 0 ? [] : [503]),
  ]);
  return [...statuses].sort();
}

function problemResponse(status: number): Record<string, unknown> {
  const codes = Object.entries(ERROR_CATALOGUE)
    .filter(([code, entry]) => entry.status === status && /^HMS_(HUB|EVT|STO|CFG)_/.test(code))
    .map(([code]) => code);
  return {
    description: `Problem document: ${codes.join(", ")}`,
    content: { "application/problem+json": { schema: schemaNamed("Problem") } },
  };
}
