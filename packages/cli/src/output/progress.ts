import type { Clock } from "@hms-sync/connector-api";
import type { Output } from "../command-line/session.ts";

/** Shows how far a long read has come. */
export interface Progress {
  /** `done` bytes of the input were read and `records` records written. */
  update(done: number, records: number): void;
  /** Takes the line away. */
  end(): void;
}

const SILENT: Progress = Object.freeze({ update() {}, end() {} });
const REDRAW_MS = 100;
const BAR_WIDTH = 30;

/**
 * A bar on standard error: only on a terminal, at most ten times a second, and gone at the end.
 *
 * `totalBytes` undefined (standard input) shows counts without a bar.
 */
export function createProgress(output: Output, clock: Clock, totalBytes: number | undefined): Progress {
  if (output.isTTY !== true) return SILENT;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let drawn = false;
  return {
    update(done, records) {
      const now = clock.monotonic();
      if (now - drawnAt < REDRAW_MS) return;
      drawnAt = now;
      drawn = true;
      output.write(`\r\u001b[2K${progressLine(done, records, totalBytes)}`);
    },
    end() {
      if (drawn) output.write("\r\u001b[2K");
    },
  };
}

/** `━━━━────  42 %  12,345 records`. */
export function progressLine(done: number, records: number, totalBytes: number | undefined): string {
  const counted = `${records.toLocaleString("en-US")} records`;
  if (totalBytes === undefined || totalBytes === 0) return counted;
  const share = Math.min(1, done / totalBytes);
  const filled = Math.round(share * BAR_WIDTH);
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  return `${"━".repeat(filled)}${"─".repeat(BAR_WIDTH - filled)}  ${percent} %  ${counted}`;
}
