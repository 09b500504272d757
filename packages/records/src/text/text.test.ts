import { describe, expect, it } from "vitest";
import { codePage } from "../code-pages/code-page.ts";
import { startProblems } from "../problems/problems.ts";
import { getAsciiText, getText, recordText } from "./get-text.ts";
import { putText, putTextRight } from "./put-text.ts";

const start = () => startProblems([["F", "a.cpy:2"]]);

function written(page: string, width: number, value: unknown): Buffer | string {
  const bytes = Buffer.alloc(width, 0xee);
  const problems = start();
  putText(bytes, 0, width, value as string, codePage(page), problems, 0);
  return problems.list === null ? bytes : `${problems.list[0]!.code}: ${problems.list[0]!.message}`;
}

describe("putText", () => {
  it.each([
    ["ascii", "AB", "41422020"],
    ["ascii", "", "20202020"],
    ["latin1", "ß", "df202020"],
    ["cp037", "Ab", "c1824040"],
    ["cp1140", "€", "9f404040"],
  ])("%s writes %o with blanks behind it", (page, value, hex) => {
    expect((written(page, 4, value) as Buffer).toString("hex")).toBe(hex);
  });

  it("fills fields of any width", () => {
    expect(written("cp037", 200, "A").toString("hex")).toBe(`c1${"40".repeat(199)}`);
  });

  it.each([
    ["ascii", "ABCDE", "too-long: has 5 characters, the field holds 4"],
    ["ascii", "AB\u00e9", "not-in-code-page: has a character that is not in code page ascii, at position 3"],
    ["cp1140", "\u00a4", "not-in-code-page: has a character that is not in code page cp1140, at position 1"],
    [
      "latin1",
      "\u{1F600}",
      "not-in-code-page: has a character that is not in code page latin1, at position 1",
    ],
    ["ascii", 12, "wrong-type: must be text, not a number"],
    ["ascii", ["A"], "wrong-type: must be text, not a list"],
  ])("%s refuses %o", (page, value, problem) => {
    expect(written(page, 4, value)).toBe(problem);
  });

  it("leaves the template's bytes when nothing is given", () => {
    const bytes = Buffer.from("HMS ");
    putText(bytes, 0, 4, undefined, codePage("ascii"), start(), 0);
    putTextRight(bytes, 0, 4, null, codePage("ascii"), start(), 0);
    expect(bytes.toString()).toBe("HMS ");
  });
});

describe("putTextRight", () => {
  it("writes blanks before the text", () => {
    const bytes = Buffer.alloc(5, 0xee);
    putTextRight(bytes, 0, 5, "AB", codePage("ascii"), start(), 0);
    expect(bytes.toString()).toBe("   AB");
  });
});

describe("getText", () => {
  it("takes blanks behind the text away, and no others", () => {
    expect(getText("  A B   X", 0, 8)).toBe("  A B");
    expect(getText("    ", 0, 4)).toBe("");
  });

  it.each(["latin1", "cp037", "cp1047", "cp500", "cp273", "cp1140"])(
    "%s reads back what it wrote",
    (name) => {
      const page = codePage(name);
      const text = [...page.decode].map((code) => String.fromCharCode(code)).join("");
      const bytes = new Uint8Array(256);
      putText(bytes, 0, 256, text, page, start(), 0);
      expect(recordText(bytes, page, new Uint8Array(256))).toBe(text);
    },
  );

  it("refuses bytes that ascii does not have, with their place", () => {
    const problems = start();
    getAsciiText("xxA\u00e9", 2, 2, problems, 0);
    expect(problems.list).toMatchObject([{ code: "not-in-code-page", offset: 3 }]);
  });
});
