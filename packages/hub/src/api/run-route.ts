import type { IncomingMessage } from "node:http";
import { HmsSyncError, nearestNames, type RecordProblem } from "@hms-sync/connector-api";
import { describeError } from "@hms-sync/core";
import type { Hub } from "../hub.ts";
import type { HubLog } from "../hub-log.ts";
import type { Authorize } from "./authorize.ts";
import { checkValue } from "./check-value.ts";
import { problemOf, RETRY_AFTER_SECONDS } from "./problem.ts";
import { checkContentType, parseJson, readBody } from "./read-body.ts";
import type { ApiAnswer, Route } from "./route.ts";

/** What every route is run with. */
export interface RunContext {
  readonly hub: Hub;
  readonly authorize: Authorize;
  readonly log: HubLog;
  /** Aborted when the server closes: what never ends by itself ends then. */
  readonly closing: AbortSignal;
}

/** Runs a route: key, query, body, then the route itself. Never throws: an error becomes its problem document. */
export async function runRoute(
  context: RunContext,
  route: Route,
  incoming: IncomingMessage,
  parameters: Readonly<Record<string, string>>,
  signal: AbortSignal = context.closing,
): Promise<ApiAnswer> {
  const { hub } = context;
  try {
    context.authorize(route.scope, incoming.headers);
    const query = queryOf(route, incoming.url ?? "");
    const body =
      route.body === undefined ? undefined : await bodyOf(route.body, incoming, hub.limits.bodyBytes);
    const header = (name: string): string | undefined => {
      const value = incoming.headers[name];
      return Array.isArray(value) ? value[0] : value;
    };
    return await route.handle(hub, { parameters, query, body, header, signal });
  } catch (error) {
    return problemAnswer(error, context.log, route.operation);
  }
}

/** The answer that tells an error. What nobody expected is logged, without its message. */
export function problemAnswer(error: unknown, log: HubLog, operation: string): ApiAnswer {
  const problem = problemOf(error);
  if (problem.status >= 500 && problem.code === "HMS_HUB_INTERNAL") {
    log.error({ operation, ...describeError(error) }, "request.failed");
  } else log.debug({ operation, code: problem.code, status: problem.status }, "request.refused");
  return {
    status: problem.status,
    headers:
      problem.status === 429 || problem.status === 503 ? { "retry-after": String(RETRY_AFTER_SECONDS) } : {},
    content: { type: "application/problem+json", data: JSON.stringify(problem) },
  };
}

function queryOf(route: Route, url: string): Record<string, string | number> {
  const query: Record<string, string | number> = {};
  const at = url.indexOf("?");
  if (at === -1) return query;
  const known = route.query ?? {};
  const problems: RecordProblem[] = [];
  for (const [name, text] of new URLSearchParams(url.slice(at + 1))) {
    const schema = Object.hasOwn(known, name) ? known[name] : undefined;
    if (schema === undefined) {
      problems.push(unknownParameter(name, Object.keys(known)));
      continue;
    }
    const value = schema.type === "integer" && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    problems.push(...checkValue(schema, value, name));
    query[name] = value;
  }
  if (problems.length > 0) {
    throw new HmsSyncError("HMS_HUB_REQUEST", "the address has parameters that the route does not take", {
      problems,
    });
  }
  return query;
}

function unknownParameter(name: string, known: readonly string[]): RecordProblem {
  const near = nearestNames(name, known);
  const message =
    near.length > 0
      ? `a parameter is unknown: did you mean ${near.join(" or ")}?`
      : `a parameter is unknown: known are ${known.join(", ") || "none"}`;
  return { path: "?", code: "HMS_HUB_REQUEST", message };
}

async function bodyOf(
  description: NonNullable<Route["body"]>,
  incoming: IncomingMessage,
  limitBytes: number,
): Promise<unknown> {
  const hasBody =
    incoming.headers["transfer-encoding"] !== undefined ||
    Number(incoming.headers["content-length"] ?? 0) > 0;
  if (!hasBody && !description.required) return undefined;
  checkContentType(incoming, description.contentTypes);
  const body = parseJson(await readBody(incoming, limitBytes));
  const problems = description.schema === "any" ? [] : checkValue(description.schema, body);
  if (problems.length > 0) {
    throw new HmsSyncError(
      "HMS_HUB_REQUEST",
      `the body has ${problems.length} fault${problems.length === 1 ? "" : "s"}`,
      {
        problems,
      },
    );
  }
  return body;
}
