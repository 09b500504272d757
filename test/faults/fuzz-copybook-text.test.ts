import { hasErrors } from "@hms-sync/connector-api";
import { emitRecord } from "@hms-sync/gen";
import { copybookReader, PROFILES } from "@hms-sync/gen-copybook";
import fc from "fast-check";
import { expect, it } from "vitest";
import { COPYBOOK_NAMES, copybookText } from "../fixtures/copybooks.ts";

const SEED = 20_240_402;
/** More findings than this for each line would be a reader that goes round in circles. */
const MOST_FINDINGS_A_LINE = 12;

const WORDS = [
  ...[
    "PIC",
    "X(3)",
    "S9(7)V99",
    "COMP-3",
    "OCCURS",
    "DEPENDING",
    "ON",
    "REDEFINES",
    "VALUE",
    "'A'",
    "'",
    '"',
    ".",
  ],
  ...[
    "01",
    "05",
    "66",
    "77",
    "88",
    "FILLER",
    "COPY",
    "REPLACING",
    "==",
    "REPLACE",
    "OFF",
    "THRU",
    "TO",
    "TIMES",
  ],
  ...[
    "999999999",
    "X(2147483647)",
    "OCCURS 16777215 TIMES",
    "(",
    ")",
    "*>",
    ">>",
    "-",
    "\t",
    "\u0000",
    "ÿ",
    "\u{1F600}",
  ],
  ...[
    "PIC 9(9999999)",
    "ZZ9.99CR",
    "SYNC",
    "SIGN LEADING SEPARATE",
    "RENAMES",
    "NATIONAL",
    "N(4)",
    "PPP9",
    "BY",
    "OF",
  ],
];

type Edit = readonly [at: number, action: number, word: string, length: number];

const edit: fc.Arbitrary<Edit> = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.nat(4),
  fc.constantFrom(...WORDS),
  fc.integer({ min: 1, max: 60 }),
);

/** Inserts, deletes, replaces, repeats, or joins lines. */
function edited(text: string, [place, action, word, length]: Edit): string {
  const at = Math.floor(place * text.length);
  const [before, piece, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
  switch (action) {
    case 0:
      return `${before} ${word} ${piece}${after}`;
    case 1:
      return before + after;
    case 2:
      return before + word + after;
    case 3:
      return before + piece + piece + after;
    default:
      return `${before}${piece.replaceAll("\n", " ")}${after}`;
  }
}

const changed = fc
  .tuple(fc.constantFrom(...COPYBOOK_NAMES), fc.array(edit, { minLength: 1, maxLength: 5 }))
  .map(([name, edits]) => edits.reduce(edited, copybookText(name)));
const soup = fc
  .array(fc.constantFrom(...WORDS, "\n       "), { maxLength: 60 })
  .map((words) => words.join(" "));
const anything = fc.string({ unit: "binary", maxLength: 300 });

it("changed copybooks are read to the end: a record that can be generated, or errors inside the text", () => {
  fc.assert(
    fc.property(
      fc.oneof({ weight: 6, arbitrary: changed }, soup, anything),
      fc.constantFrom(...Object.values(PROFILES)),
      fc.constantFrom("auto" as const, "fixed" as const, "free" as const),
      (text, settings, sourceFormat) => {
        const copy = (name: string) => ({ file: `${name}.cpy`, text: "       05 COPIED PIC X.\n" });
        const { records, findings } = copybookReader.read({
          file: "a.cpy",
          text,
          settings,
          copy,
          sourceFormat,
        });
        const lines = text.split("\n").length;
        expect(findings.length).toBeLessThan(10 + lines * MOST_FINDINGS_A_LINE);
        for (const { file, line, column, message } of findings) {
          expect(message).not.toBe("");
          if (file !== "a.cpy") continue;
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
          expect(column).toBeGreaterThanOrEqual(1);
        }
        if (hasErrors(findings)) expect(records).toEqual([]);
        for (const shape of records) {
          const code = emitRecord({ shape, settings, source: "a.cpy" }).text;
          // code grows with the text, never with the sizes that it names
          expect(code.length).toBeLessThan(20_000 + text.length * 200);
        }
      },
    ),
    { numRuns: 1_200, seed: SEED },
  );
});

it.each([
  [
    "levels one inside the other",
    (n: number) => Array.from({ length: n }, (_, i) => `       ${Math.min(i + 1, 49)} G${i}.`).join("\n"),
  ],
  ["one picture of many symbols", (n: number) => `       01 A PIC ${"9".repeat(n)}.`],
  ["one literal without an end", (n: number) => `       01 A PIC X VALUE '${"x".repeat(n)}`],
  ["an entry of many clauses", (n: number) => `       01 A ${"OCCURS 2 ".repeat(n)}.`],
  [
    "many conditions of one item",
    (n: number) => `       01 A PIC X.\n${"       88 C VALUE 'A'.\n".repeat(n)}`,
  ],
  [
    "many redefinitions of one item",
    (n: number) =>
      `       01 R.\n       05 A PIC X.\n${Array.from({ length: n }, (_, i) => `       05 B${i} REDEFINES A PIC X.`).join("\n")}`,
  ],
  ["many items of one name", (n: number) => `       01 R.\n${"       05 A PIC X.\n".repeat(n)}`],
  [
    "tables inside tables",
    (n: number) =>
      `       01 R.\n${Array.from({ length: Math.min(n, 47) }, (_, i) => `       ${i + 2} T${i} OCCURS 1000.`).join("\n")}\n       49 X PIC X.`,
  ],
])("a copybook of %s is read in a time that grows with its text", (_title, make) => {
  const { findings, records } = copybookReader.read({
    file: "a.cpy",
    text: make(3_000),
    settings: PROFILES.ibm,
  });
  expect(findings.length + records.length).toBeGreaterThan(0);
});
