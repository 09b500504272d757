import type { PacketView } from "@hms-sync/client";
import type { DeliveryState, DeliveryView } from "@hms-sync/connector-api";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { packetQuery } from "../hub/packet-query.ts";
import { withHubSource } from "../hub/with-hub-source.ts";
import { formatTime } from "../output/format-time.ts";
import { paintState } from "../output/paint-state.ts";
import { print } from "../output/print.ts";
import { printable } from "../output/printable.ts";
import type { Style } from "../output/style.ts";
import { type Column, renderPairs, renderTable } from "../output/table.ts";

/** `hms-sync packets list`: newest first, one page. */
export async function runPacketsList(invocation: Invocation): Promise<ExitCode> {
  const { style } = invocation;
  const query = packetQuery(invocation, invocation.text("state") as DeliveryState | undefined);
  const page = await withHubSource(invocation, (source) => source.packets(query));
  const columns: readonly Column<PacketView>[] = [
    { title: "received", text: (packet) => formatTime(packet.receivedAt), paint: style.dim },
    { title: "packet", text: (packet) => packet.id },
    { title: "event", text: (packet) => packet.event, paint: style.name },
    { title: "key", text: (packet) => packet.key },
    {
      title: "deliveries",
      text: (packet) => packet.deliveries.map(deliveryText).join(", "),
      paint: paintWorst,
    },
  ];
  function paintWorst(cell: string, packet: PacketView): string {
    const unfinished = packet.deliveries.find((delivery) => delivery.state !== "delivered");
    const shown = unfinished ?? packet.deliveries[0];
    return shown === undefined ? cell : paintState(cell, shown.state, style);
  }
  print(invocation, page, () => {
    if (page.items.length === 0) return emptyText(invocation);
    const more =
      page.next === undefined
        ? ""
        : style.dim(`\nThere are more: add --cursor ${page.next}, or a larger --limit.\n`);
    return renderTable(columns, page.items, style) + more;
  });
  return EXIT_CODES.fine;
}

/** `hms-sync packets show ID`: what changed, and every attempt to deliver it. */
export async function runPacketsShow(invocation: Invocation): Promise<ExitCode> {
  const id = invocation.argument("id");
  const packet = await withHubSource(invocation, (source) => source.packet(id));
  print(invocation, packet, () => packetText(packet, invocation.style));
  return EXIT_CODES.fine;
}

function packetText(packet: PacketView, style: Style): string {
  const head = renderPairs(
    [
      ["packet", packet.id],
      ["event", packet.event],
      ["key", packet.key],
      ["occurred", formatTime(packet.occurredAt)],
      ["received", formatTime(packet.receivedAt)],
      ["based on", packet.baseVersion === 0 ? "nothing before it" : `version ${packet.baseVersion}`],
    ],
    style,
  );
  const columns: readonly Column<readonly [string, unknown]>[] = [
    { title: "changed", text: ([path]) => path, paint: style.name },
    { title: "to", text: ([, value]) => JSON.stringify(value) },
  ];
  const fields = Object.entries(packet.fields);
  const changed = fields.length === 0 ? "Nothing changed.\n" : renderTable(columns, fields, style);
  const deliveries =
    packet.deliveries.length === 0
      ? "No connector listens for this event.\n"
      : packet.deliveries.map((delivery) => deliveryBlock(delivery, style)).join("\n");
  return `${head}\n${changed}\n${deliveries}`;
}

function deliveryBlock(delivery: DeliveryView, style: Style): string {
  const state = paintState(delivery.state, delivery.state, style);
  const reason = delivery.reason === undefined ? "" : style.dim(` (${printable(delivery.reason)})`);
  const facts = renderPairs(
    [
      ["delivery", delivery.id],
      ["reference", delivery.reference],
      ["next try", formatTime(delivery.nextAttemptAt)],
      ["repeats", delivery.replayOf],
      ["answer", answerText(delivery)],
    ],
    style,
  );
  const columns: readonly Column<DeliveryView["attempts"][number]>[] = [
    { title: "attempt", align: "right", text: (attempt) => attempt.n },
    { title: "at", text: (attempt) => formatTime(attempt.at) },
    { title: "took", align: "right", text: (attempt) => `${Math.round(attempt.durationMs)} ms` },
    { title: "outcome", text: (attempt) => attempt.outcome },
    { title: "code", text: (attempt) => attempt.code },
    { title: "message", text: (attempt) => attempt.message },
  ];
  const attempts = delivery.attempts.length === 0 ? "" : renderTable(columns, delivery.attempts, style);
  return `${style.bold(delivery.connector)}  ${state}${reason}\n${indent(facts + attempts)}`;
}

function answerText({ ack }: DeliveryView): string | undefined {
  if (ack === undefined) return undefined;
  const extra = [ack.reason, ack.reference].filter((part) => part !== undefined).join(", ");
  return `${ack.status} at ${formatTime(ack.at)}${extra === "" ? "" : ` (${extra})`}`;
}

function deliveryText(delivery: DeliveryView): string {
  return `${delivery.connector} ${delivery.state}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}

function emptyText(invocation: Invocation): string {
  const filters = ["event", "connector", "entity", "since", "until", "state", "cursor"];
  return filters.some((name) => invocation.text(name) !== undefined)
    ? "No packets match. Take a filter away to see more.\n"
    : "No packets yet. Send one: hms-sync trigger appointment.created --payload ticket.json\n";
}
