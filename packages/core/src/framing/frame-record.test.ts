import { describe, expect, it } from "vitest";
import { frameRecord } from "./frame-record.ts";

const record = Uint8Array.from([0x41, 0x42, 0x43]);

describe("frameRecord", () => {
  it.each([
    ["none", [0x41, 0x42, 0x43]],
    ["lf", [0x41, 0x42, 0x43, 0x0a]],
    ["crlf", [0x41, 0x42, 0x43, 0x0d, 0x0a]],
    ["rdw", [0, 7, 0, 0, 0x41, 0x42, 0x43]],
    ["bdw", [0, 11, 0, 0, 0, 7, 0, 0, 0x41, 0x42, 0x43]],
  ] as const)("%s", (framing, bytes) => {
    expect([...frameRecord(record, framing)]).toEqual([...bytes]);
  });

  it.each([0x0a, 0x0d])("refuses a record of lines that holds the line end 0x%s", (byte) => {
    expect(() => frameRecord(Uint8Array.from([0x41, byte]), "lf")).toThrow(
      "byte 1 of the record is a line end",
    );
    expect(frameRecord(Uint8Array.from([0x41, byte]), "none")).toHaveLength(2);
  });

  it("refuses a record that no length word can say", () => {
    expect(frameRecord(new Uint8Array(32_756), "rdw")).toHaveLength(32_760);
    expect(() => frameRecord(new Uint8Array(32_757), "rdw")).toThrow("at most 32756");
    expect(() => frameRecord(new Uint8Array(32_753), "bdw")).toThrow("at most 32752");
  });
});
