import type { DeliveryState, ReplayRequest, ReplayResult } from "@hms-sync/connector-api";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { usageError } from "../command-line/usage-error.ts";
import { withHub } from "../hub/with-hub.ts";
import { print } from "../output/print.ts";
import type { Style } from "../output/style.ts";
import { renderTable } from "../output/table.ts";

/** `hms-sync replay`: new deliveries of stored packets, or with `--dry-run` their number. */
export async function runReplay(invocation: Invocation): Promise<ExitCode> {
  const request = replayRequest(invocation);
  const result = await withHub(invocation, (hub) => hub.replay(request), "hub-key");
  print(invocation, result, () => replayText(result, request.dryRun === true, invocation.style));
  return EXIT_CODES.fine;
}

function replayRequest(invocation: Invocation): ReplayRequest {
  const since = invocation.text("since");
  if (since === undefined) throw usageError("hms-sync replay needs --since");
  const [event, connector, key, until] = ["event", "connector", "key", "until"].map((name) =>
    invocation.text(name),
  );
  const state = invocation.text("state") as DeliveryState | undefined;
  const mode = invocation.text("mode") as ReplayRequest["mode"];
  return {
    since,
    ...(event === undefined ? {} : { event }),
    ...(connector === undefined ? {} : { connector }),
    ...(key === undefined ? {} : { key }),
    ...(until === undefined ? {} : { until }),
    ...(state === undefined ? {} : { state }),
    ...(mode === undefined ? {} : { mode }),
    ...(invocation.flag("dry-run") ? { dryRun: true } : {}),
  };
}

function replayText(result: ReplayResult, dryRun: boolean, style: Style): string {
  if (result.deliveries === 0) return "Nothing to replay: no stored packet matches.\n";
  const counts = `${counted(result.packets, "packet")}, ${counted(result.deliveries, "delivery", "deliveries")}`;
  const head = dryRun ? `Would replay ${counts}. Nothing was sent.\n` : `Replaying ${counts}.\n`;
  const rows = Object.entries(result.byConnector);
  const table = renderTable(
    [
      { title: "connector", text: ([id]: [string, number]) => id, paint: style.name },
      { title: "deliveries", align: "right", text: ([, count]: [string, number]) => count },
    ],
    rows,
    style,
  );
  const risk =
    result.duplicateRisk.length === 0
      ? ""
      : `\n${style.warning("These cannot tell a repeated message from a new one:")} ${result.duplicateRisk.join(", ")}\n`;
  return `${head}\n${table}${risk}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
