import type { LayoutField, RecordLayout } from "@hms-sync/connector-api";

/** One field of a record as a person reads it. */
export interface RulerRow {
  /** From the start of the record, in bytes. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
  /** Dotted external path, with positions inside tables. */
  readonly field: string;
  /** Picture and usage, as declared. */
  readonly declared: string;
  /** The field's text, or its bytes in hexadecimal where they are not text. */
  readonly bytes: string;
}

/** Bytes that are printable ASCII are text; a dot in the middle stands for one that is not. */
function asText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·")).join(
    "",
  );
}

function asHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(" ");
}

function isText(field: LayoutField, bytes: Uint8Array): boolean {
  return field.usage === "DISPLAY" && bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
}

/**
 * The fields of one record with their offsets and bytes, and the whole record as one line of text.
 *
 * Tables are shown by their first occurrence. It shows payload values: for a person who asked for them, never for logs.
 */
export function recordRuler(
  layout: RecordLayout,
  bytes: Uint8Array,
): { readonly line: string; readonly rows: readonly RulerRow[] } {
  const rows = layout.fields
    .filter((field) => field.picture !== "")
    .map((field) => {
      const part = bytes.subarray(field.offset, field.offset + field.length);
      return {
        offset: field.offset,
        length: field.length,
        field: field.path,
        declared: field.usage === "DISPLAY" ? field.picture : `${field.picture} ${field.usage}`,
        bytes: isText(field, part) ? asText(part) : asHex(part),
      };
    });
  return { line: asText(bytes), rows };
}
