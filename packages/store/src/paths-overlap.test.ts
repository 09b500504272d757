import { describe, expect, it } from "vitest";
import { pathsOverlap } from "./paths-overlap.ts";

describe("pathsOverlap", () => {
  it.each([
    ["ticket.data.time", "ticket.data.time", true],
    ["ticket.data.time", "ticket.data", true],
    ["ticket.data", "ticket.data.time", true],
    ["ticket.data.time", "ticket.data.tim", false],
    ["ticket.data.time", "ticket.data.timezone", false],
    ["ticket.data.time", "ticket.title", false],
    ["", "ticket.title", true],
  ])("of a change at %j and a mapping that reads %j is %j", (changed, read, overlap) => {
    expect(pathsOverlap(["other", changed], ["another", read])).toBe(overlap);
    expect(pathsOverlap([read], [changed])).toBe(overlap);
  });

  it("is not there without a path on either side", () => {
    expect(pathsOverlap([], ["ticket"])).toBe(false);
    expect(pathsOverlap(["ticket"], [])).toBe(false);
  });
});
