import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { renderFindings } from "@hms-sync/core";
import { hmsEvents } from "@hms-sync/events";
import { generate, HMS_EVENTS, planGeneration } from "@hms-sync/gen";
import { copybookReader, resolveProfile } from "@hms-sync/gen-copybook";
import { describe, expect, it } from "vitest";

const ROOT = import.meta.dirname;
const UPDATE = process.env["UPDATE_GOLDEN"] === "1";
const events = [{ module: HMS_EVENTS, definitions: hmsEvents }];
const readers = [copybookReader];

/** Cases without a manifest, which a test of their own reads. */
const OTHERS = ["copybook-faults"];

/** Every other folder is a case: a manifest with what it names, `expected/` for its code, `expected-errors.txt` as users see it. */
const cases = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !OTHERS.includes(entry.name))
  .map((entry) => entry.name)
  .sort();

function manifestOf(folder: string): string {
  const [manifest, ...more] = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  if (manifest === undefined || more.length > 0) throw new Error(`${folder} needs exactly one manifest`);
  return manifest;
}

/** The files of `expected/`, by name. */
function expectedFiles(folder: string): Record<string, string> {
  const expected = path.join(folder, "expected");
  if (!existsSync(expected)) return {};
  return Object.fromEntries(
    readdirSync(expected).map((name) => [name, readFileSync(path.join(expected, name), "utf8")]),
  );
}

function expectedErrors(folder: string): string {
  const file = path.join(folder, "expected-errors.txt");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function update(folder: string, files: Record<string, string>, errors: string): void {
  const expected = path.join(folder, "expected");
  rmSync(expected, { recursive: true, force: true });
  rmSync(path.join(folder, "expected-errors.txt"), { force: true });
  if (errors !== "") writeFileSync(path.join(folder, "expected-errors.txt"), errors);
  if (Object.keys(files).length > 0) mkdirSync(expected);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(expected, name), text);
}

describe.each(cases)("%s", (name) => {
  const folder = path.join(ROOT, name);
  const manifest = manifestOf(folder);
  const readSource = (file: string): string | undefined =>
    existsSync(path.join(folder, file)) ? readFileSync(path.join(folder, file), "utf8") : undefined;

  it("gives the code and the findings that lie beside it", async () => {
    // a case with committed code is one about the comparison
    const compared = existsSync(path.join(folder, "generated"))
      ? await generate({ cwd: folder, manifests: [manifest], readers, resolveProfile, events, check: true })
      : undefined;
    const input = { cwd: folder, manifests: [path.join(folder, manifest)], readers, resolveProfile, events };
    const { findings, files } = planGeneration(input);
    const errors = renderFindings(compared?.findings ?? findings, { readSource, color: false });
    const clean = !findings.some((finding) => finding.severity === "error") && compared === undefined;
    const code = clean ? Object.fromEntries(files.map((file) => [path.basename(file.path), file.text])) : {};
    if (UPDATE) update(folder, code, errors);
    expect(errors).toBe(expectedErrors(folder));
    expect(code).toEqual(expectedFiles(folder));
  });
});

describe("golden errors", () => {
  it("show every finding that the generator can make", () => {
    const shown = cases.map((name) => expectedErrors(path.join(ROOT, name))).join("\n");
    const without = findingCodes().filter((code) => !shown.includes(code));
    expect(without).toEqual([]);
  });
});

/** Codes that the generator's sources name, without those that are thrown. */
function findingCodes(): string[] {
  const sources = path.join(ROOT, "../../packages/gen/src");
  const texts = readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(path.join(sources, name), "utf8"));
  const codes = texts.flatMap((text) => text.match(/(?<!HmsSyncError\()"HMS_(?:MAN|MAP|GEN)_[A-Z_]+"/g) ?? []);
  return [...new Set(codes.map((code) => code.slice(1, -1)))].sort();
}
