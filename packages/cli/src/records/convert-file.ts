import type { ProfileSettings } from "@hms-sync/gen/source";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { print } from "../output/print.ts";
import { createProgress } from "../output/progress.ts";
import { type BadRecord, renderBadRecord } from "./bad-record.ts";
import { openInput } from "./open-input.ts";
import { type OutputFile, openOutputFile } from "./open-output-file.ts";
import { type OpenedRecords, openRecords } from "./open-records.ts";
import { readCopybook } from "./read-copybook.ts";

/** What a conversion works with. */
export interface Conversion {
  readonly records: OpenedRecords;
  readonly settings: ProfileSettings;
  readonly input: AsyncIterable<Uint8Array>;
  readonly output: Pick<OutputFile, "write">;
  /** Shows the faults of one record, and says whether to go on with the next. */
  report(faults: readonly BadRecord[]): "go on" | "stop";
  /** `records` were seen so far. */
  progress(records: number): void;
}

/**
 * The frame of `encode` and `decode`: copybook, input and output, reports of bad records and the summary. `convert` gives
 * the number of records it saw.
 */
export async function convertFile(
  invocation: Invocation,
  convert: (conversion: Conversion) => Promise<number>,
): Promise<ExitCode> {
  const { session, json, errorStyle } = invocation;
  const copybook = await readCopybook(invocation);
  const opened = await openRecords(invocation, copybook);
  const from = invocation.text("in") ?? "-";
  if (from === "-" && session.stdin.isTTY === true) {
    session.stderr.write(errorStyle.dim("Reading from the terminal; Ctrl-D ends, --in FILE reads a file.\n"));
  }
  const source = await openInput(from, session);
  const target = invocation.text("out") ?? "-";
  const output = await openOutputFile(target, session);
  const bar = createProgress(session.stderr, session.clock, source.totalBytes);
  const keepGoing = invocation.flag("keep-going");
  let read = 0;
  let bad = 0;
  const conversion: Conversion = {
    records: opened,
    settings: copybook.settings,
    input: counted(source.chunks, (bytes) => {
      read += bytes;
    }),
    output,
    report(faults) {
      bad++;
      bar.end();
      for (const fault of faults) {
        const line = json ? `${JSON.stringify(fault)}\n` : renderBadRecord(fault, copybook.file, errorStyle);
        session.stderr.write(line);
      }
      return keepGoing ? "go on" : "stop";
    },
    progress: (records) => bar.update(read, records),
  };
  const release = session.onStopSignal(() => {
    void output.abandon().finally(() => session.exit(EXIT_CODES.failed));
  });
  try {
    const records = await convert(conversion);
    const written = bad === 0 || keepGoing;
    await (written ? output.finish() : output.abandon());
    bar.end();
    summarize(invocation, { records, bad, bytes: output.bytes, target, written });
  } catch (error) {
    bar.end();
    await output.abandon();
    throw error;
  } finally {
    release();
  }
  return bad === 0 ? EXIT_CODES.fine : EXIT_CODES.failed;
}

interface Summary {
  readonly records: number;
  readonly bad: number;
  readonly bytes: number;
  readonly target: string;
  readonly written: boolean;
}

/** Standard output may be the result itself: then there is only something to say when a record was bad. */
function summarize(invocation: Invocation, { records, bad, bytes, target, written }: Summary): void {
  const good = records - bad;
  if (target !== "-" && (written || invocation.json)) {
    const result = { records, bad, ...(written ? { bytes, out: target } : {}) };
    print(invocation, result, () => `Wrote ${counts(good)}, ${counts(bytes, "byte")}, to ${target}.\n`);
  }
  if (bad === 0 || invocation.json) return;
  const outcome = written
    ? `${counts(bad, "bad record")} left out.`
    : target === "-"
      ? "Stopped at the first bad record."
      : `Stopped at the first bad record; ${target} was not written.`;
  const advice = written ? "" : " Add --keep-going to write the others.";
  invocation.session.stderr.write(`${outcome}${advice}\n`);
}

function counts(count: number, noun = "record"): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
}
