import { type Framing, isHmsSyncError, type RecordCodec } from "@hms-sync/connector-api";
import type { SplitPiece } from "@hms-sync/records";
import type { ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { type BadRecord, badRecords } from "../records/bad-record.ts";
import { convertFile } from "../records/convert-file.ts";
import { createRecordSplitter } from "../records/create-record-splitter.ts";
import { formatRecord } from "../records/format-record.ts";

/** `hms-sync decode FILE`: the bytes of a copybook to JSON lines, in flat memory. */
export async function runDecode(invocation: Invocation): Promise<ExitCode> {
  const framing = (invocation.text("framing") ?? "none") as Framing;
  return await convertFile(
    invocation,
    async ({ records: { codec, kinds }, settings, input, output, report, progress }) => {
      const roots = kinds.map(({ shape }) => shape.root);
      const splitter = await createRecordSplitter({ codec, roots, settings, framing });
      let record = 0;
      const take = async (pieces: readonly SplitPiece[]): Promise<"go on" | "stop"> => {
        let lines = "";
        let next: "go on" | "stop" = "go on";
        for (const piece of pieces) {
          record++;
          const line =
            "bytes" in piece ? decodeBytes(codec, piece.bytes, record) : lost(piece, framing, record);
          if (typeof line === "string") lines += line;
          else if (report(line) === "stop" || ("lost" in piece && piece.lost)) {
            next = "stop";
            break;
          }
        }
        await output.write(Buffer.from(lines));
        progress(record);
        return next;
      };
      for await (const chunk of input) {
        if ((await take(splitter.push(chunk))) === "stop") return record;
      }
      await take(splitter.end());
      return record;
    },
  );
}

function decodeBytes(codec: RecordCodec, bytes: Uint8Array, record: number): string | readonly BadRecord[] {
  try {
    return `${formatRecord(codec.decode(bytes))}\n`;
  } catch (error) {
    if (isHmsSyncError(error, "HMS_REC_INVALID")) return badRecords(record, error.problems);
    throw error;
  }
}

function lost(
  { problem, offset, lost }: Extract<SplitPiece, { problem: string }>,
  framing: Framing,
  record: number,
): readonly BadRecord[] {
  const advice = lost && framing === "none" ? "; are records framed by line ends (--framing lf)?" : "";
  const message = `${problem} (at byte ${offset} of the file)${advice}`;
  return [{ record, path: "", code: "bad-framing", line: null, message }];
}
