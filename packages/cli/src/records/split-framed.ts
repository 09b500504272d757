import type { Framing } from "@hms-sync/connector-api";

/** A piece of a file: one record's bytes, or why there is none. */
export type Framed =
  | { readonly bytes: Uint8Array }
  /** `lost`: where the next record starts is not known, so reading ends. */
  | { readonly problem: string; readonly lost: boolean };

/** Cuts a stream of chunks into records; holds less than one record and one chunk. */
export interface Splitter {
  /** The records that are complete now; they hold as long as the chunk does. */
  push(chunk: Uint8Array): readonly Framed[];
  /** What is left at the end of the file. */
  end(): readonly Framed[];
}

export interface SplitOptions {
  readonly framing: Framing;
  /** Bytes of a record. */
  readonly length: number;
  /** Only text: then a line may be shorter, since LINE SEQUENTIAL files leave trailing spaces out. */
  readonly textOnly: boolean;
  /** A space in the file's code page. */
  readonly space: number;
}

const LF = 0x0a;
const CR = 0x0d;
/** Ctrl-Z, which some systems put at the end of text files. */
const SUBSTITUTE = 0x1a;
/** Longer lines are no lines: the file is framed otherwise, and must not fill the memory. */
const MAX_LINE_BYTES = 1024 * 1024;
/** Record and block descriptor words: length with itself, then two zero bytes (z/OS DFSMS, Using Data Sets). */
const DESCRIPTOR_BYTES = 4;

/** A splitter for a file's framing. */
export function createSplitter(options: SplitOptions): Splitter {
  const next = { none: nextFixed, lf: nextLine, crlf: nextLine, rdw: nextVariable, bdw: nextBlocked }[
    options.framing
  ];
  let rest: Uint8Array = new Uint8Array(0);
  const take = (atEnd: boolean): Framed[] => {
    const found: Framed[] = [];
    let start = 0;
    while (start < rest.length) {
      const step = next(rest.subarray(start), options, atEnd);
      if (step === undefined) break;
      start += step.used;
      found.push(...step.found);
      if (step.found.some((piece) => "lost" in piece && piece.lost)) break;
    }
    rest = rest.subarray(start);
    return found;
  };
  return {
    push(chunk) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const found = take(false);
      // the chunk's memory is used again
      rest = rest.slice();
      return found;
    },
    end: () => take(true),
  };
}

/** What could be taken off the front; undefined when more bytes are needed. */
interface Step {
  readonly used: number;
  readonly found: readonly Framed[];
}

function nextFixed(bytes: Uint8Array, { length }: SplitOptions, atEnd: boolean): Step | undefined {
  if (bytes.length >= length) return { used: length, found: [{ bytes: bytes.subarray(0, length) }] };
  return atEnd ? remainder(bytes, length) : undefined;
}

function nextLine(bytes: Uint8Array, options: SplitOptions, atEnd: boolean): Step | undefined {
  // bytes of packed and binary fields may look like a line end: there a line has its full length
  const from = options.textOnly ? 0 : options.length;
  const end = bytes.indexOf(LF, from);
  if (end === -1) {
    if (!atEnd) return bytes.length > MAX_LINE_BYTES + options.length ? endless(bytes) : undefined;
    if (bytes.every(isLineEnd)) return { used: bytes.length, found: [] };
    return { used: bytes.length, found: [lineRecord(bytes, options)] };
  }
  return { used: end + 1, found: [lineRecord(bytes.subarray(0, end), options)] };
}

function lineRecord(line: Uint8Array, { length, textOnly, space }: SplitOptions): Framed {
  // of a line of the full length, a last CR is data
  const text = line.length !== length && line.at(-1) === CR ? line.subarray(0, -1) : line;
  if (text.length === length) return { bytes: text };
  if (text.length > length || !textOnly) {
    return { problem: `the line has ${text.length} bytes, a record has ${length}`, lost: false };
  }
  const bytes = new Uint8Array(length).fill(space);
  bytes.set(text);
  return { bytes };
}

function endless(bytes: Uint8Array): Step {
  return { used: bytes.length, found: [{ problem: `no line end in ${bytes.length} bytes`, lost: true }] };
}

function nextVariable(bytes: Uint8Array, _options: SplitOptions, atEnd: boolean): Step | undefined {
  if (bytes.length < DESCRIPTOR_BYTES) return atEnd ? cut(bytes, "record descriptor") : undefined;
  const length = (bytes[0]! << 8) | bytes[1]!;
  if (length < DESCRIPTOR_BYTES || bytes[2] !== 0 || bytes[3] !== 0) {
    return { used: bytes.length, found: [{ problem: "there is no record descriptor word", lost: true }] };
  }
  if (bytes.length < length) return atEnd ? cut(bytes, "record") : undefined;
  return { used: length, found: [{ bytes: bytes.subarray(DESCRIPTOR_BYTES, length) }] };
}

function nextBlocked(bytes: Uint8Array, options: SplitOptions, atEnd: boolean): Step | undefined {
  if (bytes.length < DESCRIPTOR_BYTES) return atEnd ? cut(bytes, "block descriptor") : undefined;
  const length = (bytes[0]! << 8) | bytes[1]!;
  if (length < DESCRIPTOR_BYTES || bytes[2] !== 0 || bytes[3] !== 0) {
    return { used: bytes.length, found: [{ problem: "there is no block descriptor word", lost: true }] };
  }
  if (bytes.length < length) return atEnd ? cut(bytes, "block") : undefined;
  const found: Framed[] = [];
  for (let start = DESCRIPTOR_BYTES; start < length; ) {
    const step = nextVariable(bytes.subarray(start, length), options, true);
    if (step === undefined) break;
    found.push(...step.found);
    start += step.used;
  }
  return { used: length, found };
}

function remainder(bytes: Uint8Array, length: number): Step {
  if (bytes.every(isLineEnd)) return { used: bytes.length, found: [] };
  const problem = `the file ends with ${bytes.length} of the ${length} bytes of a record; are records framed by line ends (--framing lf)?`;
  return { used: bytes.length, found: [{ problem, lost: true }] };
}

function cut(bytes: Uint8Array, what: string): Step {
  return {
    used: bytes.length,
    found: [
      { problem: `the file ends in the middle of a ${what}, after ${bytes.length} bytes of it`, lost: true },
    ],
  };
}

function isLineEnd(byte: number): boolean {
  return byte === LF || byte === CR || byte === SUBSTITUTE;
}
