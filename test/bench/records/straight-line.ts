import type { RecordSpec } from "./shapes.ts";

/**
 * What a careful engineer would write by hand for one record: a line for each field, offsets as constants, all values
 * checked, at most 50 fields a function. It stops at the first bad value, says less about it, and knows one record.
 */
export interface HandWritten {
  encode(row: Readonly<Record<string, unknown>>): Uint8Array;
}

/** @param table the code page's byte for each of the first 128 characters; 0 where it has none */
export function handWritten(record: RecordSpec, table: Uint8Array, ebcdic: boolean): HandWritten {
  const parts: string[] = [];
  for (let first = 0; first < record.fields.length; first += 50) {
    const lines = record.fields
      .slice(first, first + 50)
      .map(({ name, storage, width, scale, offset, length }) => {
        const value = scale > 0 ? `whole(row.${name}, ${scale})` : `row.${name}`;
        if (storage === "text") return `text(bytes, ${offset}, ${width}, row.${name});`;
        const most = 10 ** width - 1;
        if (storage === "zoned") return `zoned(bytes, ${offset}, ${width}, ${value}, ${most});`;
        if (storage === "signed") return `signed(bytes, ${offset}, ${width}, ${value}, ${most});`;
        if (storage === "packed") return `packed(bytes, ${offset}, ${length}, ${value}, ${most});`;
        return `binary${length * 8}(bytes, ${offset}, ${value}, ${most});`;
      });
    parts.push(`function part${parts.length}(bytes, row) {\n${lines.join("\n")}\n}`);
  }
  const calls = parts.map((_, index) => `part${index}(bytes, row);`).join("\n");
  const body = `${HELPERS}
${parts.join("\n")}
const template = new Uint8Array(${record.length}).fill(SPACE);
return {
  encode(row) {
    const bytes = Buffer.allocUnsafe(${record.length});
    bytes.set(template);
    ${calls}
    return bytes;
  },
};`;
  const make = new Function("TABLE", "SPACE", "ZERO", "EBCDIC", body) as (...given: unknown[]) => HandWritten;
  return make(table, ebcdic ? 0x40 : 0x20, ebcdic ? 0xf0 : 0x30, ebcdic);
}

const HELPERS = `
function bad(what) { throw new RangeError(what); }
function text(bytes, at, width, value) {
  if (typeof value !== "string") bad("not text");
  const length = value.length;
  if (length > width) bad("too long");
  for (let index = 0; index < length; index++) {
    const code = value.charCodeAt(index);
    const byte = code < 128 ? TABLE[code] : 0;
    if (byte === 0) bad("not in the code page");
    bytes[at + index] = byte;
  }
}
function whole(value, scale) {
  if (typeof value !== "string") bad("not a decimal");
  let index = value.charCodeAt(0) === 45 ? 1 : 0;
  const negative = index === 1;
  let number = 0;
  let behind = -1;
  for (; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (code === 46 && behind < 0) { behind = 0; continue; }
    if (code < 48 || code > 57) bad("not a decimal");
    number = number * 10 + (code - 48);
    if (behind >= 0) behind++;
  }
  if (behind !== scale) bad("wrong number of decimals");
  return negative ? -number : number;
}
function check(value, least, most) {
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) bad("does not fit");
}
function zoned(bytes, at, digits, value, most) {
  check(value, 0, most);
  let rest = value;
  let index = at + digits - 1;
  if (rest <= 0x7fffffff) {
    for (let small = rest | 0; index >= at; index--) {
      const next = (small / 10) | 0;
      bytes[index] = ZERO + (small - next * 10);
      small = next;
    }
    return;
  }
  for (; index >= at; index--) {
    const next = Math.floor(rest / 10);
    bytes[index] = ZERO + (rest - next * 10);
    rest = next;
  }
}
function signed(bytes, at, digits, value, most) {
  check(value, -most, most);
  zoned(bytes, at, digits, value < 0 ? -value : value, most);
  const last = at + digits - 1;
  if (EBCDIC) bytes[last] = (bytes[last] & 0x0f) | (value < 0 ? 0xd0 : 0xc0);
  else if (value < 0) bytes[last] += 0x40;
}
function packed(bytes, at, length, value, most) {
  check(value, -most, most);
  let rest = value < 0 ? -value : value;
  let next = Math.floor(rest / 10);
  bytes[at + length - 1] = ((rest - next * 10) << 4) | (value < 0 ? 0x0d : 0x0c);
  rest = next;
  for (let index = at + length - 2; index >= at; index--) {
    next = Math.floor(rest / 100);
    const two = rest - next * 100;
    const ten = (two / 10) | 0;
    bytes[index] = (ten << 4) | (two - ten * 10);
    rest = next;
  }
}
function binary16(bytes, at, value, most) {
  check(value, -most, most);
  bytes[at] = value >> 8;
  bytes[at + 1] = value;
}
function binary32(bytes, at, value, most) {
  check(value, -most, most);
  bytes[at] = value >> 24;
  bytes[at + 1] = value >> 16;
  bytes[at + 2] = value >> 8;
  bytes[at + 3] = value;
}
`;
