import { spawn } from "node:child_process";
import { once } from "node:events";

/** The files of one run of APPTLOAD, by the names under which the program assigns them. */
export interface BatchFiles {
  /** Appointment records. */
  readonly APPTIN: string;
  /** Answer records, written by the run. */
  readonly APPTOUT: string;
  /** The book of taken slots before the run; may be absent. */
  readonly BOOKIN: string;
  /** The book after the run. */
  readonly BOOKOUT: string;
  /** One line of text for every record. */
  readonly APPTRPT: string;
}

/**
 * Runs the program to its end.
 *
 * @throws Error with what it displayed when its return code is not 0.
 */
export async function runBatchProgram(program: string, files: BatchFiles): Promise<void> {
  const child = spawn(program, [], {
    env: { PATH: process.env["PATH"], ...files },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let displayed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("latin1").on("data", (text: string) => {
      displayed += text;
    });
  }
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the batch program ended with ${code}:\n${displayed}`);
}

/** A record as the COBOL program read it, numbers edited by COBOL's own MOVE. */
export interface ReportLine {
  readonly action: string;
  /** NaN when the program found no digits there. */
  readonly number: number;
  readonly status: string;
  readonly slotMinutes: number;
  /** Decimal text with two places. */
  readonly fee: string;
  readonly office: string;
  readonly time: string;
  readonly name: string;
}

/** The program's report, line by line. */
export function parseReport(text: string): ReportLine[] {
  return text.split("\n").filter(Boolean).map(parseReportLine);
}

/** Columns as WS-REPORT-LINE lays them out; COBOL cuts spaces at the end of a line. */
function parseReportLine(text: string): ReportLine {
  const column = (start: number, end: number): string => text.slice(start, end).trim();
  return {
    action: column(0, 1),
    number: Number(column(2, 11)),
    status: column(12, 16),
    slotMinutes: Number(column(17, 21)),
    fee: column(22, 31),
    office: column(32, 36),
    time: column(37, 53),
    name: column(54, 84),
  };
}
