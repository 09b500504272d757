import { DESCRIPTOR_BYTES, type Framing } from "./framing.ts";

/** A piece of a file: one record's bytes, or why there is none. */
export type SplitPiece =
  | { readonly bytes: Uint8Array }
  /** `offset`: bytes from the start of the file. `lost`: where the next record starts is not known, so reading ends. */
  | { readonly problem: string; readonly offset: number; readonly lost: boolean };

/** Cuts a stream of chunks into records; holds less than one record, or block, and one chunk. */
export interface Splitter {
  /** The records that are complete now: views that hold as long as the chunk does. */
  push(chunk: Uint8Array): SplitPiece[];
  /** What is left at the end of the file. */
  end(): SplitPiece[];
}

export interface SplitterOptions {
  readonly framing: Framing;
  /** Bytes of a record, tables at their maximum size. */
  readonly length: number;
  /** Only text: then a line may be shorter, since LINE SEQUENTIAL files leave blanks at the end out. */
  readonly textOnly?: boolean;
  /** A blank in the file's code page, for shorter lines; 0x20 when absent. */
  readonly space?: number;
  /**
   * For records whose length depends on their counters: bytes of the record at the start, null when more are needed.
   * That of a codec.
   */
  readonly lengthOf?: (bytes: Uint8Array) => number | null;
}

const LF = 0x0a;
const CR = 0x0d;
/** Ctrl-Z, which some systems put at the end of text files. */
const SUBSTITUTE = 0x1a;
/** Longer lines are no lines: the file is framed otherwise, and must not fill the memory. */
const MOST_LINE_BYTES = 1024 * 1024;

/** What could be taken off the front, from `at`; null when more bytes are needed. */
type Step = { readonly next: number; readonly pieces: readonly SplitPiece[] } | null;

/** A splitter for a file's framing. */
export function createSplitter(options: SplitterOptions): Splitter {
  const { framing, length, textOnly = false, space = 0x20, lengthOf } = options;
  const take = { none: fixed, lf: line, crlf: line, rdw: described, bdw: block }[framing];
  let rest: Uint8Array = new Uint8Array(0);
  let offset = 0;
  let lost = false;

  return {
    push: (chunk) => run(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), false),
    end: () => run(rest, true),
  };

  function run(bytes: Uint8Array, atEnd: boolean): SplitPiece[] {
    const pieces: SplitPiece[] = [];
    let at = 0;
    while (!lost && at < bytes.length) {
      const step = take(bytes, at, atEnd);
      if (step === null) break;
      pieces.push(...step.pieces);
      at = step.next;
    }
    offset += at;
    // a copy: the rest of a chunk must not keep the whole of it, nor change with it
    rest = lost ? new Uint8Array(0) : bytes.slice(at);
    return pieces;
  }

  function fixed(bytes: Uint8Array, at: number, atEnd: boolean): Step {
    const size = sizeAt(bytes, at);
    if (typeof size === "string") return stop(size, bytes, at);
    if (size !== null && at + size <= bytes.length) {
      return { next: at + size, pieces: [{ bytes: bytes.subarray(at, at + size) }] };
    }
    if (!atEnd) return null;
    if (isEnding(bytes, at)) return { next: bytes.length, pieces: [] };
    return stop(`the file ends after ${bytes.length - at} bytes of a record of ${size ?? length}`, bytes, at);
  }

  /** Bytes of the record, null for not yet known, or why they never will be. */
  function sizeAt(bytes: Uint8Array, at: number): number | null | string {
    if (lengthOf === undefined) return length;
    try {
      return lengthOf(bytes.subarray(at));
    } catch (error) {
      return error instanceof Error ? error.message : "its length cannot be told";
    }
  }

  function line(bytes: Uint8Array, at: number, atEnd: boolean): Step {
    // bytes of packed and binary fields may look like a line end: there a line has its full length
    let from = at;
    if (!textOnly) {
      const size = sizeAt(bytes, at);
      if (size === null && !atEnd && bytes.length - at <= MOST_LINE_BYTES + length) return null;
      if (typeof size === "number") from = at + size;
    }
    const end = bytes.indexOf(LF, from);
    if (end === -1 && !atEnd) {
      if (bytes.length - at <= MOST_LINE_BYTES + length) return null;
      return stop(`no line end in ${bytes.length - at} bytes`, bytes, at);
    }
    if (end === -1 && isEnding(bytes, at)) return { next: bytes.length, pieces: [] };
    const stopAt = end === -1 ? bytes.length : end;
    return {
      next: end === -1 ? bytes.length : end + 1,
      pieces: [lineRecord(bytes.subarray(at, stopAt), at)],
    };
  }

  function lineRecord(whole: Uint8Array, at: number): SplitPiece {
    if (lengthOf !== undefined) return { bytes: withoutReturn(whole, sizeAt(whole, 0) ?? length) };
    // of a line of the full length, a last CR is data
    const text = withoutReturn(whole, length);
    if (text.length === length) return { bytes: text };
    if (text.length > length || !textOnly) {
      const problem = `the line has ${text.length} bytes, a record has ${length}`;
      return { problem, offset: offset + at, lost: false };
    }
    const bytes = new Uint8Array(length).fill(space);
    bytes.set(text);
    return { bytes };
  }

  function withoutReturn(text: Uint8Array, full: number | string): Uint8Array {
    return text.length !== full && text.at(-1) === CR ? text.subarray(0, -1) : text;
  }

  function described(bytes: Uint8Array, at: number, atEnd: boolean): Step {
    const size = descriptor(bytes, at, "record", atEnd);
    if (typeof size !== "number") return size;
    return { next: at + size, pieces: [{ bytes: bytes.subarray(at + DESCRIPTOR_BYTES, at + size) }] };
  }

  function block(bytes: Uint8Array, at: number, atEnd: boolean): Step {
    const size = descriptor(bytes, at, "block", atEnd);
    if (typeof size !== "number") return size;
    const pieces: SplitPiece[] = [];
    const inside = bytes.subarray(0, at + size);
    for (let start = at + DESCRIPTOR_BYTES; start < inside.length && !lost; ) {
      const step = described(inside, start, true);
      if (step === null) break;
      pieces.push(...step.pieces);
      start = step.next;
    }
    return { next: at + size, pieces };
  }

  /** The length that a descriptor word tells, when so many bytes are there; else what to do instead. */
  function descriptor(bytes: Uint8Array, at: number, what: string, atEnd: boolean): number | Step {
    const left = bytes.length - at;
    const size = left < DESCRIPTOR_BYTES ? 0 : (bytes[at]! << 8) | bytes[at + 1]!;
    if (left >= DESCRIPTOR_BYTES && (size < DESCRIPTOR_BYTES || bytes[at + 2] !== 0 || bytes[at + 3] !== 0)) {
      return stop(`there is no ${what} descriptor word`, bytes, at);
    }
    if (size > 0 && size <= left) return size;
    if (!atEnd) return null;
    const told = size === 0 ? `${what} descriptor word` : `${what} of ${size} bytes`;
    return stop(`the file ends after ${left} bytes of a ${told}`, bytes, at);
  }

  function stop(problem: string, bytes: Uint8Array, at: number): Step {
    lost = true;
    return { next: bytes.length, pieces: [{ problem, offset: offset + at, lost: true }] };
  }
}

/** Line ends and Ctrl-Z, as some transfers leave behind. */
function isEnding(bytes: Uint8Array, at: number): boolean {
  return bytes.subarray(at).every((byte) => byte === LF || byte === CR || byte === SUBSTITUTE);
}
