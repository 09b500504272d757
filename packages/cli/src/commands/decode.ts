import { type Framing, isHmsSyncError, type RecordCodec } from "@hms-sync/connector-api";
import type { ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { type BadRecord, badRecords } from "../records/bad-record.ts";
import { convertFile } from "../records/convert-file.ts";
import { formatRecord } from "../records/format-record.ts";
import { createSplitter, type Framed } from "../records/split-framed.ts";

const SPACE = { ebcdic: 0x40, ascii: 0x20 } as const;

/** `hms-sync decode FILE`: the bytes of a copybook to JSON lines, in flat memory. */
export async function runDecode(invocation: Invocation): Promise<ExitCode> {
  const framing = (invocation.text("framing") ?? "none") as Framing;
  return await convertFile(invocation, async ({ codec, settings, input, output, report, progress }) => {
    const splitter = createSplitter({
      framing,
      length: codec.layout.length,
      textOnly: codec.layout.fields.every((field) => field.usage === "" || field.usage === "DISPLAY"),
      space: settings.codePage.startsWith("cp") ? SPACE.ebcdic : SPACE.ascii,
    });
    let record = 0;
    const take = async (pieces: readonly Framed[]): Promise<"go on" | "stop"> => {
      for (const piece of pieces) {
        record++;
        const text = "bytes" in piece ? decodeBytes(codec, piece.bytes, record) : lost(piece.problem, record);
        if (typeof text !== "string") {
          if (report(text) === "stop" || ("lost" in piece && piece.lost)) return "stop";
          continue;
        }
        const waiting = output.write(Buffer.from(text));
        if (waiting !== undefined) await waiting;
      }
      progress(record);
      return "go on";
    };
    for await (const chunk of input) {
      if ((await take(splitter.push(chunk))) === "stop") return record;
    }
    await take(splitter.end());
    return record;
  });
}

function decodeBytes(codec: RecordCodec, bytes: Uint8Array, record: number): string | readonly BadRecord[] {
  try {
    return `${formatRecord(codec.decode(bytes))}\n`;
  } catch (error) {
    if (isHmsSyncError(error, "HMS_REC_INVALID")) return badRecords(record, error.problems);
    throw error;
  }
}

function lost(message: string, record: number): readonly BadRecord[] {
  return [{ record, path: "", code: "bad-framing", line: null, message }];
}
