import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createJoiner } from "./create-joiner.ts";
import { createSplitter, type SplitPiece, type SplitterOptions } from "./create-splitter.ts";
import type { Framing } from "./framing.ts";

/** The pieces of a file that comes in chunks of the given sizes. */
function split(file: Uint8Array, sizes: readonly number[], options: SplitterOptions): SplitPiece[] {
  const splitter = createSplitter(options);
  const pieces: SplitPiece[] = [];
  let at = 0;
  for (let turn = 0; at < file.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    pieces.push(...splitter.push(file.subarray(at, at + size)));
    at += size;
  }
  return [...pieces, ...splitter.end()];
}

function join(records: readonly Uint8Array[], framing: Framing): Uint8Array {
  const joiner = createJoiner(framing);
  const parts = records.flatMap((record) => joiner.add(record) ?? []);
  return Buffer.concat([...parts, joiner.end() ?? new Uint8Array(0)]);
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

describe("records in a stream", () => {
  it("come back whole, wherever the chunks end", () => {
    const records = fc.array(fc.uint8Array({ minLength: 7, maxLength: 7 }), { maxLength: 20 });
    const framings = fc.constantFrom<Framing>("none", "lf", "crlf", "rdw", "bdw");
    fc.assert(
      fc.property(records, framings, sizes, (given, framing, chunks) => {
        // what is left at the end of a transfer may be nothing but line ends
        fc.pre(!given.at(-1)?.every((byte) => byte === 10 || byte === 13 || byte === 26));
        const pieces = split(join(given, framing), chunks, { framing, length: 7 });
        expect(pieces.map((piece) => ("bytes" in piece ? [...piece.bytes] : piece))).toEqual(
          given.map((record) => [...record]),
        );
      }),
    );
  });

  it("of lengths that their counters tell come back whole", () => {
    const record = fc
      .integer({ min: 0, max: 9 })
      .map((count) => Uint8Array.of(count, ...Array(count).fill(10)));
    const lengthOf = (bytes: Uint8Array) => (bytes.length > bytes[0]! ? bytes[0]! + 1 : null);
    fc.assert(
      fc.property(
        fc.array(record),
        fc.constantFrom<Framing>("none", "lf", "crlf"),
        sizes,
        (given, framing, chunks) => {
          const pieces = split(join(given, framing), chunks, { framing, length: 10, lengthOf });
          expect(pieces.map((piece) => ("bytes" in piece ? [...piece.bytes] : piece))).toEqual(
            given.map((bytes) => [...bytes]),
          );
        },
      ),
    );
  });

  it("fill up shorter lines of text, and name others", () => {
    const file = Buffer.from("AB\r\nABCD\nABCDE\n\x1a");
    expect(split(file, [3], { framing: "lf", length: 4, textOnly: true })).toEqual([
      { bytes: new Uint8Array(Buffer.from("AB  ")) },
      { bytes: Buffer.from("ABCD") },
      { problem: "the line has 5 bytes, a record has 4", offset: 9, lost: false },
    ]);
  });

  it.each([
    ["none", "ABCDE", "the file ends after 1 bytes of a record of 4", 4],
    ["rdw", "\0\x05\0\0A\0\x09\0\0AB", "the file ends after 6 bytes of a record of 9 bytes", 5],
    ["rdw", "ABCDE", "there is no record descriptor word", 0],
    ["bdw", "\0\x09\0\0\0\x06\0\0A", "the file ends after 5 bytes of a record of 6 bytes", 4],
  ] as const)("say where a file of framing %s is damaged (%j)", (framing, file, problem, offset) => {
    const pieces = split(Buffer.from(file, "latin1"), [2], { framing, length: 4 });
    expect(pieces.at(-1)).toEqual({ problem, offset, lost: true });
  });
});
