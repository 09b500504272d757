import { describe, expect, it } from "vitest";
import { copybookReader } from "../copybook-reader.ts";
import { PROFILES } from "../profile/resolve-profile.ts";

/** Texts in free format; the first is read, all can be copied by their names without `.cpy`. */
function read(files: Record<string, string>) {
  const [file = ""] = Object.keys(files);
  const result = copybookReader.read({
    file,
    text: files[file]!,
    settings: PROFILES.ibm,
    copy: (name, library) => {
      const path = `${library === undefined ? "" : `${library}/`}${name.replace(/\.cpy$/, "")}.cpy`;
      const text = files[path];
      return text === undefined ? undefined : { file: path, text };
    },
    members: () => Object.keys(files).map((path) => path.replace(/\.cpy$/, "")),
    sourceFormat: "free",
  });
  return {
    ...result,
    names: result.records.flatMap(({ root }) => root.children.map(({ name, length }) => `${name} ${length}`)),
    faults: result.findings.map((f) => `${f.code} ${f.file}:${f.line}:${f.column}`),
  };
}

describe("COPY", () => {
  it("puts members in their place, also quoted and from a library", () => {
    const { names, faults } = read({
      "MAIN.cpy": "01 R.\nCOPY A.\n05 M PIC X.\ncopy 'B.cpy'.\nCOPY C OF LIB SUPPRESS.",
      "A.cpy": "05 A PIC X(2).",
      "B.cpy": "05 B PIC X(3).",
      "LIB/C.cpy": "05 C PIC X(4).",
    });
    expect(faults).toEqual([]);
    expect(names).toEqual(["A 2", "M 1", "B 3", "C 4"]);
  });

  it.each([
    ["==:TAG:== BY ==IN==", "05 :TAG:-NAME PIC X.", "IN-NAME 1"],
    ["==:tag:== BY ==IN==", "05 A-:TAG:-B PIC X.", "A-IN-B 1"],
    ["==(T)== BY ==IN==", "05 (T)-NAME PIC X.", "IN-NAME 1"],
    ["OLD BY NEW", "05 OLD PIC X.", "NEW 1"],
    ["OLD BY NEW", "05 OLD-NAME PIC X.", "OLD-NAME 1"],
    ["LEADING ==OLD== BY ==NEW==", "05 OLD-NAME PIC X.", "NEW-NAME 1"],
    ["TRAILING ==-OLD== BY ==-NEW==", "05 NAME-OLD PIC X.", "NAME-NEW 1"],
    ["==PIC X(3)== BY ==PIC X(5)==", "05 A PIC   X(3).", "A 5"],
    ["==:N:== BY ==7==", "05 A PIC X(:N:).", "A 7"],
    ["5 BY 9", "05 A PIC X OCCURS 5.", "A 1"],
    ["==A== BY ==B== ==B== BY ==C==", "05 A PIC X.", "B 1"],
  ])("replaces %s in `%s`", (pairs, member, name) => {
    const files = { "MAIN.cpy": `01 R. COPY M REPLACING ${pairs}.`, "M.cpy": member };
    expect(read(files)).toMatchObject({ names: [name], faults: [] });
  });

  it("replaces in what a member copies, and literals only as a whole", () => {
    const { names, faults, records } = read({
      "MAIN.cpy": "01 R. COPY M REPLACING ==T== BY ==OUT== 'X' BY 'Y'.",
      "M.cpy": "05 T PIC X.\nCOPY N REPLACING ==U== BY ==T==.",
      "N.cpy": "05 G. 10 U PIC X VALUE 'X'.\n10 V PIC X VALUE 'x'.",
    });
    expect(faults).toEqual([]);
    expect(names).toEqual(["OUT 1", "G 2"]);
    expect(JSON.stringify(records)).toContain('"value":"Y"');
    expect(JSON.stringify(records)).toContain('"value":"x"');
  });

  it("shows a fault in the member's own line, with the COPY statements that led there", () => {
    const { findings, faults } = read({
      "MAIN.cpy": "01 R.\nCOPY A.\n05 Z PIK X.",
      "A.cpy": "05 A PIC X.\n  COPY B REPLACING ==:T:== BY ==LONGER-NAME==.",
      "B.cpy": "05 :T:-X PIC Q.",
    });
    expect(faults).toEqual(["HMS_CPY_PICTURE B.cpy:1:14", "HMS_CPY_SYNTAX MAIN.cpy:3:6"]);
    expect(findings[0]!.message).toContain("(copied by A.cpy:2, MAIN.cpy:2)");
  });

  it("reports a fault of a member once, however often it is copied", () => {
    const files = { "MAIN.cpy": "01 R. COPY A.\n01 S. COPY A.", "A.cpy": "05 A PIC Q." };
    expect(read(files).faults).toEqual(["HMS_CPY_PICTURE A.cpy:1:10"]);
  });

  it("names the nearest member for one that is missing", () => {
    const { findings, faults } = read({ "MAIN.cpy": "01 R.\nCOPY CUSTOMR.", "CUSTOMER.cpy": "05 A PIC X." });
    expect(faults).toEqual(["HMS_CPY_COPY MAIN.cpy:2:6"]);
    expect(findings[0]!.suggestions).toEqual(["CUSTOMER"]);
  });

  it("refuses members that copy themselves, directly or through others", () => {
    const { faults, findings } = read({
      "MAIN.cpy": "01 R. 05 X PIC X. COPY A.",
      "A.cpy": "05 A PIC X.\nCOPY B.",
      "B.cpy": "COPY A.",
    });
    expect(faults).toEqual(["HMS_CPY_COPY B.cpy:1:6"]);
    expect(findings[0]!.message).toContain("A.cpy copies B.cpy copies A.cpy");
    expect(read({ "MAIN.cpy": "01 R PIC X. COPY MAIN." }).faults).toEqual(["HMS_CPY_COPY MAIN.cpy:1:18"]);
  });

  it("ends when members double on every level", () => {
    const files: Record<string, string> = { "MAIN.cpy": "01 R. COPY L1." };
    for (let level = 1; level < 40; level++)
      files[`L${level}.cpy`] = `COPY L${level + 1}. COPY L${level + 1}.`;
    files["L40.cpy"] = `05 FILLER PIC X. ${" ".repeat(50)}`;
    expect(read(files).faults.length).toBeGreaterThan(0);
  });

  it.each([
    ["COPY .", "HMS_CPY_COPY MAIN.cpy:1:6"],
    ["01 R. COPY A", "HMS_CPY_COPY MAIN.cpy:1:13"],
    ["01 R. COPY A REPLACING.", "HMS_CPY_COPY MAIN.cpy:1:23"],
    ["01 R. COPY A REPLACING X.", "HMS_CPY_COPY MAIN.cpy:1:25"],
    ["01 R. COPY A REPLACING ==X.", "HMS_CPY_COPY MAIN.cpy:1:24"],
    ["01 R. COPY A REPLACING ==== BY ==X==.", "HMS_CPY_COPY MAIN.cpy:1:26"],
    ["05 N PIC Q. COPY NONE. 05 T REDEFINES X PIC X.", "HMS_CPY_PICTURE MAIN.cpy:1:10"],
    ["REPLACE ==X== ==Y==. 01 R. 05 A PIC X.", "HMS_CPY_COPY MAIN.cpy:1:15"],
  ])("reports what is missing in `%s`", (text, fault) => {
    expect(read({ "MAIN.cpy": text, "A.cpy": "05 A PIC X." }).faults[0]).toBe(fault);
  });
});

describe("REPLACE", () => {
  it("holds up to the next REPLACE, also inside members", () => {
    const { names, faults } = read({
      "MAIN.cpy": `REPLACE ==:T:== BY ==ONE==.
01 R.
05 :T: PIC X.
COPY A.
REPLACE ALSO ==:U:== BY ==TWO==.
05 :T:-:U: PIC X.
REPLACE LAST OFF.
05 :T:-B PIC X.
REPLACE OFF.
05 C PIC X.`,
      "A.cpy": "05 :T:-A PIC X.",
    });
    expect(faults).toEqual([]);
    expect(names).toEqual(["ONE 1", "ONE-A 1", "ONE-TWO 1", "ONE-B 1", "C 1"]);
  });
});
