import { describe, expect, it } from "vitest";
import { outsideCodePage } from "./code-page.ts";

describe("outsideCodePage", () => {
  it.each([
    ["HMS-OMS 1", "ascii", undefined],
    ["café", "ascii", "é"],
    ["café", "latin1", undefined],
    ["café", "cp037", undefined],
    ["5 €", "cp037", "€"],
    ["5 €", "cp1140", undefined],
    ["5 ¤", "cp1140", "¤"],
    ["😀", "latin1", "😀"],
  ])("finds in %j on %s: %s", (text, page, found) => {
    expect(outsideCodePage(text, page)).toBe(found);
  });
});
