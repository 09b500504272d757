import { describe, expect, it } from "vitest";
import { createFindingList } from "../finding-list.ts";
import { readSource } from "./read-source.ts";
import { spanOf } from "./source-text.ts";

function read(...lines: string[]) {
  const findings = createFindingList();
  const source = readSource("a.cpy", lines.join("\n"), findings);
  const faults = findings.sorted().map((f) => `${f.code} ${f.line}:${f.column}`);
  return { source, text: source.text, faults };
}

describe("readSource", () => {
  it("takes columns 8 to 72 and leaves sequence numbers and identifications out", () => {
    const line = `000100 ${"01  REC.".padEnd(65)}ABC00010`;
    expect(read(line).text).toBe("01  REC.");
    expect(read(line).faults).toEqual([]);
  });

  it("leaves out comment lines, debug lines, blank lines and listing control", () => {
    const { text, faults } = read(
      "      * a comment",
      "      / a page",
      "      D    05 DEBUG PIC X.",
      "",
      "           EJECT",
      "           SKIP2.",
      "           TITLE 'A BOOK'",
      "       01  REC.",
      "           EJECT",
    );
    expect(text).toBe("01  REC.");
    expect(faults).toEqual([]);
  });

  it("keeps TITLE inside an entry, where it can be a name", () => {
    expect(read("           05", "              TITLE 'X'").text).toContain("TITLE");
  });

  it("cuts a floating comment, but not inside a literal", () => {
    expect(read("       05 A PIC X. *> why").text).toBe("05 A PIC X. ");
    expect(read("       05 A PIC X(5) VALUE '*> no'.").text).toContain("'*> no'");
  });

  it("sets tabs to every eighth column and points at the tab's own column", () => {
    const { source, text } = read("\t05 A PIC X.");
    expect(text).toBe(" 05 A PIC X.");
    expect(spanOf(source, 1, 3)).toMatchObject({ line: 1, column: 2, endColumn: 4 });
  });

  it("joins a continued word without the blanks around it", () => {
    expect(read("           05 CUSTO   ", "      -    MER-NAME PIC X.").text).toBe(
      "    05 CUSTOMER-NAME PIC X.",
    );
  });

  it("fills a continued literal with blanks up to column 72", () => {
    const first = "           05 A PIC X(60) VALUE 'ab";
    const { text } = read(first, "      -    'cd'.");
    const literal = text.slice(text.indexOf("'"));
    expect(literal).toBe(`'ab${" ".repeat(72 - first.length)}cd'.`);
  });

  it("lets comments and blank lines stand before a continuation", () => {
    const { text } = read("           05 CUSTO", "      * between", "", "      -    MER PIC X.");
    expect(text).toBe("    05 CUSTOMER PIC X.");
  });

  it("joins a doubled quotation mark that column 72 cuts in two", () => {
    const start = `${"           05 A PIC X(60) VALUE '".padEnd(71, "x")}'`;
    const { text } = read(start, "      -    ''y'.");
    expect(text.endsWith("x''y'.")).toBe(true);
  });

  it("reports a continued literal that does not go on with its quotation mark", () => {
    expect(read("           05 A PIC X(9) VALUE 'ab", "      -    cd'.").faults).toEqual([
      "HMS_CPY_SYNTAX 2:12",
    ]);
  });

  it("keeps the place of characters behind a continuation", () => {
    const { source, text } = read("           05 CUSTO", "      -    MER PIC X.");
    const at = text.indexOf("CUSTOMER");
    expect(spanOf(source, at, at + 8)).toMatchObject({ line: 1, column: 15, endLine: 2, endColumn: 15 });
  });

  it.each([
    ["      $SET ANSI85", "HMS_CPY_UNSUPPORTED 1:7"],
    ["       >>IF A", "HMS_CPY_UNSUPPORTED 1:8"],
    ["      X05 A PIC X.", "HMS_CPY_SYNTAX 1:7"],
  ])("refuses %s", (line, fault) => {
    expect(read(line).faults).toEqual([fault]);
  });

  it.each([
    [`${"           05 A".padEnd(66)}PIC X(20).`, true],
    [`${"           05 A PIC X".padEnd(72)}VALUE 'A'`, true],
    [`${"           05 A PIC X.".padEnd(72)}00010000`, false],
    [`${"           05 A PIC X.".padEnd(72)}PROJ 12`, false],
  ])("warns of text past column 72 only where it looks like program text", (line, warns) => {
    expect(read(line).faults).toEqual(warns ? ["HMS_CPY_COLUMNS 1:73"] : []);
  });

  it.each([
    [["01 REC.", "  05 A PIC X. *> why", "* note", "", ">>D 05 B PIC X."], "01 REC.\n  05 A PIC X. "],
    [["      05 A PIC X."], "      05 A PIC X."],
    [["COPY OTHER."], "COPY OTHER."],
    [["       >>SOURCE FORMAT IS FREE", "05 A PIC X."], "05 A PIC X."],
    [['$SET SOURCEFORMAT"FREE"', "          05 A PIC X."], "          05 A PIC X."],
    [
      [
        "01 A.",
        ">>SOURCE FIXED",
        "000100 05 B.                                                            X",
      ],
      "01 A.\n05 B.",
    ],
  ])("reads free format in %j", (lines, text) => {
    expect(read(...lines)).toMatchObject({ text, faults: [] });
  });

  it("follows the format that is asked for", () => {
    const findings = createFindingList();
    expect(readSource("a.cpy", "        05 A PIC X.", findings, "free").text).toBe("        05 A PIC X.");
    readSource("a.cpy", "01 RECORD.", findings, "fixed");
    expect(findings.sorted()[0]).toMatchObject({ code: "HMS_CPY_SYNTAX", column: 7 });
  });

  it("ignores a byte order mark, an end-of-file character and CRLF", () => {
    expect(read("\uFEFF       01  REC.\r", "       05 A PIC X.\r", "\u001a").text).toBe(
      "01  REC.\n05 A PIC X.",
    );
  });
});
