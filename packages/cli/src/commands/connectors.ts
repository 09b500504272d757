import type { ConnectionTest } from "@hms-sync/connector-api";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { withHub } from "../hub/with-hub.ts";
import { connectorTable } from "../output/connector-table.ts";
import { print } from "../output/print.ts";
import type { Style } from "../output/style.ts";
import { type Column, renderTable } from "../output/table.ts";

/** `hms-sync connectors list`. */
export async function runConnectorsList(invocation: Invocation): Promise<ExitCode> {
  const connectors = await withHub(invocation, (hub) => hub.connectors());
  print(invocation, { connectors }, () => connectorTable(connectors, invocation.style));
  return EXIT_CODES.fine;
}

/** `hms-sync connectors test ID`: exit code 1 when a step fails. */
export async function runConnectorsTest(invocation: Invocation): Promise<ExitCode> {
  const id = invocation.argument("id");
  const test = await withHub(invocation, (hub) => hub.testConnector(id));
  print(invocation, test, () => testText(test, id, invocation.style));
  return test.ok ? EXIT_CODES.fine : EXIT_CODES.failed;
}

/** `hms-sync connectors pause ID`. */
export async function runConnectorsPause(invocation: Invocation): Promise<ExitCode> {
  return await change(invocation, "pauseConnector", "is paused: packets wait, nothing is lost");
}

/** `hms-sync connectors resume ID`. */
export async function runConnectorsResume(invocation: Invocation): Promise<ExitCode> {
  return await change(invocation, "resumeConnector", "sends again");
}

/** `hms-sync connectors drain ID`. */
export async function runConnectorsDrain(invocation: Invocation): Promise<ExitCode> {
  return await change(invocation, "drainConnector", "has finished what it was sending and is paused");
}

async function change(
  invocation: Invocation,
  action: "pauseConnector" | "resumeConnector" | "drainConnector",
  outcome: string,
): Promise<ExitCode> {
  const id = invocation.argument("id");
  const connector = await withHub(invocation, (hub) => hub[action](id));
  print(invocation, connector, () => `${invocation.style.name(id)} ${outcome}.\n`);
  return EXIT_CODES.fine;
}

function testText(test: ConnectionTest, id: string, style: Style): string {
  const columns: readonly Column<ConnectionTest["steps"][number]>[] = [
    {
      title: "",
      text: (step) => (step.ok ? "ok" : "failed"),
      paint: (cell, step) => (step.ok ? style.good(cell) : style.bad(cell)),
    },
    { title: "step", text: (step) => step.name },
    { title: "took", align: "right", text: (step) => `${Math.round(step.durationMs)} ms` },
    { title: "", text: (step) => step.message },
  ];
  const outcome = test.ok ? style.good("is reachable") : style.bad("cannot be used now");
  return `${renderTable(columns, test.steps, style)}\n${style.name(id)} ${outcome}.\n`;
}
