import { isErrorCode } from "@hms-sync/connector-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copybookReader } from "./copybook-reader.ts";
import { PROFILES } from "./profile/resolve-profile.ts";

function read(text: string) {
  return copybookReader.read({ file: "a.cpy", text, settings: PROFILES.ibm });
}

/** Entries in column 8; faults as `code line:column`. */
function faults(...entries: string[]): string[] {
  const { findings } = read(entries.map((entry) => `       ${entry}`).join("\n"));
  return findings.map((finding) => `${finding.code} ${finding.line}:${finding.column}`);
}

describe("copybookReader", () => {
  it.each([
    ["05 A OCCURS 1 TO UNBOUNDED DEPENDING ON N PIC X.", "HMS_CPY_UNSUPPORTED 1:13", "OCCURS UNBOUNDED"],
    ["05 A OCCURS DYNAMIC PIC X.", "HMS_CPY_UNSUPPORTED 1:13", "OCCURS DYNAMIC"],
    ["78 A VALUE 5.", "HMS_CPY_UNSUPPORTED 1:8", "level 78"],
    ["05 A PIC 9(4) USAGE NATIONAL.", "HMS_CPY_UNSUPPORTED 1:28", "NATIONAL"],
    ["05 A PIC +9.9E+99.", "HMS_CPY_UNSUPPORTED 1:21", "floating-point"],
    ["05 A PIC U(4).", "HMS_CPY_UNSUPPORTED 1:17", "UTF-8"],
    ["05 A PIC X VALUE Z'A'.", "HMS_CPY_UNSUPPORTED 1:25", "prefix Z"],
    ["05 A USAGE POINTER.", "HMS_CPY_UNSUPPORTED 1:19", "POINTER"],
    ["05 A USAGE INDEX.", "HMS_CPY_UNSUPPORTED 1:19", "INDEX"],
    ["EXEC SQL INCLUDE SQLCA END-EXEC.", "HMS_CPY_UNSUPPORTED 1:8", "EXEC"],
    ["05 :TAG:-NAME PIC X.", "HMS_CPY_UNSUPPORTED 1:11", "COPY REPLACING"],
    ["05 A TYPE MONEY.", "HMS_CPY_UNSUPPORTED 1:13", "TYPE"],
  ])("refuses %s by name", (entry, fault, name) => {
    const { findings, records } = read(`       ${entry}`);
    const found = findings.find((f) => `${f.code} ${f.line}:${f.column}` === fault);
    expect(found?.message).toContain(name);
    expect(records).toEqual([]);
  });

  it.each([
    [["05 A PIC Q(3)."], ["HMS_CPY_PICTURE 1:17"]],
    [["05 A PIC X(0)."], ["HMS_CPY_PICTURE 1:17"]],
    [["05 A PIC 9V9V9."], ["HMS_CPY_PICTURE 1:20"]],
    [["05 A."], ["HMS_CPY_PICTURE 1:11"]],
    [["05 A PIC X COMP-3."], ["HMS_CPY_PICTURE 1:17"]],
    [["05 A PIC 9(19) COMP."], ["HMS_CPY_PICTURE 1:17"]],
    [["05 A PIC 9(32)."], ["HMS_CPY_PICTURE 1:17"]],
    [["05 G COMP-3.", "   10 A PIC X."], ["HMS_CPY_PICTURE 2:20"]],
    [["05 A PIC."], ["HMS_CPY_SYNTAX 1:16"]],
    [["05 A PIK X."], ["HMS_CPY_SYNTAX 1:13"]],
    [["05 A PIC X VALU 'A'."], ["HMS_CPY_SYNTAX 1:19"]],
    [["05 A PIC X USAGE DISPLY."], ["HMS_CPY_SYNTAX 1:25"]],
    [["05 A PIC X VALUE."], ["HMS_CPY_SYNTAX 1:24"]],
    [["05 A PIC X VALUE ''."], ["HMS_CPY_SYNTAX 1:25"]],
    [["05 A PIC X(2) VALUE 'A."], ["HMS_CPY_SYNTAX 1:28", "HMS_CPY_SYNTAX 1:31"]],
    [["05 A OCCURS TIMES PIC X."], ["HMS_CPY_SYNTAX 1:20"]],
    [["05 A PIC S9 SIGN IS."], ["HMS_CPY_SYNTAX 1:27"]],
    [["05 A PIC X", "05 B PIC X."], ["HMS_CPY_SYNTAX 1:18"]],
    [["05 A PIC X"], ["HMS_CPY_SYNTAX 1:18"]],
    [["05 A PIC X", "05 G.", "   10 B PIC X."], ["HMS_CPY_SYNTAX 1:18"]],
    [["05 A PIC X", "05 B COMP PIC 9."], ["HMS_CPY_SYNTAX 1:18"]],
    [["A PIC X."], ["HMS_CPY_SYNTAX 1:8"]],
    [["123 A PIC X."], ["HMS_CPY_SYNTAX 1:8"]],
    [["WORKING-STORAGE SECTION.", "01 A PIC X."], ["HMS_CPY_SYNTAX 1:8"]],
    [["50 A PIC X."], ["HMS_CPY_LEVEL 1:8"]],
    [["00 A PIC X."], ["HMS_CPY_LEVEL 1:8"]],
    [["88 A VALUE 'X'."], ["HMS_CPY_LEVEL 1:8"]],
    [["05 A-B PIC X.", "05 A_B PIC X."], ["HMS_CPY_NAME 2:11"]],
    [["05 A PIC X.", "05 a PIC X."], ["HMS_CPY_NAME 2:11"]],
    [["05 A PIC X.", "05 FILLER.", "   10 A PIC X."], ["HMS_CPY_NAME 3:14"]],
    [["05 -A PIC X."], ["HMS_CPY_NAME 1:11"]],
    [["05 123 PIC X."], ["HMS_CPY_NAME 1:11"]],
    [["05 A PIC X.", "   88 B VALUE 'X'.", "   88 B VALUE 'Y'."], ["HMS_CPY_NAME 3:14"]],
    [["05 A PIC X.", "   88 VALUE 'X'."], ["HMS_CPY_NAME 2:11"]],
    [["05 A PIC X PIC 9."], ["HMS_CPY_CLAUSE 1:19"]],
    [["05 A PIC 9 COMP COMP-3."], ["HMS_CPY_CLAUSE 1:24"]],
    [["05 A PIC X.", "   10 B PIC X."], ["HMS_CPY_CLAUSE 1:17"]],
    [["01 A OCCURS 3.", "   05 B PIC X."], ["HMS_CPY_CLAUSE 1:20"]],
    [["05 A PIC X OCCURS 0."], ["HMS_CPY_CLAUSE 1:26"]],
    [["05 A PIC X SIGN LEADING."], ["HMS_CPY_CLAUSE 1:24"]],
    [["05 A PIC 9 TRAILING SEPARATE."], ["HMS_CPY_CLAUSE 1:19"]],
    [["05 A PIC 9 JUSTIFIED RIGHT."], ["HMS_CPY_CLAUSE 1:19"]],
    [["05 A PIC X VALUE 'A' 'B'."], ["HMS_CPY_CLAUSE 1:19"]],
    [["05 A PIC X.", "   88 B PIC X VALUE 'A'."], ["HMS_CPY_CLAUSE 2:20"]],
    [["05 A PIC X(2) VALUE 'ABC'."], ["HMS_CPY_VALUE 1:28"]],
    [["05 A PIC 9(2) VALUE 123."], ["HMS_CPY_VALUE 1:28"]],
    [["05 A PIC 9(2) VALUE 1.5."], ["HMS_CPY_VALUE 1:28"]],
    [["05 A PIC 9(2) VALUE -1."], ["HMS_CPY_VALUE 1:28"]],
    [["05 A PIC 9(2) VALUE 'AB'."], ["HMS_CPY_VALUE 1:28"]],
    [["05 A PIC 9(2) VALUE SPACES."], ["HMS_CPY_VALUE 1:28"]],
    [["05 A PIC X(2) VALUE '€'."], ["HMS_CPY_VALUE 1:28"]],
    [["05 A PIC X(2) VALUE 12."], ["HMS_CPY_VALUE 1:28"]],
    [["05 A PIC X(2).", "   88 B."], ["HMS_CPY_VALUE 2:14"]],
    [["05 G VALUE 'AB'.", "   10 A PIC X."], ["HMS_CPY_VALUE 1:19"]],
    [["05 G VALUE 'AB'.", "   10 A PIC X VALUE 'A'.", "   10 B PIC X."], ["HMS_CPY_CLAUSE 1:19"]],
    [["05 G VALUE 'AB'.", "   10 A PIC X OCCURS 2."], ["HMS_CPY_UNSUPPORTED 1:19"]],
    [["05 A PIC X VALUE X'4'."], ["HMS_CPY_SYNTAX 1:25"]],
    [["05 A PIC X(2) VALUE X'0102'."], ["HMS_CPY_VALUE 1:28"]],
    [["05 A PIC ZZ9 VALUE 'X'."], ["HMS_CPY_VALUE 1:27"]],
    [["05 A PIC 9(3)PP VALUE 150."], ["HMS_CPY_VALUE 1:30"]],
    [["05 A PIC 9(3)V9P."], ["HMS_CPY_PICTURE 1:23"]],
    [["05 A PIC ZZ*9."], ["HMS_CPY_PICTURE 1:19"]],
    [["05 A PIC S9(3) COMP-6."], ["HMS_CPY_PICTURE 1:17"]],
    [["05 A PIC X(9) COMP-X."], ["HMS_CPY_PICTURE 1:17"]],
    [["05 A PIC X COMP-1."], ["HMS_CPY_CLAUSE 1:17"]],
    [["05 A PIC S9(3) BLANK WHEN ZERO."], ["HMS_CPY_CLAUSE 1:23"]],
    [["05 A PIC X BLANK WHEN ZERO."], ["HMS_CPY_CLAUSE 1:19"]],
    [["05 A PIC 9 BLANK ZER."], ["HMS_CPY_SYNTAX 1:25"]],
    [["05 A PIC 9 REDEFINES."], ["HMS_CPY_SYNTAX 1:28"]],
    [["05 A PIC X REDEFINES B."], ["HMS_CPY_REFERENCE 1:29"]],
    [["05 A PIC X.", "05 B PIC X.", "05 C REDEFINES A PIC X."], ["HMS_CPY_CLAUSE 3:23"]],
    [
      ["05 N PIC 9.", "05 A OCCURS 1 TO 3 DEPENDING ON N PIC X.", "05 C REDEFINES A PIC X."],
      ["HMS_CPY_CLAUSE 3:23"],
    ],
    [["05 A PIC X.", "05 B PIC X OCCURS 3.", "05 C REDEFINES B PIC X."], ["HMS_CPY_CLAUSE 3:23"]],
    [["01 A PIC X.", "01 B REDEFINES C PIC X."], ["HMS_CPY_REFERENCE 2:23"]],
    [["05 A OCCURS 1 TO 5 PIC X."], ["HMS_CPY_CLAUSE 1:13"]],
    [["05 N PIC 9.", "05 A OCCURS 5 TO 2 DEPENDING ON N PIC X."], ["HMS_CPY_CLAUSE 2:20"]],
    [["05 A OCCURS 1 TO 5 DEPENDING ON N PIC X."], ["HMS_CPY_REFERENCE 1:40"]],
    [["05 A OCCURS 1 TO 5 DEPENDING ON N PIC X.", "05 N PIC 9."], ["HMS_CPY_CLAUSE 1:40"]],
    [["05 N PIC X.", "05 A OCCURS 1 TO 5 DEPENDING ON N PIC X."], ["HMS_CPY_PICTURE 2:40"]],
    [["05 N PIC 9 OCCURS 2.", "05 A OCCURS 1 TO 5 DEPENDING ON N PIC X."], ["HMS_CPY_CLAUSE 2:40"]],
    [["05 G.", "   10 N PIC 9.", "05 A OCCURS 1 TO 5 DEPENDING ON G PIC X."], ["HMS_CPY_CLAUSE 3:40"]],
    [
      ["05 G.", "   10 N PIC 9.", "05 H.", "   10 N PIC 9.", "05 A OCCURS 1 TO 5 DEPENDING ON N PIC X."],
      ["HMS_CPY_REFERENCE 5:40"],
    ],
    [["05 N PIC 9.", "05 A OCCURS 1 TO 5 DEPENDING ON N OF X PIC X."], ["HMS_CPY_REFERENCE 2:40"]],
    [["66 A RENAMES B."], ["HMS_CPY_LEVEL 1:8"]],
    [["05 B PIC X.", "66 A RENAMES C."], ["HMS_CPY_REFERENCE 2:21"]],
    [["05 B PIC X.", "05 C PIC X.", "66 A RENAMES C THRU B."], ["HMS_CPY_CLAUSE 3:28"]],
    [["05 B PIC X.", "66 A PIC X."], ["HMS_CPY_CLAUSE 2:11"]],
    [["05 B PIC X OCCURS 2.", "66 A RENAMES B."], ["HMS_CPY_CLAUSE 2:21"]],
    [["05 B PIC X RENAMES C."], ["HMS_CPY_CLAUSE 1:19"]],
    [["77 A PIC X.", "05 B PIC X."], ["HMS_CPY_LEVEL 2:8"]],
    [["01 R.", "   05 A PIC X(99999999)."], ["HMS_CPY_LENGTH 1:11"]],
    [["01 R.", "   05 A PIC X(2000000000) VALUE ZERO."], ["HMS_CPY_LENGTH 1:11"]],
    [["01 R VALUE 'A'.", "   05 A PIC X(9) OCCURS 999999."], ["HMS_CPY_UNSUPPORTED 1:19"]],
    [["01 R.", "   05 A OCCURS 9999999 PIC X(9)."], ["HMS_CPY_LENGTH 1:11"]],
    [[""], ["HMS_CPY_SYNTAX 1:1"]],
  ])("finds the fault in %j", (entries, expected) => {
    expect(faults(...entries)).toEqual(expected);
  });

  it("reports every fault of a text, in its order", () => {
    expect(
      faults(
        "01 REC.",
        "   05 A PIK X.",
        "   05 B PIC X REDEFINES AA.",
        "   05 C PIC 9(3) VALUE 'X'.",
        "   05 D PIC X(3)",
        "   05 D PIC X(3).",
        "   99 E PIC X.",
      ),
    ).toEqual([
      "HMS_CPY_SYNTAX 2:16",
      "HMS_CPY_REFERENCE 3:32",
      "HMS_CPY_VALUE 4:31",
      "HMS_CPY_SYNTAX 5:24",
      "HMS_CPY_NAME 6:14",
      "HMS_CPY_LEVEL 7:11",
    ]);
  });

  it("names the nearest right word", () => {
    const { findings } = read("       05 A PIC X USAGE COMP-33 VALUEE 'A'.");
    expect(findings.map((finding) => finding.suggestions[0])).toEqual(["COMP-3", "VALUE"]);
  });

  it("lets names be words that are clauses elsewhere", () => {
    expect(faults("01 R IS GLOBAL EXTERNAL AS 'R'.", "05 A PIC X.")).toEqual([]);
    expect(faults("05 TYPE PIC X.", "05 DATE.", "   10 PROPERTY PIC X.", "05 V PIC X.")).toEqual([]);
  });

  it("never shows a literal in a message", () => {
    const { findings } = read("       05 A PIC X VALU 'ANNA BAKER'.\n       05 B PIC 9 VALUE 'ANNA BAKER'.");
    expect(findings).toHaveLength(2);
    expect(JSON.stringify(findings)).not.toContain("ANNA");
  });

  it("ends with a text that is nothing but wrong names", () => {
    const entries = Array.from(
      { length: 3000 },
      (_, n) => `   05 F${n} OCCURS 1 TO 2 DEPENDING ON Q${n} PIC X.`,
    );
    const found = faults("01 R.", ...entries);
    expect(found).toHaveLength(3000);
  });

  it("refuses a record with more variable tables than items can know of", () => {
    const entries = Array.from({ length: 501 }, (_, n) => `   05 F${n} OCCURS 1 TO 2 DEPENDING ON N PIC X.`);
    expect(faults("01 R.", "   05 N PIC 9.", ...entries)).toEqual(["HMS_CPY_UNSUPPORTED 503:14"]);
  });

  it("answers any text with findings or records, and never throws", () => {
    const words = [
      "01",
      "05",
      "88",
      "A",
      "B-C",
      "FILLER",
      "PIC",
      "X(3)",
      "S9(4)V99",
      "COMP-3",
      "OCCURS",
      "2",
      "TIMES",
      "TO",
    ];
    const more = [
      "VALUE",
      "'A'",
      "'",
      '"x""y"',
      "ZERO",
      "ALL",
      "THRU",
      "SIGN",
      "LEADING",
      "INDEXED",
      "BY",
      "USAGE",
      "IS",
      "REDEFINES",
      "RENAMES",
      "DEPENDING",
      "66",
      "77",
      "SYNC",
      "COMP",
      "COMP-1",
      "ZZ,ZZ9.99-",
      "BLANK ZERO",
      "99999999",
      "X'41'",
      "OF",
      ".",
      ". ",
      ",",
      "\n       ",
      "\n      -    ",
      "\n      *",
      "\t",
      "(",
      "==",
      ":A:",
      "é",
      "\0",
      "$",
    ];
    const soup = fc
      .array(fc.constantFrom(...words, ...more), { maxLength: 60 })
      .map((parts) => `       ${parts.join(" ")}`);
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: "binary", maxLength: 300 })), (text) => {
        const { records, findings } = read(text);
        for (const finding of findings) {
          expect(isErrorCode(finding.code)).toBe(true);
          expect(finding.line).toBeGreaterThan(0);
          expect(finding.column).toBeGreaterThan(0);
          expect(finding.endLine).toBeGreaterThanOrEqual(finding.line);
        }
        const errors = findings.filter((finding) => finding.severity === "error");
        expect(records.length > 0).toBe(errors.length === 0);
      }),
      { numRuns: 2000 },
    );
  });
});
