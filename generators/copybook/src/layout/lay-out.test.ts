import type { ItemNode, LayoutNode, RecordShape } from "@hms-sync/gen/source";
import { describe, expect, it } from "vitest";
import { copybookReader } from "../copybook-reader.ts";
import { PROFILES } from "../profile/resolve-profile.ts";

function shapes(text: string, profile: keyof typeof PROFILES = "ibm"): readonly RecordShape[] {
  const lines = text.split("\n").map((line) => `       ${line}`);
  const { records, findings } = copybookReader.read({
    file: "a.cpy",
    text: lines.join("\n"),
    settings: PROFILES[profile],
  });
  expect(findings.filter((finding) => finding.severity === "error")).toEqual([]);
  return records;
}

/** `path offset length`, depth first. */
function table(shape: RecordShape): string[] {
  const rows: string[] = [];
  const visit = (node: LayoutNode): void => {
    rows.push(`${node.path} ${node.offset} ${node.length}${node.occurs ? ` x${node.occurs.max}` : ""}`);
    if (node.node === "group") node.children.forEach(visit);
  };
  shape.root.children.forEach(visit);
  return rows;
}

function item(text: string, profile: keyof typeof PROFILES = "ibm"): ItemNode {
  const found = shapes(`05 A ${text}`, profile)[0]!.root.children[0]!;
  if (found.node !== "item") throw new Error("not an item");
  return found;
}

describe("layOut", () => {
  it("gives groups, tables and unnamed items their places", () => {
    const [shape] = shapes(`01 REC.
   05 ID PIC 9(9).
   05 CUST.
      10 NAME PIC X(30).
      10 FILLER PIC X(2).
      10 PIC X(3).
   05 LINES OCCURS 3 TIMES.
      10 QTY PIC S9(4) COMP.
      10 CODES PIC XX OCCURS 2.
   05 LAST PIC X.`);
    expect(shape).toMatchObject({ name: "REC", length: 9 + 35 + 18 + 1 });
    expect(table(shape!)).toEqual([
      "REC.ID 0 9",
      "REC.CUST 9 35",
      "REC.CUST.NAME 9 30",
      "REC.CUST.FILLER 39 2",
      "REC.CUST.FILLER 41 3",
      "REC.LINES 44 6 x3",
      "REC.LINES.QTY 44 2",
      "REC.LINES.CODES 46 2 x2",
      "REC.LAST 62 1",
    ]);
  });

  it("makes one record of each 01, and one without a name of what stands before the first", () => {
    expect(shapes("01 A PIC X.\n01 B.\n   05 C PIC XX.").map((shape) => [shape.name, shape.length])).toEqual([
      ["A", 1],
      ["B", 2],
    ]);
    const [nameless, named] = shapes("05 A PIC X.\n05 B PIC X.\n01 C.\n   05 D PIC X.");
    expect(table(nameless!)).toEqual(["A 0 1", "B 1 1"]);
    expect(nameless!.name).toBeNull();
    expect(table(named!)).toEqual(["C.D 0 1"]);
  });

  it("makes an elementary 01 a record of one field", () => {
    expect(table(shapes("01 REC PIC X(80).")[0]!)).toEqual(["REC 0 80"]);
  });

  it("keeps the name as written and makes its key with underscores", () => {
    expect(item("PIC X.")).toMatchObject({ name: "A", key: "A" });
    const [shape] = shapes("05 cust-first-name PIC X.");
    expect(shape!.root.children[0]).toMatchObject({ name: "cust-first-name", key: "cust_first_name" });
  });

  it("hands USAGE and SIGN of a group down to its numbers", () => {
    const [shape] = shapes(`01 R.
   05 P COMP-3.
      10 A PIC 9(3).
      10 Q.
         15 B PIC S9(5).
   05 S SIGN LEADING SEPARATE.
      10 C PIC S9(3).
      10 D PIC S9(3) COMP-3.
      10 E PIC S9(3) TRAILING.
      10 F PIC 9(3).`);
    expect(table(shape!).filter((row) => /\.[A-F] /.test(row))).toEqual([
      "R.P.A 0 2",
      "R.P.Q.B 2 3",
      "R.S.C 5 4",
      "R.S.D 9 2",
      "R.S.E 11 3",
      "R.S.F 14 3",
    ]);
  });

  it("tells a number's sign place only where it is not the usual one", () => {
    expect(item("PIC S9(3) SIGN TRAILING.").type).not.toHaveProperty("sign");
    expect(item("PIC S9(3) SIGN LEADING.").type).toMatchObject({ sign: "leading" });
  });

  it.each([
    ["PIC X(3) VALUE 'AB'.", "AB", undefined],
    ["PIC X(3) VALUE 'AB '.", "AB", undefined],
    ["PIC X(3) VALUE SPACES.", "", undefined],
    ["PIC X(3) VALUE ZEROES.", "000", undefined],
    ["PIC X(5) VALUE ALL 'AB'.", "ABABA", undefined],
    ["PIC X(2) VALUE QUOTES.", '""', undefined],
    ["PIC X(2) VALUE LOW-VALUES.", "\0\0", 0],
    ["PIC X(2) VALUE IS HIGH-VALUE.", "ÿÿ", 255],
    ["PIC 9(3) VALUE 7.", "7", undefined],
    ["PIC 9(3) VALUE '007'.", "7", undefined],
    ["PIC S9(3)V99 VALUE -1.5.", "-1.50", undefined],
    ["PIC S9(3)V99 VALUE ZERO.", "0.00", undefined],
    ["PIC S9(3) VALUE -0.", "0", undefined],
    ["PIC 9(3) VALUE -0.", "0", undefined],
    ["PIC V99 VALUE .25.", "0.25", undefined],
    ["PIC 9(3).", null, undefined],
  ])("resolves %s", (text, value, valueByte) => {
    expect(item(text).value).toBe(value);
    expect(item(text).valueByte).toBe(valueByte);
  });

  it("keeps conditions with their lists and ranges", () => {
    const [shape] = shapes(`05 KIND PIC X(2).
   88 IS-OPEN VALUE 'OP'.
   88 IS-DONE VALUES ARE 'A' THRU 'C', 'X'.
   88 IS-NONE VALUE SPACES.
05 N PIC 9(2).
   88 IS-SMALL VALUE 1 THROUGH 5 9.`);
    const [kind, number] = shape!.root.children;
    expect(kind!.conditions!.map(({ name, values }) => ({ name, values }))).toEqual([
      { name: "IS-OPEN", values: [{ value: "OP" }] },
      { name: "IS-DONE", values: [{ value: "A", through: "C" }, { value: "X" }] },
      { name: "IS-NONE", values: [{ value: "" }] },
    ]);
    expect(number!.conditions![0]!.values).toEqual([{ value: "1", through: "5" }, { value: "9" }]);
  });

  it("accepts keys and indexes of a table", () => {
    const text = "05 T OCCURS 10 TIMES ASCENDING KEY IS A B\n   DESCENDING C INDEXED BY I J.\n   10 A PIC X.";
    expect(shapes(text)[0]!.length).toBe(10);
  });

  it("follows the profile's binary sizes", () => {
    expect([item("PIC S9(2) COMP.", "ibm").length, item("PIC S9(2) COMP.", "gnucobol").length]).toEqual([
      2, 1,
    ]);
  });

  it("lets levels of one group differ, with a warning", () => {
    const text = "       01 R.\n       05 A.\n       10 B PIC X.\n       07 C PIC X.";
    const { records, findings } = copybookReader.read({ file: "a.cpy", text, settings: PROFILES.ibm });
    expect(findings).toMatchObject([{ code: "HMS_CPY_LEVEL", severity: "warning", line: 4, column: 8 }]);
    expect(table(records[0]!)).toEqual(["R.A 0 2", "R.A.B 0 1", "R.A.C 1 1"]);
  });
});
