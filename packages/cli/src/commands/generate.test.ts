import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { folderWith, linkPackages, runBinary } from "../../test/run-binary.ts";

const COPYBOOK = `\
       01  APPT-REC.
           05  APPT-NUM    PIC 9(9).
           05  TITLE       PIC X(20).
`;
const MANIFEST = `\
hms: 1
id: counter
protocol: ftp
endpoint: env:COUNTER_URL
layout: { copybook: ./appt.cpy, profile: gnucobol }
events:
  appointment.created:
    fields:
      APPT_NUM: ticket.id
      TITLE: { from: ticket.titel, overflow: truncate }
    drop: [ticket.data.customer_name, ticket.data.ssn, ticket.data.phone, ticket.data.email]
`;

it("finds every manifest below, names what is wrong at its place, and writes only when all is right", async () => {
  using folder = folderWith({ "appt.cpy": COPYBOOK, "counter.connector.yaml": MANIFEST });
  linkPackages(folder);
  const run = (...line: readonly string[]) => runBinary(line, { folder: folder.path });

  const broken = await run("check", "--json");
  expect(broken.code).toBe(1);
  expect(JSON.parse(broken.stdout)).toEqual({
    findings: [
      {
        code: "HMS_MAP_UNKNOWN_PATH",
        severity: "error",
        file: "counter.connector.yaml",
        line: 10,
        column: 22,
        endLine: 10,
        endColumn: 34,
        message: expect.any(String),
        hint: "did you mean ticket.title?",
        suggestions: ["ticket.title"],
      },
    ],
  });
  const refused = await run("generate");
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("counter.connector.yaml:10:22 - error HMS_MAP_UNKNOWN_PATH");
  expect(refused.stdout).toBe("Nothing was written.\n");
  expect(existsSync(folder.at("generated"))).toBe(false);

  writeFileSync(folder.at("counter.connector.yaml"), MANIFEST.replace("titel", "title"));
  const checked = await run("check", "counter.connector.yaml");
  expect(checked.stdout).toBe("No findings.\n");
  expect(checked.code).toBe(0);
  const missing = await run("generate", "--check");
  expect(missing.code).toBe(1);
  expect(missing.stdout).toContain("Run hms-sync generate to bring them up to date.");

  const written = await run("generate", "--json");
  expect(written.code).toBe(0);
  const { files } = JSON.parse(written.stdout);
  expect(files.length).toBeGreaterThan(0);
  for (const { path, status } of files) {
    expect(status).toBe("written");
    expect(readFileSync(folder.at(path), "utf8")).toContain("counter.connector.yaml");
  }
  const again = await run("generate", "--check");
  expect(again.code).toBe(0);
  expect(again.stdout).toBe(`${files.length} generated files are up to date.\n`);
}, 60_000);

it("says what to do in a folder without a manifest", async () => {
  using folder = folderWith({});
  const { code, stderr } = await runBinary(["check"], { folder: folder.path });
  expect(stderr).toContain("HMS_GEN_NO_MANIFEST");
  expect(code).toBe(1);
});
