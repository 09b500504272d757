import { describe, expect, it } from "vitest";
import { createFindingList } from "../finding-list.ts";
import { readSource } from "../source/read-source.ts";
import { tokenize } from "./tokenize.ts";

function tokens(text: string): string[] {
  const findings = createFindingList();
  return tokenize(readSource("a.cpy", `       ${text}`, findings), findings).map(
    (t) => `${t.kind}:${t.text}`,
  );
}

describe("tokenize", () => {
  it("tells words, numbers, pictures and periods apart", () => {
    expect(tokens("05 A-1 PIC S9(4)V99 COMP-3.")).toEqual([
      "number:05",
      "word:A-1",
      "word:PIC",
      "picture:S9(4)V99",
      "word:COMP-3",
      "period:.",
    ]);
  });

  it("reads a picture behind PICTURE IS, in lower case and with points inside", () => {
    expect(tokens("picture is zz9.99.")).toEqual(["word:picture", "word:is", "picture:zz9.99", "period:."]);
  });

  it("takes a comma or semicolon before a blank for a blank", () => {
    expect(tokens("PIC 9, VALUE 1; .")).toEqual([
      "word:PIC",
      "picture:9",
      "word:VALUE",
      "number:1",
      "period:.",
    ]);
  });

  it("resolves doubled quotation marks of both kinds", () => {
    expect(tokens(`'O''B' "say ""x"""`)).toEqual(["literal:O'B", 'literal:say "x"']);
  });

  it("keeps a decimal point in a number and the period behind it apart", () => {
    expect(tokens("VALUE -1.50.")).toEqual(["word:VALUE", "number:-1.50", "period:."]);
    expect(tokens("VALUE .5.")).toEqual(["word:VALUE", "number:.5", "period:."]);
  });

  it("takes words that start with a digit for words", () => {
    expect(tokens("1ST-NAME 9")).toEqual(["word:1ST-NAME", "number:9"]);
  });

  it("knows a literal with a prefix", () => {
    expect(tokens("VALUE X'41'.")).toEqual(["word:VALUE", "prefixed:X", "period:."]);
  });

  it("reports a literal without an end once and goes on with the next line", () => {
    const findings = createFindingList();
    const source = readSource("a.cpy", "       VALUE 'ab\n       05 B.", findings);
    expect(tokenize(source, findings).map((t) => t.text)).toEqual(["VALUE", "ab", "05", "B", "."]);
    expect(findings.sorted()).toMatchObject([{ code: "HMS_CPY_SYNTAX", line: 1, column: 14 }]);
  });
});
