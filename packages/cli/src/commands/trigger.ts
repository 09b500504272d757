import type { Accepted } from "@hms-sync/connector-api";
import { HmsSyncError } from "@hms-sync/connector-api";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { connectToHub } from "../hub/connect-to-hub.ts";
import { print } from "../output/print.ts";
import { paintState } from "../output/state.ts";
import type { Style } from "../output/style.ts";
import { type Column, renderTable } from "../output/table.ts";
import { readText } from "../records/input.ts";

/** `hms-sync trigger EVENT --payload FILE`: answers when the packet is durable. */
export async function runTrigger(invocation: Invocation): Promise<ExitCode> {
  const file = invocation.text("payload") ?? "-";
  const payload = parsePayload(await readText(file, invocation.session), file);
  const idempotencyKey = invocation.text("idempotency-key");
  const event = invocation.argument("event");
  const hub = await connectToHub(invocation);
  const accepted = await hub.trigger(event, payload, idempotencyKey === undefined ? {} : { idempotencyKey });
  print(invocation, accepted, () => acceptedText(accepted, event, invocation.style));
  return EXIT_CODES.fine;
}

function acceptedText(accepted: Accepted, event: string, style: Style): string {
  const columns: readonly Column<Accepted["deliveries"][number]>[] = [
    { title: "connector", text: (delivery) => delivery.connector, paint: style.name },
    {
      title: "state",
      text: (delivery) => delivery.state,
      paint: (cell, { state }) => paintState(cell, state, style),
    },
    { title: "delivery", text: (delivery) => delivery.id },
  ];
  const head = accepted.duplicate
    ? `Already accepted as packet ${style.bold(accepted.packetId)}; nothing was sent again.\n`
    : `Accepted as packet ${style.bold(accepted.packetId)}.\n`;
  const deliveries =
    accepted.deliveries.length === 0
      ? `No connector listens for ${event}: the packet is kept and goes nowhere.\n`
      : renderTable(columns, accepted.deliveries, style);
  return `${head}\n${deliveries}\n${style.dim(`Follow it: hms-sync packets show ${accepted.packetId}`)}\n`;
}

/** The parser's own message may quote the text, so only its place is shown. */
function parsePayload(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /at position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    const before = text.slice(0, position === undefined ? text.length : Number(position)).split("\n");
    const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
    const name = file === "-" ? "standard input" : file;
    throw new HmsSyncError("HMS_CLI_JSON", `${name} is not JSON: ${place}`);
  }
}
