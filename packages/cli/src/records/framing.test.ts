import type { Framing } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { createJoiner } from "./join-framed.ts";
import { createSplitter, type Framed, type SplitOptions } from "./split-framed.ts";

const RECORD_BYTES = 6;

function split(file: Uint8Array, options: Partial<SplitOptions>, chunkBytes: number): Framed[] {
  const splitter = createSplitter({
    framing: "none",
    length: RECORD_BYTES,
    textOnly: false,
    space: 0x20,
    ...options,
  });
  const found: Framed[] = [];
  // one buffer for every chunk, as files are read
  const chunk = new Uint8Array(chunkBytes);
  for (let start = 0; start < file.length; start += chunkBytes) {
    const part = file.subarray(start, start + chunkBytes);
    chunk.set(part);
    const pieces = splitter.push(chunk.subarray(0, part.length));
    found.push(...pieces.map((piece) => ("bytes" in piece ? { bytes: piece.bytes.slice() } : piece)));
  }
  return [...found, ...splitter.end()];
}

function join(framing: Framing, records: readonly Uint8Array[]): Buffer {
  const joiner = createJoiner(framing);
  const pieces = [...records.map((record) => joiner.add(record)), joiner.end()];
  return Buffer.concat(pieces.filter((piece) => piece !== undefined));
}

function texts(found: readonly Framed[]): string[] {
  return found.map((piece) =>
    "bytes" in piece ? Buffer.from(piece.bytes).toString("latin1") : piece.problem,
  );
}

describe.each<Framing>(["none", "lf", "crlf", "rdw", "bdw"])("framing %s", (framing) => {
  const records = ["AAAAAA", "B\nBBB\r", "\r\n\r\n\0\0"].map((text) => Buffer.from(text, "latin1"));
  it.each([1, 2, 5, 1000])("gives back what was joined, in chunks of %i bytes", (chunkBytes) => {
    const found = split(join(framing, records), { framing }, chunkBytes);
    expect(texts(found)).toEqual(records.map((record) => record.toString("latin1")));
  });
});

it("starts a new block before the largest one is passed", () => {
  const records = Array.from({ length: 10 }, () => Buffer.alloc(8000, 0x41));
  const file = join("bdw", records);
  expect(file.readUInt16BE(0)).toBe(4 + 4 * 8004);
  expect(file.length).toBe(3 * 4 + 10 * 8004);
  expect(split(file, { framing: "bdw", length: 8000 }, 4096)).toHaveLength(10);
});

it("fills up a text line whose trailing spaces were left out, in the file's own space", () => {
  const found = split(Buffer.from("AB\n"), { framing: "lf", textOnly: true, space: 0x40 }, 100);
  expect(texts(found)).toEqual(["AB@@@@"]);
});

it("refuses a short line where fields are binary", () => {
  expect(texts(split(Buffer.from("AB\n"), { framing: "lf" }, 100))).toEqual([
    "the line has 3 bytes, a record has 6",
  ]);
});

it.each([1, 3, 100])("goes on after a line that is too long, in chunks of %i bytes", (chunkBytes) => {
  const found = split(Buffer.from("TOOLONG1\nBBBBBB\n"), { framing: "lf", textOnly: true }, chunkBytes);
  expect(texts(found)).toEqual(["the line has 8 bytes, a record has 6", "BBBBBB"]);
});

it("reports bytes left over at the end, but not a last line end", () => {
  expect(texts(split(Buffer.from("AAAAAABB"), {}, 3)).at(-1)).toContain("ends with 2 of the 6 bytes");
  expect(texts(split(Buffer.from("AAAAAA\r\n"), {}, 3))).toEqual(["AAAAAA"]);
});

it("stops when no line ends", () => {
  const found = split(new Uint8Array(3 * 1024 * 1024), { framing: "lf" }, 64 * 1024);
  expect(found[0]).toMatchObject({ problem: expect.stringContaining("no line end in"), lost: true });
});

it("stops where a record descriptor word is missing", () => {
  const found = split(Buffer.from("AAAAAA"), { framing: "rdw" }, 100);
  expect(found).toEqual([{ problem: "there is no record descriptor word", lost: true }]);
});

it("reports a record that the file's end cuts off", () => {
  const file = join("rdw", [Buffer.from("AAAAAA")]).subarray(0, 7);
  expect(texts(split(file, { framing: "rdw" }, 2))).toEqual([
    "the file ends in the middle of a record, after 7 bytes of it",
  ]);
});
