import type { Framing } from "@hms-sync/connector-api";
import type { ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { convertFile } from "../records/convert-file.ts";
import type { OverflowPolicy } from "../records/fit-value.ts";
import { readLines } from "../records/read-lines.ts";
import { createRecordWriter } from "../records/record-writer.ts";

/** `hms-sync encode FILE`: JSON lines to the bytes of a copybook, in flat memory. */
export async function runEncode(invocation: Invocation): Promise<ExitCode> {
  const { createJoiner } = await import("@hms-sync/records");
  const joiner = createJoiner((invocation.text("framing") ?? "none") as Framing);
  const policy = (invocation.text("overflow") ?? "reject") as OverflowPolicy;
  return await convertFile(invocation, async ({ records, input, output, report, progress }) => {
    const write = createRecordWriter(records.codec, policy);
    let record = 0;
    for await (const line of readLines(input)) {
      if (line.trim() === "") continue;
      record++;
      const bytes = write(line, record);
      if (bytes instanceof Uint8Array) {
        const full = joiner.add(bytes);
        if (full !== undefined) await output.write(full);
        progress(record);
      } else if (report(bytes) === "stop") break;
    }
    const last = joiner.end();
    if (last !== undefined) await output.write(last);
    return record;
  });
}
