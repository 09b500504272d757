import type { RecordProblem } from "@hms-sync/connector-api";
import type { Style } from "../output/style.ts";

/** A fault of one record, as `encode` and `decode` report it; one record may have several. */
export interface BadRecord {
  /** From 1. */
  readonly record: number;
  /** Dotted external path with table positions; empty when the record as a whole is wrong. */
  readonly path: string;
  readonly code: string;
  /** Line of the copybook that declares the field; null when no field is to blame. */
  readonly line: number | null;
  readonly message: string;
}

/** The problems of record number `record` as reports. */
export function badRecords(record: number, problems: readonly RecordProblem[]): BadRecord[] {
  return problems.map((problem) => ({
    record,
    path: problem.path,
    code: problem.code,
    line: lineOf(problem.declared),
    message:
      problem.offset === undefined ? problem.message : `${problem.message} (at byte ${problem.offset})`,
  }));
}

/** One line for people: `record 3: CUST_NAME: … (appointment.cpy line 5)`. */
export function renderBadRecord(bad: BadRecord, copybook: string, style: Style): string {
  const path = bad.path === "" ? "" : `${style.name(bad.path)}: `;
  const where = bad.line === null ? "" : ` ${style.dim(`(${copybook} line ${bad.line})`)}`;
  return `${style.bad(`record ${bad.record}`)}: ${path}${bad.message}${where}\n`;
}

function lineOf(declared: string | undefined): number | null {
  const line = /:(\d+)(?::\d+)?$/.exec(declared ?? "")?.[1];
  return line === undefined ? null : Number(line);
}
