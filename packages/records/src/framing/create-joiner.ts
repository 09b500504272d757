import { DESCRIPTOR_BYTES, type Framing, MOST_DESCRIBED } from "./framing.ts";
import { joinRecords } from "./join-records.ts";

/** Puts a stream of records into a file, a batch at a time: each call may give bytes to write now. */
export interface Joiner {
  /** @throws HMS_REC_INVALID when a record is too long for a descriptor word. */
  add(record: Uint8Array): Uint8Array | undefined;
  end(): Uint8Array | undefined;
}

const BATCH_BYTES = 64 * 1024;

/** A joiner for a file's framing. With `bdw` a batch is one full block. */
export function createJoiner(framing: Framing): Joiner {
  const limit = framing === "bdw" ? MOST_DESCRIBED - DESCRIPTOR_BYTES : BATCH_BYTES;
  let batch: Uint8Array[] = [];
  let size = 0;
  return {
    add(record) {
      const needed = record.length + DESCRIPTOR_BYTES;
      const full = size + needed > limit ? end() : undefined;
      batch.push(record);
      size += needed;
      return full;
    },
    end,
  };

  function end(): Uint8Array | undefined {
    if (batch.length === 0) return undefined;
    const bytes = joinRecords(batch, framing);
    batch = [];
    size = 0;
    return bytes;
  }
}
