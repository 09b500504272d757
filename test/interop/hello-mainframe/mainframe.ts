import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join, parse } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseReport, type ReportLine, runBatchProgram } from "./batch-program.ts";

export interface MainframeOptions {
  /** The compiled batch program. */
  readonly program: string;
  /** The FTP server's folders on this machine's disk. */
  readonly inbox: string;
  readonly outbox: string;
  /** For the appointment book, the archive and the reports. */
  readonly work: string;
}

/** The mainframe's scheduler: starts the batch program for every file that has arrived. */
export interface Mainframe extends AsyncDisposable {
  /** Names of the files the program has read, in order. */
  readonly processed: readonly string[];
  /** The reports of all runs: what the program found in each record, in order. */
  report(): ReportLine[];
}

/** Between two looks into the inbox. */
const EVERY_MS = 20;

/**
 * Watches the inbox for final names and runs one program at a time, lowest name first, the way a job scheduler does:
 * the answer is written under a temporary name and renamed when the program has ended well, the new book replaces the
 * old one, and the input goes to the archive.
 */
export function startMainframe(options: MainframeOptions): Mainframe {
  const { inbox, outbox, work } = options;
  const archive = join(work, "archive");
  const reports = join(work, "reports");
  for (const folder of [archive, reports]) mkdirSync(folder, { recursive: true });
  const processed: string[] = [];
  const stopping = new AbortController();

  const runJob = async (name: string): Promise<void> => {
    const answer = join(outbox, `.${parse(name).name}.part`);
    const book = { before: join(work, "book"), after: join(work, "book.new") };
    await runBatchProgram(options.program, {
      APPTIN: join(inbox, name),
      APPTOUT: answer,
      BOOKIN: book.before,
      BOOKOUT: book.after,
      APPTRPT: join(reports, name),
    });
    renameSync(book.after, book.before);
    // the input leaves first: whoever sees the answer must not find it still there
    renameSync(join(inbox, name), join(archive, name));
    processed.push(name);
    renameSync(answer, join(outbox, `${parse(name).name}.ACK`));
  };

  const schedule = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const names = readdirSync(inbox).filter((name) => !name.startsWith("."));
      for (const name of names.sort()) await runJob(name);
      if (names.length === 0) await pause(EVERY_MS);
    }
  };
  const running = schedule();
  // thrown again by the disposal; without a listener an early failure would end the whole test run
  running.catch(() => {});

  return {
    processed,
    report: () =>
      processed.flatMap((name) => {
        const path = join(reports, name);
        return existsSync(path) ? parseReport(readFileSync(path, "latin1")) : [];
      }),
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await running;
    },
  };
}
