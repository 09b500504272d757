import type { ConnectorView } from "./connector-view.ts";

/** Counts in Prometheus' text exposition format, version 0.0.4. */
export function metricsText(connectors: readonly ConnectorView[]): string {
  const deliveries = connectors.flatMap(({ id, counts }) =>
    Object.entries(counts).map(([state, count]) =>
      sample("hms_sync_deliveries", { connector: id, state }, count),
    ),
  );
  const active = connectors.map(({ id, state }) =>
    sample("hms_sync_connector_active", { connector: id }, state === "active" ? 1 : 0),
  );
  return [
    "# HELP hms_sync_deliveries Deliveries by connector and state.",
    "# TYPE hms_sync_deliveries gauge",
    ...deliveries,
    "# HELP hms_sync_connector_active 1 while the connector sends, 0 while it is paused, draining or failed.",
    "# TYPE hms_sync_connector_active gauge",
    ...active,
    "",
  ].join("\n");
}

function sample(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const text = Object.entries(labels)
    .map(
      ([label, labelValue]) =>
        `${label}="${labelValue.replace(/[\\"\n]/g, (char) => (char === "\n" ? "\\n" : `\\${char}`))}"`,
    )
    .join(",");
  return `${name}{${text}} ${value}`;
}
