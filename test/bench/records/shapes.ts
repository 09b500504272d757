import type { RecordCodec } from "@hms-sync/connector-api";
import { loadCodec } from "@hms-sync/gen";
import type { ProfileSettings } from "@hms-sync/gen/source";
import { copybookReader, type ProfileRequest, resolveProfile } from "@hms-sync/gen-copybook";

/** How a field of a benchmark record is stored. */
export type Storage = "text" | "zoned" | "signed" | "packed" | "binary";

export interface FieldSpec {
  readonly name: string;
  readonly storage: Storage;
  /** Characters or digits. */
  readonly width: number;
  /** Digits behind the point. */
  readonly scale: number;
  readonly offset: number;
  readonly length: number;
}

export interface RecordSpec {
  readonly title: string;
  readonly fields: readonly FieldSpec[];
  readonly length: number;
}

type Shape = readonly [storage: Storage, width: number, scale: number];

/** Twenty fields of a customer's account, 200 bytes. */
const SMALL: readonly Shape[] = [
  ["zoned", 9, 0],
  ["text", 30, 0],
  ["text", 20, 0],
  ["text", 10, 0],
  ["zoned", 8, 0],
  ["packed", 9, 2],
  ["text", 1, 0],
  ["text", 16, 0],
  ["binary", 4, 0],
  ["signed", 9, 2],
  ["text", 24, 0],
  ["zoned", 4, 0],
  ["packed", 11, 2],
  ["signed", 7, 0],
  ["text", 8, 0],
  ["binary", 9, 0],
  ["text", 10, 0],
  ["zoned", 6, 0],
  ["signed", 9, 2],
  ["text", 12, 0],
];

/** Text fields of the large record that are wider than those of the small one. */
const WIDER: Readonly<Record<number, number>> = { 1: 52, 2: 36, 7: 30, 10: 40 };

export const SMALL_RECORD = recordOf("20 fields, 200 bytes", SMALL);
export const LARGE_RECORD = recordOf(
  "300 fields, 4,000 bytes",
  Array.from({ length: 300 }, (_, index): Shape => {
    const place = index % 20;
    const [storage, width, scale] = SMALL[place]!;
    // one field is narrower, so that 4,000 bytes are met
    if (index === 281) return ["text", 32, 0];
    return [storage, WIDER[place] ?? width, scale];
  }),
);

/** The same fields as text and unsigned digits: the most that libraries for fixed-width text know. */
export function textTwin(record: RecordSpec): RecordSpec {
  return recordOf(
    record.title.replace(/ bytes$/, ""),
    record.fields.map(({ storage, width }): Shape => [storage === "text" ? "text" : "zoned", width, 0]),
  );
}

function recordOf(title: string, shapes: readonly Shape[]): RecordSpec {
  const fields: FieldSpec[] = [];
  let offset = 0;
  for (const [index, [storage, width, scale]] of shapes.entries()) {
    const length = bytesOf(storage, width);
    fields.push({ name: `FIELD_${index + 1}`, storage, width, scale, offset, length });
    offset += length;
  }
  return { title: /bytes/.test(title) ? title : `${title}: ${offset} bytes`, fields, length: offset };
}

function bytesOf(storage: Storage, width: number): number {
  if (storage === "packed") return (width >> 1) + 1;
  if (storage === "binary") return width <= 4 ? 2 : width <= 9 ? 4 : 8;
  return width;
}

/** The record as a mainframe team would hand it over. */
export function copybookOf(record: RecordSpec): string {
  const lines = record.fields.map(({ name, storage, width, scale }) => {
    const usage = storage === "packed" ? " COMP-3" : storage === "binary" ? " COMP" : "";
    const signed = storage === "signed" || storage === "packed" || storage === "binary" ? "S" : "";
    const digits = `${signed}9(${width - scale})${scale > 0 ? `V9(${scale})` : ""}`;
    return `           05  ${name.replace("_", "-").padEnd(12)} PIC ${storage === "text" ? `X(${width})` : digits}${usage}.`;
  });
  return ["       01  BENCH-REC.", ...lines, ""].join("\n");
}

/** Rows with other values each, text half to entirely full, decimals as text, as they come from JSON. */
export function rowsOf(record: RecordSpec, count: number): Record<string, string | number>[] {
  let state = 42;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () =>
    Object.fromEntries(
      record.fields.map(({ name, storage, width, scale }) => {
        if (storage === "text") {
          const length = Math.max(1, (width >> 1) + random((width >> 1) + 1));
          // no blank at either end: a text that is padded comes back without them
          return [
            name,
            Array.from({ length }, () => "ABCDEFGHKLMNPRSTUVWXYZ0123456789"[random(32)]).join(""),
          ];
        }
        const most = 10 ** Math.min(width, 9);
        // never empty, never a zero at the end: two of the libraries read those as something else
        const digits = random(most / 10) * 10 + 1 + random(9);
        const unscaled = storage !== "zoned" && random(2) === 1 ? -digits : digits;
        if (scale === 0) return [name, unscaled];
        return [name, (unscaled / 10 ** scale).toFixed(scale)];
      }),
    ),
  );
}

export function settingsOf(request: ProfileRequest): ProfileSettings {
  const { settings } = resolveProfile(request);
  if (settings === null) throw new Error(`no profile ${request.profile}`);
  return settings;
}

export async function codecOf(record: RecordSpec, request: ProfileRequest): Promise<RecordCodec> {
  const settings = settingsOf(request);
  const { records } = copybookReader.read({ file: "bench.cpy", text: copybookOf(record), settings });
  const codec = await loadCodec({ shape: records[0]!, settings, file: "bench.cpy" });
  if (codec.layout.length !== record.length) throw new Error(`${record.title}: ${codec.layout.length} bytes`);
  return codec;
}
