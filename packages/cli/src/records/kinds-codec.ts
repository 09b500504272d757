import { HmsSyncError, isHmsSyncError, type RecordCodec } from "@hms-sync/connector-api";
import { kindOfRecord, type RecordKind } from "@hms-sync/records";

/** One kind of record in a file with several. */
export interface CodecOfKind {
  /** Name in JSON: the record's, `-` as `_`. */
  readonly key: string;
  readonly codec: RecordCodec;
}

/**
 * Several codecs as one: a record's JSON is an object with one member, the name of its kind, that holds the fields.
 *
 * @param marks what the bytes of each kind say; names are the kinds' keys
 * @param filler of shorter lines of text, whose blanks at the end were left out; undefined where records have their length
 */
export function kindsCodec(
  kinds: readonly CodecOfKind[],
  marks: readonly RecordKind[],
  filler: number | undefined,
): RecordCodec<Readonly<Record<string, unknown>>> {
  const byKey = new Map(kinds.map(({ key, codec }) => [key, codec]));
  const names = [...byKey.keys()].join(", ");
  const longestMark = Math.max(
    0,
    ...marks.flatMap(({ offset, marks: all }) => all.map((mark) => offset + mark.length)),
  );
  const length = Math.max(...kinds.map(({ codec }) => codec.layout.length));
  const fields = kinds.flatMap(({ key, codec }) =>
    codec.layout.fields.map((field) => ({ ...field, path: `${key}.${field.path}` })),
  );
  return {
    layout: { record: "file", length, fields },
    encode(row) {
      const [key, ...others] = Object.keys(row);
      const codec = key === undefined || others.length > 0 ? undefined : byKey.get(key);
      if (codec === undefined) {
        throw invalid(`must have one member that names its kind: ${names}`);
      }
      return inKind(key!, () => codec.encode(row[key!]));
    },
    decode(bytes) {
      const key = kindOfRecord(bytes, marks);
      if (key === null) throw invalid(`is none of ${names}`, 0);
      const codec = byKey.get(key)!;
      const whole = filler === undefined ? bytes : filled(bytes, codec, filler);
      return { [key]: inKind(key, () => codec.decode(whole)) };
    },
    lengthOf(bytes) {
      const key = kindOfRecord(bytes, marks);
      // more bytes may bear another kind's mark
      if (bytes.length < longestMark && (key === null || isRest(key))) return null;
      if (key === null) throw invalid(`the record is none of ${names}`, 0);
      const codec = byKey.get(key)!;
      if (codec.lengthOf !== undefined) return codec.lengthOf(bytes);
      return bytes.length < codec.layout.length ? null : codec.layout.length;
    },
  };

  function isRest(key: string): boolean {
    return marks.every(({ name, marks: all }) => name !== key || all.length === 0);
  }
}

/** Names the kind in front of the fields of its problems. */
function inKind<Result>(key: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!isHmsSyncError(error, "HMS_REC_INVALID")) throw error;
    const problems = error.problems.map((problem) => ({
      ...problem,
      path: problem.path === "" ? key : `${key}.${problem.path}`,
    }));
    throw new HmsSyncError("HMS_REC_INVALID", error.message, { problems });
  }
}

function filled(bytes: Uint8Array, codec: RecordCodec, filler: number): Uint8Array {
  const { length } = codec.layout;
  if (bytes.length >= length || codec.lengthOf !== undefined) return bytes;
  const whole = new Uint8Array(length).fill(filler);
  whole.set(bytes);
  return whole;
}

function invalid(message: string, offset?: number): HmsSyncError {
  const problem = { path: "", code: "wrong-type", message, ...(offset === undefined ? {} : { offset }) };
  return new HmsSyncError("HMS_REC_INVALID", message, { problems: [problem] });
}
