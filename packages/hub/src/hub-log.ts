/** Fields of one log line: ids, names, sizes and durations; never payload values. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where the hub writes one line per step. A pino logger fits. */
export interface HubLog {
  debug(fields: LogFields, event: string): void;
  info(fields: LogFields, event: string): void;
  warn(fields: LogFields, event: string): void;
  error(fields: LogFields, event: string): void;
}

const nothing = (): void => {};

/** A log that keeps quiet. */
export const silentLog: HubLog = Object.freeze({ debug: nothing, info: nothing, warn: nothing, error: nothing });
