import { type Framing, isHmsSyncError, type RecordCodec } from "@hms-sync/connector-api";
import type { ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { type BadRecord, badRecords } from "../records/bad-record.ts";
import { convertFile } from "../records/convert-file.ts";
import { createJoiner } from "../records/join-framed.ts";
import { parseRecord } from "../records/parse-record.ts";
import { readLines } from "../records/read-lines.ts";

/** `hms-sync encode FILE`: JSON lines to the bytes of a copybook, in flat memory. */
export async function runEncode(invocation: Invocation): Promise<ExitCode> {
  const joiner = createJoiner((invocation.text("framing") ?? "none") as Framing);
  return await convertFile(invocation, async ({ codec, input, output, report, progress }) => {
    let record = 0;
    for await (const line of readLines(input)) {
      if (line.trim() === "") continue;
      record++;
      const bytes = encodeLine(codec, line, record);
      if (!(bytes instanceof Uint8Array)) {
        if (report(bytes) === "stop") break;
        continue;
      }
      const full = joiner.add(bytes);
      if (full !== undefined) await output.write(full);
      progress(record);
    }
    const last = joiner.end();
    if (last !== undefined) await output.write(last);
    return record;
  });
}

function encodeLine(codec: RecordCodec, line: string, record: number): Uint8Array | readonly BadRecord[] {
  try {
    return codec.encode(parseRecord(line));
  } catch (error) {
    if (isHmsSyncError(error, "HMS_REC_INVALID")) return badRecords(record, error.problems);
    if (!(error instanceof SyntaxError)) throw error;
    return [{ record, path: "", code: "not-json", line: null, message: error.message }];
  }
}
