import type { Framing } from "@hms-sync/connector-api";
import { joinRecords } from "@hms-sync/records";

/** Puts a stream of records into a file, a batch at a time: each call may give bytes to write now. */
export interface Joiner {
  add(record: Uint8Array): Uint8Array | undefined;
  end(): Uint8Array | undefined;
}

const BATCH_BYTES = 64 * 1024;
/** Largest block of a z/OS data set on disk, and the bytes of its and each record's descriptor word. */
const BLOCK_BYTES = 32_760;
const DESCRIPTOR_BYTES = 4;

/** A joiner for a file's framing. With `bdw` a batch is one full block. */
export function createJoiner(framing: Framing): Joiner {
  const limit = framing === "bdw" ? BLOCK_BYTES - DESCRIPTOR_BYTES : BATCH_BYTES;
  let batch: Uint8Array[] = [];
  let size = 0;
  const end = (): Uint8Array | undefined => {
    if (batch.length === 0) return undefined;
    const bytes = joinRecords(batch, framing);
    batch = [];
    size = 0;
    return bytes;
  };
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
}
