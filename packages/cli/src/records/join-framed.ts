import type { Framing } from "@hms-sync/connector-api";

/** Puts records into a file: takes one, gives the bytes to write now. */
export interface Joiner {
  add(record: Uint8Array): readonly Uint8Array[];
  end(): readonly Uint8Array[];
}

/** The largest block of a z/OS data set on disk, with its descriptor. */
const MAX_BLOCK_BYTES = 32_760;
const DESCRIPTOR_BYTES = 4;

const LINE_ENDS = { lf: Uint8Array.of(0x0a), crlf: Uint8Array.of(0x0d, 0x0a) } as const;
const NOTHING: readonly Uint8Array[] = [];

/** A joiner for a file's framing. */
export function createJoiner(framing: Framing): Joiner {
  switch (framing) {
    case "none":
      return { add: (record) => [record], end: () => NOTHING };
    case "lf":
    case "crlf":
      return { add: (record) => [record, LINE_ENDS[framing]], end: () => NOTHING };
    case "rdw":
      return { add: (record) => [descriptor(record.length), record], end: () => NOTHING };
    case "bdw":
      return blocks();
  }
}

function blocks(): Joiner {
  let parts: Uint8Array[] = [];
  let used = 0;
  const flush = (): readonly Uint8Array[] => {
    if (used === 0) return NOTHING;
    const block = [descriptor(used), ...parts];
    parts = [];
    used = 0;
    return block;
  };
  return {
    add(record) {
      const size = DESCRIPTOR_BYTES + record.length;
      const full = used + size + DESCRIPTOR_BYTES > MAX_BLOCK_BYTES ? flush() : NOTHING;
      // the caller may use its buffer again
      parts.push(descriptor(record.length), record.slice());
      used += size;
      return full;
    },
    end: flush,
  };
}

/** Length with the descriptor itself in two bytes, then two zero bytes. */
function descriptor(contentBytes: number): Uint8Array {
  const length = contentBytes + DESCRIPTOR_BYTES;
  return Uint8Array.of(length >> 8, length & 0xff, 0, 0);
}
