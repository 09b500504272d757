import { Parser, Stringifier } from "@evologi/fixed-width";
import { FixedWidthParser } from "fixed-width-parser";
import { dataToLines, linesToData } from "flat-file-creator";
import type { RecordSpec } from "./shapes.ts";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** A library for fixed-width text, set up for one record. Lines have no end of their own where it allows that. */
export interface Peer {
  readonly name: string;
  encode(rows: Rows): string;
  /** @param text rows with a line feed between them */
  decode(text: string): unknown[];
}

export function peersOf(record: RecordSpec): readonly Peer[] {
  return [evologi(record), fixedWidthParser(record), flatFileCreator(record)];
}

function evologi({ fields }: RecordSpec): Peer {
  const options = {
    eol: "\n",
    encoding: "latin1" as const,
    fields: fields.map(({ name, storage, width }) => ({
      property: name,
      width,
      align: storage === "text" ? ("left" as const) : ("right" as const),
      pad: storage === "text" ? " " : "0",
      ...(storage === "text" ? {} : { cast: Number }),
    })),
  };
  const stringifier = new Stringifier(options);
  return {
    name: "@evologi/fixed-width",
    encode: (rows) => rows.map((row) => stringifier.write(row)).join(""),
    decode(text) {
      const parser = new Parser(options);
      return [...parser.write(`${text}\n`), ...parser.end()];
    },
  };
}

function fixedWidthParser({ fields }: RecordSpec): Peer {
  const parser = new FixedWidthParser(
    fields.map(({ name, storage, width, offset }) =>
      storage === "text"
        ? { type: "string" as const, name, start: offset, width, padPosition: "end" as const }
        : { type: "int" as const, name, start: offset, width, padChar: "0" },
    ),
  );
  return {
    name: "fixed-width-parser",
    encode: (rows) => parser.unparse(rows as Record<string, unknown>[]),
    decode: (text) => parser.parse(text),
  };
}

function flatFileCreator({ fields }: RecordSpec): Peer {
  const specs = fields.map(({ name, storage, width }) =>
    storage === "text"
      ? { name, type: "string" as const, size: width }
      : {
          name,
          type: "integer" as const,
          size: width,
          paddingSymbol: "0",
          paddingPosition: "start" as const,
        },
  );
  return {
    name: "flat-file-creator",
    encode: (rows) => dataToLines(rows as never, specs as never).join("\n"),
    decode: (text) => linesToData(text, specs as never),
  };
}
