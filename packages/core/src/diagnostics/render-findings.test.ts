import type { Finding } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { githubFindings } from "./github-findings.ts";
import { renderFindings } from "./render-findings.ts";

const finding: Finding = {
  file: "dmv.connector.yaml",
  line: 14,
  column: 22,
  endLine: 14,
  endColumn: 38,
  code: "HMS_MAP_UNKNOWN_PATH",
  severity: "error",
  message: 'no HMS path "ticket.data.tiem" on appointment.created',
  suggestions: ["ticket.data.time"],
};

const source = `${"\n".repeat(13)}  APPT_TIME: { from: ticket.data.tiem, pic: X(20) }\n`;
const plain = { readSource: () => source, color: false };

describe("findings", () => {
  it("are shown as the compiler shows its own", () => {
    expect(
      renderFindings([finding], plain),
    ).toBe(`dmv.connector.yaml:14:22 - error HMS_MAP_UNKNOWN_PATH: no HMS path "ticket.data.tiem" on appointment.created
  14 |   APPT_TIME: { from: ticket.data.tiem, pic: X(20) }
     |                      ~~~~~~~~~~~~~~~~
  hint: did you mean ticket.data.time?

Found 1 error in 1 file.
`);
  });

  it("are empty for none", () => {
    expect([renderFindings([], plain), githubFindings([])]).toEqual(["", ""]);
  });

  it("are sorted, counted by severity, and cut at the limit with the total stated", () => {
    const many = Array.from({ length: 120 }, (_, index) => ({
      ...finding,
      line: 120 - index,
      severity: index % 2 === 0 ? ("error" as const) : ("warning" as const),
    }));
    const text = renderFindings(many, { ...plain, readSource: () => undefined });
    expect(text.match(/ - (error|warning) /g)).toHaveLength(50);
    expect(text.startsWith("dmv.connector.yaml:1:22 - warning")).toBe(true);
    expect(text.endsWith("Found 60 errors and 60 warnings in 1 file, the first 50 are shown.\n")).toBe(true);
  });

  it("have no frame where the file or line is not at hand", () => {
    expect(renderFindings([finding], { ...plain, readSource: () => "one line" })).not.toContain("|");
  });

  it("underline a fault over several lines to the end of its first, and an empty one with one mark", () => {
    const long = renderFindings([{ ...finding, endLine: 16, endColumn: 1 }], plain);
    expect(long).toContain(
      `| ${" ".repeat(21)}${"~".repeat(source.trimEnd().split("\n").at(-1)!.length - 21)}\n`,
    );
    const empty = renderFindings([{ ...finding, column: 200, endColumn: 200 }], plain);
    expect(empty).toMatch(/\| +~\n/);
  });

  it("keep tabs, so that the mark stands under the fault at any tab width", () => {
    const text = renderFindings([{ ...finding, line: 1, endLine: 1, column: 3, endColumn: 5 }], {
      ...plain,
      readSource: () => "\t\tab",
    });
    expect(text).toContain("\n    | \t\t~~\n");
  });

  it("cut long lines around the fault", () => {
    const text = renderFindings([{ ...finding, line: 1, endLine: 1, column: 5_001, endColumn: 5_004 }], {
      ...plain,
      readSource: () => `${"x".repeat(5_000)}bad${"y".repeat(5_000)}`,
    });
    const [, frame, marks] = text.split("\n");
    expect(frame!.length).toBeLessThan(180);
    expect(frame!.indexOf("bad")).toBe(marks!.indexOf("~~~"));
  });

  it("are coloured only when asked", () => {
    expect(renderFindings([finding], { ...plain, color: true })).toContain("\u001b[31merror\u001b[0m");
  });

  it("become workflow commands, one line each, with what would end them early escaped", () => {
    const text = githubFindings([
      { ...finding, file: "a,b:c.yaml", message: "50%\nwrong", suggestions: [], hint: "Do this." },
    ]);
    expect(text).toBe(
      "::error file=a%2Cb%3Ac.yaml,line=14,endLine=14,col=22,endColumn=38,title=HMS_MAP_UNKNOWN_PATH::50%25%0Awrong. Do this.\n",
    );
  });
});
