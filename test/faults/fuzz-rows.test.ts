import { readFileSync, writeFileSync } from "node:fs";
import { isHmsSyncError } from "@hms-sync/connector-api";
import fc from "fast-check";
import { expect, it } from "vitest";
import { copybookPath, loadCopybook } from "../fixtures/copybooks.ts";
import { runCli } from "../fixtures/run-cli.ts";
import { temporaryFolder } from "../fixtures/temporary-folder.ts";

const SEED = 20_240_402;

/** Fields of all kinds, tables, groups and alternatives. */
const NAMES = [
  "patient",
  "tables",
  "nested-tables",
  "redefines-group",
  "odo-then-items",
  "edited-signs",
  "blank-when-zero",
  "floats",
  "comp-6",
  "native-binary",
  "scaled-p",
];

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
  fc.double(),
  fc.integer(),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom(
    "1e5",
    "0x10",
    "-0",
    "1.",
    ".5",
    "+1",
    " 1",
    "1_000",
    "NaN",
    "9".repeat(50),
    "x".repeat(500),
    Symbol("s"),
  ),
  fc.constantFrom(undefined, null, true, Number.NaN, Number.POSITIVE_INFINITY, -0),
  fc.constant(() => 1),
);

it.each(NAMES)("rows of %s with any values give a record or name the fields that are wrong", async (name) => {
  const { shape, codec } = await loadCopybook(name, { profile: "ibm" });
  const paths = codec.layout.fields.map(({ path }) => path);
  const corrupt = fc.array(
    fc.tuple(fc.constantFrom(...paths, ...paths.map((path) => path.split(".")[0]!)), value),
    { minLength: 1, maxLength: 4 },
  );
  const base = codec.decode(codec.encode({}));
  const changed = corrupt.map((changes) => {
    const row = structuredClone(base);
    for (const [path, given] of changes) place(row, path.split("."), given);
    return row;
  });
  fc.assert(
    fc.property(fc.oneof({ weight: 5, arbitrary: changed as fc.Arbitrary<unknown> }, value), (row) => {
      let bytes: Uint8Array;
      try {
        bytes = codec.encode(row as Record<string, unknown>);
      } catch (error) {
        if (!isHmsSyncError(error, "HMS_REC_INVALID")) throw error;
        expect(error.problems.length).toBeGreaterThan(0);
        for (const { declared, message } of error.problems) {
          expect(declared, message).toMatch(new RegExp(`^${name}\\.cpy:\\d+$`));
        }
        return;
      }
      expect(bytes.length).toBeLessThanOrEqual(shape.length);
      const read = codec.decode(bytes);
      expect(codec.decode(codec.encode(read))).toEqual(read);
    }),
    { numRuns: 250, seed: SEED },
  );
});

it("lines that are no rows are reported one by one by encode, and the good ones are written", async () => {
  using folder = temporaryFolder();
  const good = JSON.stringify({ ACCT_NUMBER: 1, ACCT_OPEN_DATE: "2024-04-02" });
  const lines = fc.sample(
    fc.oneof(
      fc.constant(good),
      fc.json({ maxDepth: 3 }),
      fc.string({ unit: "grapheme", maxLength: 80 }).map((text) => text.replace(/[\r\n\u2028\u2029]/g, " ")),
      fc.constantFrom(
        "{",
        "[]",
        "null",
        "{}}",
        '{"ACCT_NUMBER":1e400}',
        '{"ACCT_NUMBER":',
        '{"__proto__":{"x":1}}',
        '{"NO_FIELD":1}',
      ),
    ),
    { numRuns: 400, seed: SEED },
  );
  writeFileSync(folder.at("rows.ndjson"), `${lines.join("\n")}\n`);
  const out = folder.at("out.dat");
  const { code, stderr, stdout } = await runCli([
    ...["encode", copybookPath("account-master"), "--profile", "gnucobol", "--json", "--keep-going"],
    ...["--in", folder.at("rows.ndjson"), "--out", out],
  ]);
  expect(code, stderr).toBe(1);
  const summary = JSON.parse(stdout) as { records: number; bad: number };
  const reports = stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { record: number });
  expect(new Set(reports.map(({ record }) => record)).size).toBe(summary.bad);
  expect(summary.records).toBe(lines.filter((line) => line.trim() !== "").length);
  const recordBytes = 106;
  expect(readFileSync(out)).toHaveLength((summary.records - summary.bad) * recordBytes);
  const written = lines.filter((line) => line === good).length;
  expect(summary.records - summary.bad).toBeGreaterThanOrEqual(written);
});

/** Puts a value at a path; into the first element of a table. */
function place(row: Record<string, unknown>, [key, ...rest]: string[], given: unknown): void {
  const inner = Array.isArray(row[key!]) && rest.length > 0 ? (row[key!] as unknown[])[0] : row[key!];
  if (rest.length === 0) row[key!] = given;
  else if (typeof inner === "object" && inner !== null) place(inner as Record<string, unknown>, rest, given);
}
