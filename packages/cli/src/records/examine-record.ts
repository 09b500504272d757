import { isHmsSyncError, type RecordCodec, type RecordProblem } from "@hms-sync/connector-api";
import type { ProfileSettings, RecordShape } from "@hms-sync/gen/source";
import { codePage } from "@hms-sync/records/codegen-v1";
import { type CounterReader, counterReader } from "./counter-reader.ts";
import { fieldRuler, type RulerField } from "./field-ruler.ts";

/** One record's bytes, field by field, and what is wrong with them. */
export interface ExaminedRecord {
  /** Name of the record; null where the copybook starts below level 01. */
  readonly record: string | null;
  readonly length: number;
  readonly hex: string;
  readonly fields: readonly RulerField[];
  /** Empty for a record that can be read. */
  readonly problems: readonly Pick<RecordProblem, "path" | "code" | "message" | "offset" | "bytes">[];
}

/** Takes records of one kind apart. */
export type Examine = (bytes: Uint8Array) => ExaminedRecord;

export interface ExamineSource {
  readonly shape: RecordShape;
  readonly codec: RecordCodec;
  readonly settings: ProfileSettings;
  /** The copybook, as problems shall show it. */
  readonly file: string;
}

export async function createExamine({ shape, codec, settings, file }: ExamineSource): Promise<Examine> {
  const ruler = { shape, page: codePage(settings.codePage), shifts: settings.odo !== "max" };
  const noCounts: ReadonlyMap<string, number> = new Map();
  const counts: CounterReader =
    codec.lengthOf === undefined ? () => noCounts : await counterReader(shape, settings, file);
  return (bytes) => {
    const { row, problems } = readRow(codec, bytes);
    const known = row === undefined ? counts(bytes) : noCounts;
    return {
      record: shape.name,
      length: bytes.length,
      hex: Buffer.from(bytes).toString("hex"),
      fields: fieldRuler(ruler, bytes, row, known, problems),
      problems: problems.map(({ declared: _, ...problem }) => problem),
    };
  };
}

function readRow(
  codec: RecordCodec,
  bytes: Uint8Array,
): { readonly row: unknown; readonly problems: readonly RecordProblem[] } {
  try {
    return { row: codec.decode(bytes), problems: [] };
  } catch (error) {
    if (!isHmsSyncError(error, "HMS_REC_INVALID")) throw error;
    return { row: undefined, problems: error.problems };
  }
}
