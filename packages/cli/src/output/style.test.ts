import { expect, it } from "vitest";
import { styleFor } from "./style.ts";

const terminal = { isTTY: true };

it("colours on a terminal and nowhere else", () => {
  expect(styleFor(terminal, {}).colored).toBe(true);
  expect(styleFor({}, {}).colored).toBe(false);
});

it("keeps to NO_COLOR and TERM=dumb", () => {
  expect(styleFor(terminal, { NO_COLOR: "1" }).colored).toBe(false);
  expect(styleFor(terminal, { NO_COLOR: "" }).colored).toBe(true);
  expect(styleFor(terminal, { TERM: "dumb" }).colored).toBe(false);
});

it("lets FORCE_COLOR win over all of them", () => {
  expect(styleFor({}, { FORCE_COLOR: "1", NO_COLOR: "1" }).colored).toBe(true);
  expect(styleFor(terminal, { FORCE_COLOR: "0" }).colored).toBe(false);
});
