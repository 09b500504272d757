import type { ConnectorView } from "@hms-sync/client";
import { DELIVERY_STATES } from "@hms-sync/connector-api";
import { paintState } from "./paint-state.ts";
import { printable } from "./printable.ts";
import type { Style } from "./style.ts";
import { type Column, renderTable } from "./table.ts";

/** Connectors with their deliveries by state; states that nothing is in have no column. */
export function connectorTable(connectors: readonly ConnectorView[], style: Style): string {
  if (connectors.length === 0) return "No connectors. Add one under connectors in the hub's configuration.\n";
  const columns: readonly Column<ConnectorView>[] = [
    { title: "connector", text: (connector) => connector.id, paint: style.name },
    { title: "protocol", text: (connector) => connector.protocol },
    {
      title: "state",
      text: ({ state, reason }) => (reason === undefined ? state : `${state} (${reason})`),
      paint: (cell, { state }) => paintConnector(cell, state, style),
    },
    ...DELIVERY_STATES.map(
      (state): Column<ConnectorView> => ({
        title: state,
        align: "right",
        text: ({ counts }) => counts[state] || undefined,
        paint: (cell) => paintState(cell, state, style),
      }),
    ),
  ];
  const failed = connectors
    .filter(({ message }) => message !== undefined)
    .map(({ id, message }) => `${style.bad(id)}: ${printable(message ?? "")}\n`);
  return renderTable(columns, connectors, style) + (failed.length === 0 ? "" : `\n${failed.join("")}`);
}

function paintConnector(cell: string, state: ConnectorView["state"], style: Style): string {
  if (state === "active") return style.good(cell);
  return state === "failed" ? style.bad(cell) : style.warning(cell);
}
