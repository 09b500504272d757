import type { ConnectorView } from "@hms-sync/client";
import { DELIVERY_STATES, type DeliveryState } from "@hms-sync/connector-api";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { withHubSource } from "../hub/with-hub-source.ts";
import { connectorTable } from "../output/connector-table.ts";
import { print } from "../output/print.ts";

/** `hms-sync status`: connectors, and every delivery counted once. */
export async function runStatus(invocation: Invocation): Promise<ExitCode> {
  const { style } = invocation;
  const { name, connectors } = await withHubSource(invocation, async (source) => ({
    name: source.name,
    connectors: await source.connectors(),
  }));
  const deliveries = totals(connectors);
  const running = invocation.text("data") === undefined;
  print(invocation, { hub: name, running, connectors, deliveries }, () => {
    const head = running
      ? `${style.good("running")}  ${name}`
      : `${style.dim("read from the data folder")}  ${name}`;
    return `${head}\n\n${connectorTable(connectors, style)}\n${adviceFor(connectors, deliveries)}\n`;
  });
  return EXIT_CODES.fine;
}

function totals(connectors: readonly ConnectorView[]): Partial<Record<DeliveryState, number>> {
  const sums: Partial<Record<DeliveryState, number>> = {};
  for (const state of DELIVERY_STATES) {
    const sum = connectors.reduce((total, { counts }) => total + (counts[state] ?? 0), 0);
    if (sum > 0) sums[state] = sum;
  }
  return sums;
}

/** What a person should look at, worst first. */
function adviceFor(
  connectors: readonly ConnectorView[],
  deliveries: Readonly<Partial<Record<DeliveryState, number>>>,
): string {
  const failed = connectors.find(({ state }) => state === "failed");
  if (failed !== undefined) return `${failed.id} could not be loaded: hms-sync connectors list`;
  const paused = connectors.find(({ state }) => state === "paused");
  if (paused !== undefined) return `${paused.id} is paused: hms-sync connectors resume ${paused.id}`;
  if (deliveries.dead !== undefined) return "Some deliveries are dead: hms-sync dead list";
  if (deliveries.in_doubt !== undefined) return "Some are in doubt: hms-sync packets list --state in_doubt";
  if (deliveries.retrying !== undefined)
    return "Some are tried again: hms-sync packets list --state retrying";
  if (deliveries.rejected !== undefined) return "Some were refused: hms-sync packets list --state rejected";
  return "Nothing needs a person.";
}
