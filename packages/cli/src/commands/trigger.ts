import type { Accepted, DeliveryView } from "@hms-sync/connector-api";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { withHub } from "../hub/with-hub.ts";
import { paintState } from "../output/paint-state.ts";
import { print } from "../output/print.ts";
import type { Style } from "../output/style.ts";
import { type Column, renderTable } from "../output/table.ts";
import { readText } from "../records/open-input.ts";
import { parsePayload } from "../records/parse-payload.ts";

/** `hms-sync trigger EVENT --payload FILE`: answers when the packet is durable, with `--wait` when all is said. */
export async function runTrigger(invocation: Invocation): Promise<ExitCode> {
  const file = invocation.text("payload") ?? "-";
  const payload = parsePayload(await readText(file, invocation.session), file);
  const idempotencyKey = invocation.text("idempotency-key");
  const event = invocation.argument("event");
  const options = idempotencyKey === undefined ? {} : { idempotencyKey };
  const { accepted, settlement } = await withHub(invocation, async (hub) => {
    const sent = await hub.trigger(event, payload, options);
    return { accepted: sent, settlement: invocation.flag("wait") ? await sent.settled() : undefined };
  });
  const { packetId, duplicate } = accepted;
  const deliveries: readonly Shown[] = settlement?.deliveries ?? accepted.deliveries;
  print(invocation, { packetId, duplicate, deliveries }, () =>
    acceptedText({ packetId, duplicate, deliveries }, event, invocation.style),
  );
  return settlement === undefined || settlement.ok ? EXIT_CODES.fine : EXIT_CODES.failed;
}

/** A delivery as the intake gave it, or as it ended. */
type Shown = Pick<DeliveryView, "id" | "connector" | "state" | "reason">;

function acceptedText(
  {
    packetId,
    duplicate,
    deliveries,
  }: Omit<Accepted, "deliveries"> & { readonly deliveries: readonly Shown[] },
  event: string,
  style: Style,
): string {
  const columns: readonly Column<Shown>[] = [
    { title: "connector", text: (delivery) => delivery.connector, paint: style.name },
    {
      title: "state",
      text: (delivery) => delivery.state,
      paint: (cell, { state }) => paintState(cell, state, style),
    },
    { title: "reason", text: (delivery) => delivery.reason },
    { title: "delivery", text: (delivery) => delivery.id },
  ];
  const head = duplicate
    ? `Already accepted as packet ${style.bold(packetId)}; nothing was sent again.\n`
    : `Accepted as packet ${style.bold(packetId)}.\n`;
  const table =
    deliveries.length === 0
      ? `No connector listens for ${event}: the packet is kept and goes nowhere.\n`
      : renderTable(columns, deliveries, style);
  return `${head}\n${table}\n${style.dim(`Follow it: hms-sync packets show ${packetId}`)}\n`;
}
