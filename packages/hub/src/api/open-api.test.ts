import { expect, test } from "vitest";
import { startApi } from "../../suite/api-world.ts";
import { fakeConnector } from "../../suite/fake-connector.ts";
import { ticket } from "../../suite/test-hub.ts";
import { checkValue } from "./check-value.ts";
import type { JsonSchema } from "./json-schema.ts";
import { ROUTES } from "./routes.ts";
import { SCHEMAS } from "./schemas.ts";

/** References replaced by what they name, so that a value can be checked. */
function resolved(schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.replace("#/components/schemas/", "");
  const real = name === undefined ? schema : SCHEMAS[name]!;
  return {
    ...real,
    ...(real.items && { items: resolved(real.items) }),
    ...(real.properties && {
      properties: Object.fromEntries(
        Object.entries(real.properties).map(([key, value]) => [key, resolved(value)]),
      ),
    }),
  };
}

test("every route that is served is described, and nothing else", async () => {
  await using api = await startApi();
  const { body } = await api.call("GET", "/openapi.json");
  const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).sort());
  for (const route of described) {
    const [method, path] = route.split(" ") as [string, string];
    const answer = await api.call(
      method,
      path.replace(/\{\w+\}/g, "none").replace("/v1/stream", "/v1/stream?x"),
    );
    expect(answer.body?.code, route).not.toBe("HMS_HUB_ROUTE");
    expect(answer.body?.code, route).not.toBe("HMS_HUB_METHOD");
  }
  const references = JSON.stringify(body).matchAll(/"#\/components\/schemas\/(\w+)"/g);
  for (const [, name] of references) expect(Object.keys(SCHEMAS)).toContain(name);
});

test("operations have names of their own", () => {
  const names = ROUTES.map(({ operation }) => operation);
  expect(new Set(names).size).toBe(names.length);
});

test("answers are what the description says", async () => {
  await using api = await startApi({ connectors: [fakeConnector()] });
  const accepted = await api.call("POST", "/v1/events/appointment.created", { body: ticket(1) });
  await api.states(accepted.body.packetId, "delivered");
  const calls: [string, string, unknown?][] = [
    ["GET", `/v1/packets/${accepted.body.packetId}`],
    ["GET", "/v1/packets"],
    ["GET", "/v1/connectors"],
    ["POST", "/v1/connectors/dmv_mainframe/test"],
    ["POST", "/v1/connectors/dmv_mainframe/resume"],
    ["POST", "/v1/replays", { since: "1h", dryRun: true }],
    ["GET", "/healthz"],
    ["GET", "/readyz"],
  ];
  for (const [method, path, body] of calls) {
    const answer = await api.call(method, path, { body });
    const route = ROUTES.find(
      (candidate) =>
        candidate.method === method &&
        new RegExp(`^${candidate.path.replace(/\{\w+\}/g, "[^/]+")}$`).test(path),
    );
    const { schema } = route!.answers[answer.status]!;
    expect(checkValue(resolved(schema!), answer.body), `${method} ${path}`).toEqual([]);
  }
  const missing = await api.call("GET", "/v1/packets/none");
  expect(checkValue(resolved({ $ref: "#/components/schemas/Problem" }), missing.body)).toEqual([]);
  expect(checkValue(resolved({ $ref: "#/components/schemas/Accepted" }), accepted.body)).toEqual([]);
});
