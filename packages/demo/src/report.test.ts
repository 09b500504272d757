import type { RecordLayout } from "@hms-sync/connector-api";
import type { PacketView } from "@hms-sync/hub";
import { describe, expect, it } from "vitest";
import type { BookedAppointment } from "./book-appointment.ts";
import { appointmentReport, earlierReport } from "./report.ts";

const packet: PacketView = {
  id: "0198",
  event: "appointment.created",
  key: "ticket:7",
  occurredAt: "2026-01-02T03:04:05.000Z",
  receivedAt: "2026-01-02T03:04:05.001Z",
  baseVersion: 0,
  fields: { "ticket.id": 7, "ticket.title": "9 AM Slot" },
  deliveries: [
    {
      id: "d1",
      packetId: "0198",
      connector: "dmv_mainframe",
      state: "delivered",
      contract: "3f9c2a71d0be",
      attempts: [],
      ack: { status: "delivered", at: "2026-01-02T03:04:06.000Z" },
    },
  ],
};

const booked: BookedAppointment = {
  packet,
  settlement: { packetId: "0198", ok: true, deliveries: packet.deliveries },
  times: { accepted: 1.25, landed: 6, answered: 106 },
};

const layout: RecordLayout = {
  record: "ROW",
  length: 6,
  fields: [
    { path: "ACTION", offset: 0, length: 1, picture: "X", usage: "DISPLAY", kind: "text", optional: true },
    { path: "NUM", offset: 1, length: 5, picture: "9(5)", usage: "DISPLAY", kind: "number", optional: false },
  ],
};

describe("the demo's report", () => {
  it("shows packet, row with ruler, file, answer, the time of each step and the outcome", () => {
    const bytes = new TextEncoder().encode("A00007");
    const url = "ftp://127.0.0.1:2121/inbox/APPT000001.DAT";
    expect(`\n${appointmentReport(booked, { layout, bytes, url }).join("\n")}\n`).toMatchInlineSnapshot(`
      "
        diff packet  appointment.created  ticket:7  0198
                     ticket.id     7
                     ticket.title  "9 AM Slot"

        row          A00007
                     ||
                     off  len  field   picture  bytes (6 in all)
                       0    1  ACTION  X        A
                       1    5  NUM     9(5)     00007

        landed at    ftp://127.0.0.1:2121/inbox/APPT000001.DAT
        ack          delivered

        steps        accepted, durable                    1.3 ms
                     mapped, encoded, delivered by FTP    4.8 ms
                     answered by the mainframe            100 ms

                     delivered
      "
    `);
  });
  it("says so when nothing landed", () => {
    const failed = { ...booked, packet: { ...packet, deliveries: [] } };
    expect(appointmentReport(failed, undefined).at(-1)).toBe("               no connector listens");
  });
  it("lists earlier packets and says when there are more", () => {
    expect(earlierReport([], false)).toEqual([]);
    expect(earlierReport([packet], true)).toEqual([
      "",
      "  earlier      ticket:7  appointment.created  delivered  2026-01-02T03:04:05.001Z",
      "               …",
    ]);
  });
});
