import { describe, expect, it } from "vitest";
import { printKey, printText, printValue, raw } from "./print-value.ts";

describe("printText", () => {
  it.each(["O'Brien", 'say "no"', "back\\slash", "two\nlines", "\u2028", "`$" + "{x}`", "*/"])(
    "keeps %j",
    (text) => {
      // biome-ignore lint/security/noGlobalEval: the literal must be read by the language itself
      expect(eval(printText(text))).toBe(text);
    },
  );
});

describe("printKey", () => {
  it.each([
    ["APPT_NUM", "APPT_NUM"],
    ["1ST", '"1ST"'],
    ["a-b", '"a-b"'],
    ["__proto__", '"__proto__"'],
  ])("prints %s as %s", (key, printed) => {
    expect(printKey(key)).toBe(printed);
  });
});

describe("printValue", () => {
  it("keeps short data on one line", () => {
    expect(printValue({ a: [1, "x"], b: {}, c: undefined, d: raw("call()") }, 0)).toBe(
      '{ a: [1, "x"], b: {}, d: call() }',
    );
  });

  it("breaks long data into lines", () => {
    const long = "x".repeat(60);
    expect(printValue({ first: long, rest: [long, { second: long }] }, 2)).toBe(
      `{\n    first: "${long}",\n    rest: [\n      "${long}",\n      { second: "${long}" },\n    ],\n  }`,
    );
  });
});
