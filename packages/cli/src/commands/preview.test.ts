import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { folderWith, linkPackages, runBinary } from "../../test/run-binary.ts";

const FILES = {
  "clerk.cpy":
    "       01  CLERK-REC.\n           05  APPT-NUM  PIC 9(5) COMP-3.\n           05  NOTE      PIC X(6).\n",
  "clerk.connector.yaml": `\
hms: 1
id: clerk
protocol: ftp
endpoint: env:CLERK_URL
layout: { copybook: ./clerk.cpy, profile: ibm }
events:
  ticket.created:
    fields: { APPT_NUM: { from: ticket.id, overflow: reject }, NOTE: { from: ticket.title, overflow: reject } }
    drop: [ticket.data.ssn, ticket.data.phone, ticket.data.email, ticket.data.customer_name]
`,
};
const PAYLOAD = { ticket: { id: 42, title: "9 AM", data: {} } };
const LINE = ["preview", "clerk.connector.yaml", "--event", "ticket.created"];

it("shows the bytes that a manifest makes of an event, and leaves the folder as it was", async () => {
  using folder = folderWith(FILES);
  linkPackages(folder);
  const before = readdirSync(folder.path);
  const run = (...more: readonly string[]) =>
    runBinary([...LINE, ...more], { folder: folder.path, input: JSON.stringify(PAYLOAD) });
  const text = await run();
  expect(text.stderr).toBe("");
  expect(text.stdout).toBe(
    [
      "ticket.created of ticket:42 to CLERK-REC, 9 bytes, cp037",
      "",
      "offset  length  field     picture      hex                text",
      "     0       3  APPT_NUM  9(5) COMP-3  00 04 2F           |···|",
      "     3       6  NOTE      X(6)         F9 40 C1 D4 40 40  |9 AM  |",
      "",
    ].join("\n"),
  );
  const json = JSON.parse((await run("--json")).stdout);
  expect(json).toMatchObject({
    event: "ticket.created",
    key: "ticket:42",
    length: 9,
    hex: "00042ff940c1d44040",
  });
  expect(readdirSync(folder.path)).toEqual(before);
});

it("reports every field that does not fit, and no value", async () => {
  using folder = folderWith(FILES);
  linkPackages(folder);
  const input = JSON.stringify({ ticket: { id: 123456, title: "Bartholomew", data: {} } });
  const { code, stdout } = await runBinary(LINE, { folder: folder.path, input });
  expect(stdout).toMatch(/APPT_NUM: .*\(clerk.cpy line 2\)\n.*NOTE: .*\(clerk.cpy line 3\)\n/);
  expect(stdout).not.toContain("Bartholomew");
  expect(code).toBe(1);
});

it("refuses a payload as the hub would, and names the events that are mapped", async () => {
  using folder = folderWith(FILES);
  linkPackages(folder);
  const broken = await runBinary(LINE, { folder: folder.path, input: '{"ticket":{"id":0}}' });
  expect(broken.stderr).toContain("HMS_EVT_INVALID");
  expect(broken.code).toBe(1);
  const other = ["preview", "clerk.connector.yaml", "--event", "ticket.creatd"];
  const unknown = await runBinary(other, { folder: folder.path });
  expect(unknown.stderr).toContain("did you mean ticket.created?");
  expect(unknown.code).toBe(2);
});
