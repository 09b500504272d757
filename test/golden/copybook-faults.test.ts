import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { renderFindings } from "@hms-sync/core";
import type { CopyMember } from "@hms-sync/gen/source";
import { copybookReader, PROFILES } from "@hms-sync/gen-copybook";
import { expect, it } from "vitest";

const FOLDER = path.join(import.meta.dirname, "copybook-faults");
const LIBRARY = "copylib";
const EXPECTED = path.join(FOLDER, "expected-errors.txt");
const SOURCES = path.join(import.meta.dirname, "../../generators/copybook/src");

const copybooks = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".cpy"))
  .sort();
const members = readdirSync(path.join(FOLDER, LIBRARY)).map((name) => path.parse(name).name);

function readSource(file: string): string | undefined {
  const full = path.join(FOLDER, file);
  return existsSync(full) ? readFileSync(full, "utf8") : undefined;
}

function copy(name: string): CopyMember | undefined {
  const file = `${LIBRARY}/${name.toUpperCase()}.cpy`;
  const text = readSource(file);
  return text === undefined ? undefined : { file, text };
}

/** What a user sees of one copybook. */
function shown(file: string): string {
  const { findings } = copybookReader.read({
    file,
    text: readSource(file)!,
    settings: PROFILES.ibm,
    copy,
    members: () => members,
  });
  return renderFindings(findings, { readSource, color: false });
}

it("faults of copybooks are shown as they lie beside them, all of them, where they are", () => {
  const errors = copybooks.map((file) => `===== ${file}\n\n${shown(file)}\n`).join("");
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(EXPECTED, errors);
  expect(errors).toBe(readFileSync(EXPECTED, "utf8"));
});

it("every copybook among them has a fault", () => {
  for (const file of copybooks) expect(shown(file), file).not.toBe("");
});

it("faults of every code are among them", () => {
  const shownCodes = new Set(copybooks.flatMap((file) => shown(file).match(/HMS_CPY_[A-Z_]+/g) ?? []));
  const codes = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .flatMap((name) => readFileSync(path.join(SOURCES, name), "utf8").match(/"HMS_CPY_[A-Z_]+"/g) ?? [])
    .map((code) => code.slice(1, -1));
  expect([...new Set(codes)].filter((code) => !shownCodes.has(code))).toEqual([]);
});
