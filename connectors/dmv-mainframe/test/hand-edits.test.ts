import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

const PACKAGE = path.resolve(import.meta.dirname, "..");
const ROOT = path.resolve(PACKAGE, "../..");

// each test runs a compiler, and a busy machine takes its time
vi.setConfig({ testTimeout: 60_000 });

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hms-sync-edits-"));
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "dir");
  cpSync(path.join(PACKAGE, "generated"), path.join(folder, "generated"), { recursive: true });
  cpSync(path.join(PACKAGE, "src/transforms.ts"), path.join(folder, "src/transforms.ts"));
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: path.join(ROOT, "tsconfig.check.json"),
      include: ["generated", "src"],
      exclude: [],
    }),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the compiler says of one edit to the generated mapping; the edit is undone afterwards. */
function compile(edit: (text: string) => string, name = "dmv.mapping.gen.ts"): string {
  const file = path.join(folder, "generated", name);
  const before = readFileSync(file, "utf8");
  const after = edit(before);
  writeFileSync(file, after);
  const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
    encoding: "utf8",
  });
  writeFileSync(file, before);
  return stdout;
}

describe("the generated code", () => {
  it("compiles as it is", () => {
    expect(compile((text) => text)).toBe("");
  });

  it.each<[string, RegExp, string, RegExp]>([
    [
      "a path that is not there",
      /data\.time\b/,
      "data.tiem",
      /error TS(2339|2551): Property 'tiem' does not exist/,
    ],
    [
      "text where a number is needed",
      /event\.ticket\.id/,
      "event.ticket.title",
      /error TS2322: Type 'string'/,
    ],
    ["a value that may be absent", /event\.ticket\.id/, "event.ticket.status?.length", /error TS2322/],
    ["personal data", /data\.customer_name/, "data.ssn", /error TS2339: Property 'ssn' does not exist/],
    ["a needed field less", /APPT_NUM: .*\n/, "\n", /error TS2741: Property 'APPT_NUM' is missing/],
    ["a field that is not there", /OFFICE: /, "OFICE: ", /error TS2561: .*'OFICE' does not exist.*'OFFICE'/],
    ["a field twice", /(APPT_NUM: .*\n)/, "$1 APPT_NUM: 1,\n", /error TS1117/],
  ])("stops the compiler at %s", (_, from, to, error) => {
    expect(
      compile((text) => {
        const edited = text.replace(from, to);
        expect(edited).not.toBe(text);
        return edited;
      }),
    ).toMatch(error);
  });

  it("stops the compiler when the event is taken for another", () => {
    const output = compile(
      (text) => text.replaceAll('HmsEvents["appointment.created"]', 'HmsEvents["ticket.created"]'),
      "dmv.binding.gen.ts",
    );
    expect(output).toMatch(/dmv\.binding\.gen\.ts\(\d+,\d+\): error TS2345/);
  });
});
