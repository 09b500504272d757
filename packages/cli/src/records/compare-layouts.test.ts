import type { RecordShape } from "@hms-sync/gen/source";
import { copybookReader, resolveProfile } from "@hms-sync/gen-copybook";
import { expect, it } from "vitest";
import { compareLayouts } from "./compare-layouts.ts";

const { settings } = resolveProfile({ profile: "gnucobol" });

function shapes(...lines: readonly string[]): readonly RecordShape[] {
  const text = lines.map((line) => `       ${line}\n`).join("");
  const { records, findings } = copybookReader.read({ file: "a.cpy", text, settings: settings! });
  expect(findings).toEqual([]);
  return records;
}

const OLD = [
  "01 REC.",
  "  05 ID PIC 9(4).",
  "  05 NAME PIC X(20).",
  "  05 KIND PIC X VALUE 'A'.",
  "    88 IS-A VALUE 'A'.",
  "  05 FILLER PIC X(10).",
];
const changed = (line: number, ...text: readonly string[]): string[] => OLD.toSpliced(line, 1, ...text);
const briefly = (lines: readonly string[]): string[] =>
  compareLayouts(shapes(...OLD), shapes(...lines)).map(
    ({ change, path, from, to, by, breaking }) =>
      `${breaking ? "!" : ""}${change} ${path} ${from ?? "-"} ${to ?? "-"}${by === undefined ? "" : ` ${by}`}`,
  );

it("finds nothing in two equal versions, however they are written", () => {
  expect(briefly(OLD.map((line) => line.replace(" PIC ", " PICTURE IS ")))).toEqual([]);
});

it("tells a longer field, and by how much all behind it move", () => {
  expect(briefly(changed(2, "  05 NAME PIC X(24)."))).toEqual([
    "!length REC 35 39 4",
    "!length REC.NAME 20 24 4",
    "!type REC.NAME text(20) DISPLAY text(24) DISPLAY",
    "!moved REC.KIND 24 28 4",
  ]);
});

it("lets a new field into bytes that were free", () => {
  expect(briefly(changed(5, "  05 CITY PIC X(6).", "  05 FILLER PIC X(4)."))).toEqual([
    "added REC.CITY - 25",
  ]);
});

it("breaks when a field goes, changes its name or holds something else in the same bytes", () => {
  expect(briefly(changed(2, "  05 FILLER PIC X(20)."))).toEqual(["!removed REC.NAME 4 -"]);
  expect(briefly(changed(2, "  05 SURNAME PIC X(20)."))).toEqual(["!renamed REC.SURNAME NAME SURNAME"]);
  expect(briefly(changed(1, "  05 ID PIC 9(7) COMP-3."))).toEqual([
    "!type REC.ID unsigned integer(4) DISPLAY unsigned integer(7) COMP-3",
  ]);
});

it("tells tables, alternatives and values apart", () => {
  const lines = changed(5, "  05 PART PIC X(2) OCCURS 5.");
  expect(
    compareLayouts(shapes(...lines), shapes(...changed(5, "  05 PART PIC X(2) OCCURS 4."))),
  ).toMatchObject([
    { change: "length", what: "record", by: -2 },
    { change: "occurs", from: "5 times", to: "4 times", breaking: true },
  ]);
  expect(briefly([...OLD.slice(0, 3), "  05 KIND PIC X VALUE 'B'.", ...OLD.slice(4)])).toEqual([
    'meaning REC.KIND VALUE "A"; IS-A A VALUE "B"; IS-A A',
  ]);
});

it("compares records by their names", () => {
  const other = ["01 TRAILER.", "  05 COUNT-OF PIC 9(4)."];
  expect(compareLayouts(shapes(...OLD), shapes(...OLD, ...other))).toMatchObject([
    { change: "added", what: "record", path: "TRAILER", breaking: false },
  ]);
  expect(compareLayouts(shapes(...OLD, ...other), shapes(...OLD))).toMatchObject([
    { change: "removed", what: "record", path: "TRAILER", breaking: true },
  ]);
});
