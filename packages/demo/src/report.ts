import type { RecordLayout } from "@hms-sync/connector-api";
import { recordRuler } from "@hms-sync/core";
import type { PacketView } from "@hms-sync/hub";
import type { BookedAppointment, StepTimes } from "./book-appointment.ts";

const LABEL_WIDTH = 13;

/** A line with its label in front; lines without a label stand under the one above. */
function line(label: string, text: string): string {
  return `  ${label.padEnd(LABEL_WIDTH)}${text}`.trimEnd();
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd(),
  );
}

/** A block of aligned rows, its label on the first. */
function block(label: string, rows: readonly (readonly string[])[]): string[] {
  return columns(rows).map((text, index) => line(index === 0 ? label : "", text));
}

function milliseconds(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
}

/** Each step with the time it took by itself. */
function stepLines(times: StepTimes): string[] {
  const steps: [string, number | undefined][] = [
    ["accepted, durable", times.accepted],
    ["mapped, encoded, delivered by FTP", times.landed],
    ["answered by the mainframe", times.answered],
  ];
  let before = 0;
  const rows: string[][] = [];
  for (const [name, at] of steps) {
    if (at === undefined) continue;
    rows.push([name, milliseconds(Math.max(0, at - before)).padStart(8)]);
    before = Math.max(before, at);
  }
  return block("steps", rows);
}

function diffLines(packet: PacketView): string[] {
  const head = line("diff packet", `${packet.event}  ${packet.key}  ${packet.id}`);
  const fields = Object.entries(packet.fields).map(([path, value]) => [path, JSON.stringify(value)]);
  return [head, ...block("", fields)];
}

function rowLines(layout: RecordLayout, bytes: Uint8Array): string[] {
  const { line: text, rows } = recordRuler(layout, bytes);
  const marks = rows.map(({ offset }) => offset);
  const ticks = Array.from(text, (_, at) => (marks.includes(at) ? "|" : " ")).join("");
  const table = rows.map(({ offset, length, field, declared, bytes: shown }) => [
    String(offset).padStart(3),
    String(length).padStart(3),
    field,
    declared,
    shown,
  ]);
  return [
    line("row", text),
    line("", ticks),
    ...block("", [["off", "len", "field", "picture", `bytes (${bytes.length} in all)`], ...table]),
  ];
}

/** What the demo shows of one appointment: packet, row, file, answer, steps and outcome. */
export function appointmentReport(
  booked: BookedAppointment,
  landed: { readonly layout: RecordLayout; readonly bytes: Uint8Array; readonly url: string } | undefined,
): string[] {
  const { packet, times } = booked;
  const [delivery] = packet.deliveries;
  const outcome = delivery === undefined ? "no connector listens" : delivery.state;
  const why = delivery?.reason === undefined ? "" : `: ${delivery.reason}`;
  return [
    ...diffLines(packet),
    "",
    ...(landed === undefined
      ? []
      : [...rowLines(landed.layout, landed.bytes), "", line("landed at", landed.url)]),
    ...(delivery?.ack === undefined
      ? []
      : [line("ack", `${delivery.ack.status}${delivery.ack.reason ? `: ${delivery.ack.reason}` : ""}`)]),
    "",
    ...stepLines(times),
    "",
    line("", `${outcome}${why}`),
  ];
}

/** Earlier packets, newest first. */
export function earlierReport(packets: readonly PacketView[], more: boolean): string[] {
  if (packets.length === 0) return [];
  const rows = packets.map((packet) => [
    packet.key,
    packet.event,
    packet.deliveries.map(({ state }) => state).join(", ") || "no connector",
    packet.receivedAt,
  ]);
  return ["", ...block("earlier", rows), ...(more ? [line("", "…")] : [])];
}
