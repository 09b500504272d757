import { recordInvalidError } from "../problems/record-invalid-error.ts";
import type { RecordProblem } from "../problems/record-problem.ts";
import { DESCRIPTOR_BYTES, type Framing, MOST_DESCRIBED } from "./framing.ts";

/**
 * Puts records together to a file; every record gets its line end or descriptor word, blocks are filled up.
 *
 * @throws HMS_REC_INVALID when a record is too long for a descriptor word.
 */
export function joinRecords(records: readonly Uint8Array[], framing: Framing): Uint8Array {
  switch (framing) {
    case "none":
      return Buffer.concat(records);
    case "lf":
      return withLineEnds(records, Buffer.from("\n"));
    case "crlf":
      return withLineEnds(records, Buffer.from("\r\n"));
    case "rdw":
      return Buffer.concat(records.flatMap((record, index) => [descriptor(record.length, index), record]));
    case "bdw":
      return withBlocks(records);
  }
}

function withLineEnds(records: readonly Uint8Array[], end: Uint8Array): Uint8Array {
  return Buffer.concat(records.flatMap((record) => [record, end]));
}

function withBlocks(records: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let block: Uint8Array[] = [];
  let size = 0;
  const close = (): void => {
    if (block.length > 0) parts.push(descriptor(size, parts.length), ...block);
    block = [];
    size = 0;
  };
  for (const [index, record] of records.entries()) {
    const described = record.length + DESCRIPTOR_BYTES;
    if (size + described + DESCRIPTOR_BYTES > MOST_DESCRIBED) close();
    block.push(descriptor(record.length, index), record);
    size += described;
  }
  close();
  return Buffer.concat(parts);
}

function descriptor(length: number, index: number): Uint8Array {
  const size = length + DESCRIPTOR_BYTES;
  if (size > MOST_DESCRIBED) {
    const problem: RecordProblem = {
      path: "",
      code: "bad-framing",
      message: `record ${index + 1} has ${length} bytes, a descriptor word tells at most ${MOST_DESCRIBED - DESCRIPTOR_BYTES}`,
    };
    throw recordInvalidError("file", [problem]);
  }
  return Uint8Array.of(size >> 8, size & 0xff, 0, 0);
}
