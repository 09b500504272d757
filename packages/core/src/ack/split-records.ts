import type { Framing, RecordLayout } from "@hms-sync/connector-api";

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
/** Written at the end of text files by some mainframe gateways and by MS-DOS. */
const SUBSTITUTE = 0x1a;

export interface FramedRecord {
  /** Exactly `layout.length` bytes. */
  readonly bytes: Uint8Array;
  /** 1 for the first. */
  readonly record: number;
}

export interface FramingProblem {
  readonly record: number;
  readonly message: string;
}

/**
 * Cuts a file into records.
 *
 * `none`: records stand back to back. `lf`, `crlf`: a line per record; a shorter line is filled up with spaces, since
 * COBOL's LINE SEQUENTIAL files leave trailing spaces out. Where a record holds binary or packed fields, a line end is
 * only looked for after the full length, since those bytes may be a line end too.
 */
export function splitRecords(
  layout: RecordLayout,
  framing: Framing,
  bytes: Uint8Array,
): { readonly records: readonly FramedRecord[]; readonly problems: readonly FramingProblem[] } {
  if (framing === "rdw" || framing === "bdw") {
    return {
      records: [],
      problems: [{ record: 1, message: `framing ${framing} is not read in answer files` }],
    };
  }
  if (framing === "none") return backToBack(layout.length, bytes);
  const textOnly = layout.fields.every((field) => field.usage === "" || field.usage === "DISPLAY");
  return lines(layout.length, bytes, textOnly);
}

function backToBack(length: number, bytes: Uint8Array): ReturnType<typeof splitRecords> {
  const records: FramedRecord[] = [];
  for (let start = 0; start + length <= bytes.length; start += length) {
    records.push({ bytes: bytes.subarray(start, start + length), record: records.length + 1 });
  }
  const left = bytes.subarray(records.length * length);
  const problems = left.every(isLineEnd)
    ? []
    : [
        {
          record: records.length + 1,
          message: `the file ends with ${left.length} bytes, a record has ${length}`,
        },
      ];
  return { records, problems };
}

function lines(length: number, bytes: Uint8Array, textOnly: boolean): ReturnType<typeof splitRecords> {
  const records: FramedRecord[] = [];
  const problems: FramingProblem[] = [];
  let record = 0;
  let start = 0;
  while (start < bytes.length) {
    const end = lineEnd(bytes, textOnly ? start : Math.min(start + length, bytes.length));
    const line = withoutCarriageReturn(bytes.subarray(start, end), length);
    start = end + 1;
    if (start >= bytes.length && line.every(isLineEnd)) break;
    record++;
    if (line.length > length) {
      problems.push({ record, message: `the line has ${line.length} bytes, a record has ${length}` });
    } else {
      records.push({ bytes: filled(line, length), record });
    }
  }
  return { records, problems };
}

function lineEnd(bytes: Uint8Array, from: number): number {
  const found = bytes.indexOf(LF, from);
  return found === -1 ? bytes.length : found;
}

function withoutCarriageReturn(line: Uint8Array, length: number): Uint8Array {
  // of a line of the full length, a last CR is data
  return line.length !== length && line.at(-1) === CR ? line.subarray(0, -1) : line;
}

function filled(line: Uint8Array, length: number): Uint8Array {
  if (line.length === length) return line;
  const bytes = new Uint8Array(length).fill(SPACE);
  bytes.set(line);
  return bytes;
}

function isLineEnd(byte: number): boolean {
  return byte === LF || byte === CR || byte === SUBSTITUTE;
}
