import type { RulerField } from "../records/field-ruler.ts";
import type { Style } from "./style.ts";
import { type Column, renderTable } from "./table.ts";

/** Bytes on one line. */
const LINE_BYTES = 16;

/** One line of a field: long fields have several, and only the first one names it. */
interface RulerLine {
  readonly field: RulerField;
  readonly first: boolean;
  readonly offset: number;
  readonly hex: string;
  readonly text: string;
}

/** A record's fields with their bytes in hexadecimal and as text, for people. */
export function rulerText(fields: readonly RulerField[], style: Style): string {
  const columns: readonly Column<RulerLine>[] = [
    { title: "offset", align: "right", text: ({ offset }) => offset },
    { title: "length", align: "right", text: ({ field, first }) => (first ? field.length : "") },
    {
      title: "field",
      text: ({ field, first }) => (first ? field.path : ""),
      paint: (cell, { field }) => paintPath(cell, field, style),
    },
    { title: "picture", text: ({ field, first }) => (first ? declared(field) : ""), paint: style.dim },
    { title: "hex", text: ({ hex }) => hex },
    { title: "text", text: ({ text }) => (text === "" ? "" : `|${text}|`) },
    {
      title: "",
      text: ({ field, first }) => (first ? (field.problem ?? "") : ""),
      paint: (cell) => style.bad(cell),
    },
  ];
  return renderTable(columns, fields.flatMap(linesOf), style);
}

function linesOf(field: RulerField): RulerLine[] {
  const bytes = Buffer.from(field.hex, "hex");
  const lines: RulerLine[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += LINE_BYTES) {
    lines.push({
      field,
      first: at === 0,
      offset: field.offset + at,
      hex: (
        bytes
          .subarray(at, at + LINE_BYTES)
          .toString("hex")
          .match(/../g) ?? []
      )
        .join(" ")
        .toUpperCase(),
      text: field.text.slice(at, at + LINE_BYTES),
    });
  }
  return lines;
}

function declared({ picture, usage }: RulerField): string {
  return [picture, usage === "DISPLAY" ? "" : usage].filter(Boolean).join(" ");
}

function paintPath(cell: string, field: RulerField, style: Style): string {
  if (field.problem !== undefined) return style.bad(cell);
  return field.picture === "" || field.path === "FILLER" ? style.dim(cell) : style.name(cell);
}
