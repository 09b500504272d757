import { mkdirSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { folderWith, runBinary } from "../../test/run-binary.ts";

const COPYBOOK = `\
       01  APPT-REC.
           05  APPT-NUM        PIC 9(9).
           05  DOCS OCCURS 2 TIMES.
               10  DOC-TYPE    PIC X(2).
               10  DOC-NO      PIC 9(4) COMP.
           05  FILLER          PIC X(5).
`;

it("prints an aligned table, and the same as JSON", async () => {
  using folder = folderWith({ "appt.cpy": COPYBOOK });
  const text = await runBinary(["layout", "appt.cpy"], { folder: folder.path });
  expect(text.stdout).toBe(
    [
      "APPT-REC  22 bytes",
      "",
      "level  name          offset  length  occurs  picture  usage    type",
      "   01  APPT-REC           0      22                            group",
      "   05    APPT-NUM         0       9          9(9)     DISPLAY  unsigned integer(9)",
      "   05    DOCS             9       4      2x                    group",
      "   10      DOC-TYPE       9       2          X(2)     DISPLAY  text(2)",
      "   10      DOC-NO        11       2          9(4)     COMP     unsigned integer(4)",
      "   05    FILLER          17       5          X(5)     DISPLAY  text(5)",
      "",
    ].join("\n"),
  );
  const json = await runBinary(["layout", "-", "--json"], { input: COPYBOOK });
  const { records, findings } = JSON.parse(json.stdout);
  expect(findings).toEqual([]);
  expect(records).toHaveLength(1);
  expect(records[0]).toMatchObject({ name: "APPT-REC", length: 22 });
  expect(records[0].items).toContainEqual({
    level: 5,
    name: "DOCS",
    path: "APPT-REC.DOCS",
    offset: 9,
    length: 4,
    picture: "",
    usage: "",
    occurs: { min: 2, max: 2, stride: 4 },
  });
  expect(records[0].items).toContainEqual({
    level: 10,
    name: "DOC-NO",
    path: "APPT-REC.DOCS.DOC-NO",
    offset: 11,
    length: 2,
    picture: "9(4)",
    usage: "COMP",
  });
});

it("shows every fault of a bad copybook with exit code 1", async () => {
  using folder = folderWith({
    "bad.cpy": "       01  A.\n           05  B PIC Q(3).\n           05  C PIC 9(99).\n",
  });
  const json = await runBinary(["layout", "bad.cpy", "--json"], { folder: folder.path });
  expect(json.code).toBe(1);
  const { records, findings } = JSON.parse(json.stdout);
  expect(records).toEqual([]);
  expect(findings.map((finding: { line: number }) => finding.line)).toEqual([2, 3]);
  expect(findings[0]).toMatchObject({
    code: "HMS_CPY_PICTURE",
    severity: "error",
    file: "bad.cpy",
    column: 22,
  });

  const text = await runBinary(["layout", "bad.cpy"], { folder: folder.path });
  expect(text.code).toBe(1);
  expect(text.stdout).toBe("");
  expect(text.stderr).toContain("bad.cpy:2:22 - error HMS_CPY_PICTURE");
  expect(text.stderr).toContain("05  B PIC Q(3).");
  expect(text.stderr).toContain("Found 2 errors in 1 file.");
});

it("names every wrong setting and the right ones", async () => {
  const line = ["layout", "-", "--set", "byteOrdr=little", "--encoding", "cp73"];
  const { code, stderr } = await runBinary(line, { input: COPYBOOK });
  expect(stderr).toContain("--set byteOrdr");
  expect(stderr).toContain("--encoding");
  expect(stderr).toMatch(/\bbyteOrder\b/);
  expect(stderr).toMatch(/\bcp273\b/);
  expect(code).toBe(2);
});

it("says which record there is when another one is named", async () => {
  const { code, stderr } = await runBinary(["layout", "-", "--record", "APPT_RECORD"], { input: COPYBOOK });
  expect(stderr).toContain("has no record APPT_RECORD");
  expect(stderr).toContain("APPT-REC");
  expect(code).toBe(2);
});

it("says that a file is not there", async () => {
  const { code, stderr } = await runBinary(["layout", "nowhere.cpy"]);
  expect(stderr).toContain("HMS_CLI_FILE: cannot read nowhere.cpy: there is no such file");
  expect(code).toBe(1);
});

const EVERYTHING = `\
       01  REC.
           05  CNT         PIC 9.
           05  LINES OCCURS 1 TO 4 TIMES DEPENDING ON CNT.
               10  A       PIC 9(3) COMP-5.
           05  PERSON.
               10  RATE    COMP-1 SYNC.
           05  COMPANY REDEFINES PERSON PIC X(3).
           05  FEE         PIC ZZ9.99-.
           05  NAT         PIC N(2).
           66  TAIL RENAMES FEE THRU NAT.
`;

it("shows counters, alternatives, slack and renamed stretches", async () => {
  using folder = folderWith({ "rec.cpy": EVERYTHING });
  const line = ["layout", "rec.cpy", "--profile", "gnucobol"];
  const { stdout, stderr } = await runBinary(line, { folder: folder.path });
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^ +05 +LINES +1 +2 +1-4x +group +as many as CNT says$/m);
  expect(stdout).toMatch(/^ +\(slack\) +9 +3 +slack$/m);
  expect(stdout).toMatch(/^ +05 +COMPANY +9 +3 +X\(3\) +DISPLAY +text\(3\) +redefines PERSON$/m);
  expect(stdout).toMatch(/^ +05 +FEE +\d+ +7 +ZZ9.99- +DISPLAY +edited decimal\(5,2\)$/m);
  expect(stdout).toMatch(/^ +66 +TAIL +16 +11 +renames$/m);
  const { records } = JSON.parse((await runBinary([...line, "--json"], { folder: folder.path })).stdout);
  const items = Object.fromEntries(records[0].items.map((item: { path: string }) => [item.path, item]));
  expect(items["REC.LINES"].occurs).toEqual({ min: 1, max: 4, stride: 2, dependingOn: "REC.CNT" });
  expect(items["REC.COMPANY"]).toMatchObject({ redefines: "REC.PERSON", offset: 9 });
  expect(items["REC.TAIL"]).toMatchObject({ level: 66, offset: 16, length: 11 });
});

it("looks for COPY members beside the copybook, then in the folders given", async () => {
  using folder = folderWith({ "main.cpy": "       01  MAIN.\n           COPY PART.\n" });
  mkdirSync(folder.at("lib"));
  writeFileSync(folder.at("lib/PART.cpy"), "           05  B PIC X(7).\n           05  C PIC Q.\n");
  const missing = await runBinary(["layout", "main.cpy", "--json"], { folder: folder.path });
  expect(JSON.parse(missing.stdout).findings).toMatchObject([
    { code: "HMS_CPY_COPY", file: "main.cpy", line: 2 },
  ]);
  const line = ["layout", "main.cpy", "--copy-path", "lib"];
  const faulty = await runBinary(line, { folder: folder.path });
  expect(faulty.stderr).toMatch(/^lib\/PART\.cpy:2:22 - error HMS_CPY_PICTURE.*\n.*05 {2}C PIC Q\./m);
  writeFileSync(folder.at("PART.cpy"), "           05  B PIC X(9).\n");
  expect((await runBinary(line, { folder: folder.path })).stdout).toContain("MAIN  9 bytes");
});

it("reads free format when told to, and a record without a 01", async () => {
  const input = "05 A PIC X(3).\n05 B PIC 9(2).\n";
  const line = ["layout", "-", "--json", "--format-of-source", "free"];
  const { records } = JSON.parse((await runBinary(line, { input })).stdout);
  expect(records).toMatchObject([
    { name: null, length: 5, items: [{ path: "A" }, { path: "B", offset: 3 }] },
  ]);
});
