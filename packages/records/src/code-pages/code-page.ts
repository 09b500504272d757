import { EBCDIC_TABLES } from "./ebcdic-tables.ts";

/** One byte, one character: how text becomes bytes and back. */
export interface CodePage {
  readonly name: string;
  /** Per byte its UTF-16 code, or 0xFFFF where the page has no character. */
  readonly decode: Uint16Array;
  /** Per UTF-16 code up to 0xFF its byte, or -1. */
  readonly encode: Int16Array;
  /** Characters past 0xFF. */
  readonly encodeHigh: ReadonlyMap<number, number>;
  /** The byte of a blank. */
  readonly space: number;
  /** The byte of the digit zero; the others follow it. */
  readonly zero: number;
  /** Every byte is the code of its own character, so no translation is needed. */
  readonly identity: boolean;
}

/** Names of the code pages that exist. */
export const CODE_PAGES = ["ascii", "latin1", "cp037", "cp1047", "cp500", "cp273", "cp1140"] as const;

const made = new Map<string, CodePage>();

/**
 * Gives a code page by its name; the same object each time.
 *
 * @throws RangeError for a name that is not in `CODE_PAGES`.
 */
export function codePage(name: string): CodePage {
  let page = made.get(name);
  if (page === undefined) {
    page = makePage(name, decodeTable(name));
    made.set(name, page);
  }
  return page;
}

function decodeTable(name: string): Uint16Array {
  switch (name) {
    case "ascii":
      return Uint16Array.from({ length: 256 }, (_, byte) => (byte < 0x80 ? byte : 0xffff));
    case "latin1":
      return Uint16Array.from({ length: 256 }, (_, byte) => byte);
    case "cp037":
    case "cp1047":
    case "cp500":
    case "cp273":
      return Uint16Array.from(Buffer.from(EBCDIC_TABLES[name].join(""), "hex"));
    case "cp1140": {
      const table = decodeTable("cp037");
      table[0x9f] = 0x20ac; // the euro sign took the place of the currency sign
      return table;
    }
    default:
      throw new RangeError(`there is no code page ${name}; known are ${CODE_PAGES.join(", ")}`);
  }
}

function makePage(name: string, decode: Uint16Array): CodePage {
  const encode = new Int16Array(256).fill(-1);
  const encodeHigh = new Map<number, number>();
  for (const [byte, code] of decode.entries()) {
    if (code <= 0xff) encode[code] = byte;
    else if (code !== 0xffff) encodeHigh.set(code, byte);
  }
  const identity = decode.every((code, byte) => code === byte || code === 0xffff);
  return { name, decode, encode, encodeHigh, space: encode[0x20]!, zero: encode[0x30]!, identity };
}
