import { type Framing, HmsSyncError } from "@hms-sync/connector-api";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Length words of RDW and BDW count themselves. */
const WORD_BYTES = 4;
/** What a length word of two bytes holds (z/OS DFSMS Using Data Sets, "Format-V records"). */
const LONGEST_BYTES = 32_760;

/**
 * A record as it stands in a file of its own: with its line end, or behind its length words.
 *
 * @throws HMS_REC_LINE_END when a record of a file of lines holds a line end: its reader would see two records.
 * @throws HMS_REC_FRAMING when a record is longer than a length word can say.
 */
export function frameRecord(record: Uint8Array, framing: Framing): Uint8Array {
  if (framing === "none") return record;
  if (framing === "lf" || framing === "crlf") return line(record, framing);
  const words = framing === "rdw" ? 1 : 2;
  const length = record.length + words * WORD_BYTES;
  if (length > LONGEST_BYTES) {
    throw new HmsSyncError(
      "HMS_REC_FRAMING",
      `a record of ${record.length} bytes is too long for ${framing}: at most ${LONGEST_BYTES - words * WORD_BYTES}`,
    );
  }
  const framed = new Uint8Array(length);
  const view = new DataView(framed.buffer);
  if (framing === "bdw") view.setUint16(0, length);
  view.setUint16((words - 1) * WORD_BYTES, record.length + WORD_BYTES);
  framed.set(record, words * WORD_BYTES);
  return framed;
}

function line(record: Uint8Array, framing: "lf" | "crlf"): Uint8Array {
  const at = record.findIndex((byte) => byte === LINE_FEED || byte === CARRIAGE_RETURN);
  if (at >= 0) {
    throw new HmsSyncError(
      "HMS_REC_LINE_END",
      `byte ${at} of the record is a line end, and framing is ${framing}`,
      {
        meta: { offset: at },
      },
    );
  }
  const end = framing === "lf" ? [LINE_FEED] : [CARRIAGE_RETURN, LINE_FEED];
  const framed = new Uint8Array(record.length + end.length);
  framed.set(record);
  framed.set(end, record.length);
  return framed;
}
