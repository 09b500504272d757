import { recordInvalidError } from "../problems/record-invalid-error.ts";
import type { RecordProblem } from "../problems/record-problem.ts";
import { DESCRIPTOR_BYTES, type Framing } from "./framing.ts";

const CR = 0x0d;
const LF = 0x0a;

/**
 * Cuts a file into its records, views on the given bytes.
 *
 * With line ends the record's length comes first, since a binary field may hold the byte of a line end; a shorter line
 * ends where its line end stands. Lengths are not checked here: the codec does, with the field that is missing.
 *
 * @param length bytes of one record
 * @throws HMS_REC_INVALID with the offset when lengths and bytes do not agree.
 */
export function splitRecords(bytes: Uint8Array, framing: Framing, length: number): Uint8Array[] {
  switch (framing) {
    case "none":
      return splitFixed(bytes, length);
    case "lf":
    case "crlf":
      return splitLines(bytes, length);
    case "rdw":
      return splitDescribed(bytes, 0, bytes.length);
    case "bdw":
      return splitBlocks(bytes);
  }
}

function splitFixed(bytes: Uint8Array, length: number): Uint8Array[] {
  const records: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += length) records.push(bytes.subarray(at, at + length));
  return records;
}

function splitLines(bytes: Uint8Array, length: number): Uint8Array[] {
  const records: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const next = at + length;
    let end = next;
    if (bytes[next] !== LF && !(bytes[next] === CR && bytes[next + 1] === LF)) {
      const found = bytes.indexOf(LF, at);
      end = found === -1 ? bytes.length : found;
    }
    const record = bytes.subarray(
      at,
      bytes[end - 1] === CR && bytes[end] === LF && end !== next ? end - 1 : end,
    );
    records.push(record);
    at = (bytes[end] === CR ? end + 1 : end) + 1;
  }
  return records;
}

function splitDescribed(bytes: Uint8Array, start: number, end: number): Uint8Array[] {
  const records: Uint8Array[] = [];
  for (let at = start; at < end; ) {
    const size = described(bytes, at, end, "record");
    records.push(bytes.subarray(at + DESCRIPTOR_BYTES, at + size));
    at += size;
  }
  return records;
}

function splitBlocks(bytes: Uint8Array): Uint8Array[] {
  const records: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = described(bytes, at, bytes.length, "block");
    records.push(...splitDescribed(bytes, at + DESCRIPTOR_BYTES, at + size));
    at += size;
  }
  return records;
}

/** The length in a descriptor word, which counts the word itself. */
function described(bytes: Uint8Array, at: number, end: number, what: string): number {
  const size = at + DESCRIPTOR_BYTES <= end ? (bytes[at]! << 8) | bytes[at + 1]! : 0;
  if (size >= DESCRIPTOR_BYTES && at + size <= end) return size;
  const message =
    size === 0
      ? `ends inside a ${what} descriptor word`
      : `has a ${what} descriptor word of ${size} bytes where ${end - at} are left`;
  const problem: RecordProblem = { path: "", code: "bad-framing", message, offset: at };
  throw recordInvalidError("file", [problem]);
}
