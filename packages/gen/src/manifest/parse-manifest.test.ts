import { describe, expect, it } from "vitest";
import { parseManifest } from "./parse-manifest.ts";

const LEAST = `
hms: 1
id: clerk
protocol: ftp
endpoint: env:CLERK_URL
layout: { copybook: ./clerk.cpy, profile: gnucobol }
events:
  appointment.created:
    fields:
      APPT_NUM: ticket.id
`;

describe("parseManifest", () => {
  it("fills in the defaults", () => {
    const { manifest, findings } = parseManifest("clerk.connector.yaml", LEAST);
    expect(findings).toEqual([]);
    expect(manifest).toMatchObject({
      id: "clerk",
      password: null,
      needs: "full",
      order: { key: "entity", after: "sent", onReject: "continue" },
      dedupe: false,
      retry: { jitter: 0.2, maxAgeMs: 259_200_000 },
      filePolicy: { name: "{packetId}.dat" },
      ack: {
        // biome-ignore lint/suspicious/noThenProperty: the manifest calls it so, and its value is no function
        policy: { from: "transport", pollMs: 2_000, deadlineMs: 86_400_000, then: "archive" },
        layout: null,
      },
      layout: { framing: "none", record: null, encoding: null },
    });
    expect(manifest?.retry.delaysMs).toEqual([
      60_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000,
    ]);
  });

  it("keeps where each path stands", () => {
    const { manifest } = parseManifest("clerk.connector.yaml", LEAST);
    const rule = manifest?.events[0]?.fields[0];
    expect(rule?.pointer).toBe("#/events/appointment.created/fields/APPT_NUM");
    expect(rule?.field.span).toMatchObject({ line: 10, column: 7, endLine: 10, endColumn: 15 });
    expect(rule?.from[0]?.span).toMatchObject({
      file: "clerk.connector.yaml",
      line: 10,
      column: 17,
      endColumn: 26,
    });
  });

  it("escapes what a pointer cannot carry", () => {
    const { manifest } = parseManifest("a.yaml", LEAST.replace("APPT_NUM", "A/B~C"));
    expect(manifest?.events[0]?.fields[0]?.pointer).toBe("#/events/appointment.created/fields/A~1B~0C");
  });

  it("follows anchors", () => {
    const text = `${LEAST.replace("    fields:\n", "    fields: &rules\n")}  appointment.updated: { fields: *rules }\n`;
    const { manifest, findings } = parseManifest("a.yaml", text);
    expect(findings).toEqual([]);
    expect(manifest?.events.map((event) => event.fields.map((rule) => rule.field.value))).toEqual([
      ["APPT_NUM"],
      ["APPT_NUM"],
    ]);
  });

  it("takes the answer's profile from the record it answers", () => {
    const ack =
      "ack: { from: file, folder: /o, pattern: '*', layout: { copybook: a.cpy }, match: { A: B }, accepted: { S: OK } }";
    const layout = "layout: { copybook: ./clerk.cpy, profile: ibm, encoding: cp1140, framing: lf }";
    const { manifest, findings } = parseManifest("a.yaml", LEAST.replace(/layout:.*/, layout) + ack);
    expect(findings).toEqual([]);
    expect(manifest?.ack.layout).toMatchObject({
      profile: { value: "ibm" },
      encoding: { value: "cp1140" },
      framing: "lf",
    });
    expect(manifest?.ack.accepted[0]?.values.map((value) => value.value)).toEqual(["OK"]);
  });

  it("gives an answer with another profile none of the record's encoding", () => {
    const ack =
      "ack: { from: file, folder: /o, pattern: '*', layout: { copybook: a.cpy, profile: gnucobol }, match: { A: B }, accepted: { S: OK } }";
    const layout = "layout: { copybook: ./clerk.cpy, profile: ibm, encoding: cp1140 }";
    const { manifest } = parseManifest("a.yaml", LEAST.replace(/layout:.*/, layout) + ack);
    expect(manifest?.ack.layout).toMatchObject({ profile: { value: "gnucobol" }, encoding: null });
  });

  it("reads dedupe by paths and keeps where they stand", () => {
    const { manifest } = parseManifest("a.yaml", `${LEAST}dedupe: { by: [ticket.id], window: 7d }\n`);
    expect(manifest?.dedupe).toEqual({ by: ["ticket.id"], windowMs: 604_800_000 });
    expect(manifest?.dedupePaths.map((path) => path.span.column)).toEqual([16]);
  });

  it.each([
    "env:DMV_FTP_URL",
    "file:/run/secrets/url",
    "ftp://10.2.3.4/inbox",
    "ftp://hms@10.2.3.4:2121/inbox",
  ])("takes %s for an endpoint", (endpoint) => {
    expect(parseManifest("a.yaml", LEAST.replace("env:CLERK_URL", endpoint)).findings).toEqual([]);
  });

  it.each([
    ["{packetId}.dat", true],
    ["APPT{date:yyyyMMdd}{seq:6}.DAT", true],
    ["{deliveryId}", true],
    ["APPT{date:yyyyMMdd}.DAT", false],
    ["{seq:6}/{packetId}", false],
    ["{sequence}.dat", false],
    ["{seq:0}.dat", false],
    ["{packetId}{date:week}", false],
  ])("judges the file name %s", (name, fine) => {
    const { findings } = parseManifest("a.yaml", `${LEAST}file: { name: "${name}" }\n`);
    expect(findings.map((finding) => finding.code)).toEqual(fine ? [] : ["HMS_MAN_VALUE"]);
  });

  it("says of an empty text what is missing", () => {
    const { findings } = parseManifest("a.yaml", "");
    expect(findings.map((finding) => finding.message)).toEqual([
      "the manifest must be a map, but is nothing",
    ]);
  });
});
