import { camelCase, pascalCase } from "./names.ts";

/** What the other generated files import from a record's file. */
export interface RecordNames {
  /** The record as it is read. */
  readonly row: string;
  /** The record as it may be given. */
  readonly input: string;
  readonly codec: string;
}

/** `APPT-REC` as `ApptRec`, `ApptRecInput` and `apptRecCodec`. */
export function recordNames(record: string | null): RecordNames {
  const row = pascalCase((record ?? "RECORD").toLowerCase());
  return { row, input: `${row}Input`, codec: `${camelCase(row)}Codec` };
}

/** Name of the type in which mappings give the record. */
export function valuesName(record: RecordNames): string {
  return `${record.row}Values`;
}
