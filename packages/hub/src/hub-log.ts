import { pino } from "pino";

/** Fields of one log line: ids, names, sizes and durations; never payload values. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where the hub writes one line per step. A pino logger fits. */
export interface HubLog {
  debug(fields: LogFields, step: string): void;
  info(fields: LogFields, step: string): void;
  warn(fields: LogFields, step: string): void;
  error(fields: LogFields, step: string): void;
}

const nothing = (): void => {};

/** A log that keeps quiet. */
export const silentLog: HubLog = Object.freeze({
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
});

export interface HubLogOptions {
  /** `info` when absent. */
  readonly level?: "debug" | "info" | "warn" | "error";
  /** A file descriptor or a path; standard error (2) when absent. */
  readonly destination?: number | string;
}

/** JSON lines with time, level and step; the field `event` is always an event of HMS. */
export function createHubLog(options: HubLogOptions = {}): HubLog {
  return pino(
    {
      level: options.level ?? "info",
      messageKey: "step",
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination({ dest: options.destination ?? 2, sync: true }),
  );
}
