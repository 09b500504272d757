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

function nodes(shape: RecordShape): LayoutNode[] {
  const visit = (node: LayoutNode): LayoutNode[] => [
    node,
    ...(node.node === "group" ? node.children.flatMap(visit) : []),
  ];
  return shape.root.children.flatMap(visit);
}

/** `name offset length`, with `+n` slack, `=base` and `>table` where they are. */
function table(shape: RecordShape): string[] {
  return nodes(shape).map(
    ({ name, offset, length, slack, redefines, after, occurs }) =>
      `${name} ${offset} ${length}${occurs ? ` x${occurs.max}/${occurs.stride}` : ""}${slack ? ` +${slack}` : ""}${
        redefines ? ` =${redefines}` : ""
      }${after ? ` >${after.join(",")}` : ""}`,
  );
}

function item(text: string, profile: keyof typeof PROFILES = "ibm"): ItemNode {
  const found = shapes(`05 A ${text}`, profile)[0]!.root.children[0]!;
  if (found.node !== "item") throw new Error("not an item");
  return found;
}

describe("REDEFINES", () => {
  it("lays alternatives over their base, shorter and longer, nested and of groups", () => {
    const [shape] = shapes(`01 R.
   05 A PIC X(4).
   05 B REDEFINES A PIC 9(2).
   05 C REDEFINES A.
      10 D PIC X(3).
      10 E REDEFINES D PIC X(6).
      10 F PIC X.
   05 G REDEFINES C PIC X.
   05 Z PIC X.`);
    expect(table(shape!)).toEqual([
      "A 0 4",
      "B 0 2 =R.A",
      "C 0 7 =R.A",
      "D 0 3",
      "E 0 6 =R.C.D",
      "F 6 1",
      "G 0 1 =R.A",
      "Z 7 1",
    ]);
    expect(shape!.length).toBe(8);
  });

  it("lets records redefine records", () => {
    expect(shapes("01 A PIC X(3).\n01 B REDEFINES A.\n   05 C PIC X.")[1]).toMatchObject({
      name: "B",
      length: 1,
      root: { redefines: "A" },
    });
  });

  it("keeps a variable table of an alternative from moving what follows", () => {
    const [shape] = shapes(`01 R.
   05 N PIC 9.
   05 A PIC X(9).
   05 B REDEFINES A.
      10 T OCCURS 0 TO 4 DEPENDING ON N PIC X.
      10 U PIC X.
   05 Z PIC X.`);
    expect(table(shape!).slice(2)).toEqual(["B 1 5 =R.A", "T 1 1 x4/1", "U 5 1 >R.B.T", "Z 10 1"]);
  });
});

describe("OCCURS DEPENDING ON", () => {
  it("tells every item which tables stand before it", () => {
    const [shape] = shapes(`01 R.
   05 H.
      10 N PIC 9(2).
   05 H2.
      10 N PIC 9(2).
   05 T OCCURS 1 TO 5 TIMES DEPENDING ON N IN H2 OF R
      INDEXED BY I.
      10 M PIC 9.
      10 U OCCURS 3 DEPENDING ON M PIC XX.
      10 V PIC X.
   05 W PIC X.`);
    expect(table(shape!).slice(4)).toEqual([
      "T 4 8 x5/8",
      "M 4 1",
      "U 5 2 x3/2",
      "V 11 1 >R.T.U",
      "W 44 1 >R.T.U,R.T",
    ]);
    expect(nodes(shape!)[4]!.occurs).toEqual({ min: 1, max: 5, stride: 8, dependingOn: "R.H2.N" });
    expect(nodes(shape!)[6]!.occurs).toEqual({ min: 1, max: 3, stride: 2, dependingOn: "R.T.M" });
  });
});

describe("level 66 and 77", () => {
  it("lays RENAMES over a stretch of the record", () => {
    const [shape] = shapes(`01 R.
   05 A PIC X(2).
   05 G.
      10 B PIC X(3).
      10 C PIC X(4).
   05 D PIC X.
66 E RENAMES A THRU B OF G.
66 F RENAMES G.`);
    expect(shape!.renames!.map(({ path, offset, length }) => [path, offset, length])).toEqual([
      ["R.E", 0, 5],
      ["R.F", 2, 7],
    ]);
  });

  it("makes a 77 a record of its own", () => {
    expect(
      shapes("77 A PIC 9(3).\n01 B PIC X.\n77 C PIC X.").map(({ name, length }) => [name, length]),
    ).toEqual([
      ["A", 3],
      ["B", 1],
      ["C", 1],
    ]);
  });
});

// lengths of GnuCOBOL 3.1 with its default configuration; those of IBM by the Language Reference, "Slack bytes"
describe("SYNCHRONIZED", () => {
  it.each([
    ["PIC S9(4) COMP SYNC", 5, 5],
    ["PIC S9(9) BINARY SYNCHRONIZED RIGHT", 9, 9],
    ["PIC S9(10) COMP SYNC", 17, 13],
    ["COMP-1 SYNC", 9, 9],
    ["COMP-2 SYNC", 17, 17],
    ["PIC 9(3) SYNC", 5, 5],
    ["PIC 9(3) COMP-3 SYNC", 4, 4],
    ["PIC S9(4) COMP-5 SYNC", 5, 5],
    ["PIC S9(9) COMP SYNC OCCURS 3", 17, 17],
  ])("aligns %s: %i bytes in all, %i by IBM", (clauses, gnucobol, ibm) => {
    const text = `01 R.\n   05 A PIC X.\n   05 B ${clauses}.\n   05 C PIC X.`;
    expect([shapes(text, "gnucobol")[0]!.length, shapes(text, "ibm")[0]!.length]).toEqual([gnucobol, ibm]);
  });

  const first = `01 R.
   05 A PIC X.
   05 T OCCURS 3.
      10 B PIC S9(9) COMP SYNC.
      10 C PIC X.`;

  it("puts the slack of a group's first item inside the group for GnuCOBOL, in front of it for IBM", () => {
    expect(table(shapes(first, "gnucobol")[0]!)).toEqual(["A 0 1", "T 1 8 x3/8", "B 4 4 +3", "C 8 1"]);
    expect(table(shapes(first, "ibm")[0]!)).toEqual(["A 0 1", "T 4 8 x3/8 +3", "B 4 4", "C 8 1"]);
  });

  it("fills each occurrence up to the widest boundary inside it", () => {
    const inner = `01 R.
   05 A PIC X.
   05 T OCCURS 3.
      10 C PIC X.
      10 U OCCURS 2.
         15 B PIC S9(9) COMP SYNC.
         15 D PIC X.`;
    expect(shapes(inner, "gnucobol")[0]!.length).toBe(61);
    const work = `01 R.
   05 A PIC X.
   05 T OCCURS 10.
      10 B PIC X.
      10 C PIC S9(4)V99 COMP SYNC.
      10 D PIC S9(3) COMP SYNC.
      10 E PIC X(5).`;
    expect(table(shapes(work)[0]!)[1]).toBe("T 1 16 x10/16");
  });

  it("hands SYNCHRONIZED of a group down for IBM only, and moves no alternative", () => {
    const group = "01 R SYNC.\n   05 A PIC X.\n   05 B PIC S9(9) COMP.";
    expect([shapes(group, "gnucobol")[0]!.length, shapes(group, "ibm")[0]!.length]).toEqual([5, 8]);
    const shared = "01 R.\n   05 A PIC X.\n   05 B PIC X(4).\n   05 C REDEFINES B PIC S9(9) COMP SYNC.";
    expect(table(shapes(shared, "gnucobol")[0]!)[2]).toBe("C 1 4 =R.B");
  });
});

describe("usages and pictures", () => {
  it.each([
    ["PIC 9(3)PP.", 3, { digits: 3, scale: -2, storage: "zoned" }],
    ["PIC SVPP99 COMP-3.", 2, { digits: 2, scale: 4, storage: "packed" }],
    ["PIC S9(5)P(5) COMP.", 4, { digits: 5, scale: -5, storage: "binary" }],
    ["PIC 9(4) COMP-6.", 2, { storage: "packed-unsigned" }],
    ["PIC 9(5) COMP-X.", 3, { storage: "comp-x", digits: 5 }],
    ["PIC X(2) COMP-X.", 2, { storage: "comp-x", digits: 4, signed: false }],
    ["PIC S9(9) COMPUTATIONAL-5.", 4, { storage: "native" }],
    ["COMP-1.", 4, { kind: "float", size: 4 }],
    ["USAGE IS COMPUTATIONAL-2.", 8, { kind: "float", size: 8 }],
    ["PIC N(3).", 6, { kind: "national", form: "utf-16", width: 3 }],
    ["PIC N(3) DISPLAY-1.", 6, { form: "dbcs" }],
    ["PIC G(3) USAGE DISPLAY-1.", 6, { form: "dbcs" }],
    ["PIC 9(3) BLANK WHEN ZERO.", 3, { blankWhenZero: true, kind: "number" }],
    ["PIC ZZ9.99 BLANK ZEROS.", 6, { blankWhenZero: true, kind: "edited" }],
    ["PIC $$,$$9.99CR.", 11, { kind: "edited", mask: "$$,$$9.99CR", blankWhenZero: false }],
    ["PIC X(3)BXX/X.", 8, { kind: "text", width: 8 }],
  ])("lays out %s in %i bytes", (text, length, type) => {
    expect(item(text, "gnucobol")).toMatchObject({ length, type });
  });

  it.each([
    ["PIC 9(3)PP VALUE 1500.", "1500"],
    ["PIC VPP99 VALUE 0.0012.", "0.0012"],
    ["PIC ZZ9.99- VALUE '  1.50-'.", "-1.50"],
    ["PIC ZZ9 VALUE 7.", "7"],
    ["COMP-1 VALUE 1.5.", "1.5"],
    ["PIC X(3) VALUE X'C1C240'.", "AB"],
    ["PIC N(3) VALUE N'é'.", "é"],
  ])("resolves %s", (text, value) => {
    expect(item(text).value).toBe(value);
  });

  it("takes one hexadecimal byte over a whole item as that byte", () => {
    expect(item("PIC X VALUE X'01'.")).toMatchObject({ valueByte: 1 });
    expect(item("PIC X(2) VALUE X'0D0A'.", "gnucobol").value).toBe("\r\n".trimEnd());
  });

  it("spreads the VALUE of a group over its items", () => {
    const [shape] = shapes(`01 R VALUE 'AB12'.
   05 A PIC X.
   05 B PIC X.
   05 C PIC 99.
   05 D PIC X(3).`);
    expect(nodes(shape!).map((node) => (node as ItemNode).value)).toEqual(["A", "B", "12", ""]);
    const [low] = shapes("01 R VALUE LOW-VALUES.\n   05 A PIC X(2) OCCURS 3.\n   05 B PIC 9.");
    expect(nodes(low!)).toMatchObject([{ valueByte: 0, value: "\0\0" }, { value: null }]);
  });
});
