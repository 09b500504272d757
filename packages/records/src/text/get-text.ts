import type { CodePage } from "../code-pages/code-page.ts";
import { addProblem, type Problems } from "../problems/problems.ts";

/**
 * A record's bytes as characters, one each, so that every field is a slice of one string.
 *
 * @param scratch of the record's length, used again for each record
 */
export function recordText(bytes: Uint8Array, page: CodePage, scratch: Uint8Array): string {
  const { length } = bytes;
  if (page.name === "latin1" || page.name === "ascii") {
    return Buffer.from(bytes.buffer, bytes.byteOffset, length).toString("latin1");
  }
  const { decode } = page;
  if (page.encodeHigh.size > 0) {
    let text = "";
    for (let index = 0; index < length; index++) text += String.fromCharCode(decode[bytes[index]!]!);
    return text;
  }
  for (let index = 0; index < length; index++) scratch[index] = decode[bytes[index]!]!;
  return Buffer.from(scratch.buffer, scratch.byteOffset, length).toString("latin1");
}

/** Text without the blanks behind it. */
export function getText(text: string, at: number, width: number): string {
  let end = at + width;
  while (end > at && text.charCodeAt(end - 1) === 0x20) end--;
  return text.slice(at, end);
}

/** Text of an ASCII record: bytes from 0x80 are no characters of it. */
export function getAsciiText(
  text: string,
  at: number,
  width: number,
  problems: Problems,
  field: number,
): string {
  const value = getText(text, at, width);
  for (let index = 0; index < value.length; index++) {
    if (value.charCodeAt(index) > 0x7f) {
      addProblem(
        problems,
        field,
        "not-in-code-page",
        `has a byte that is not in code page ascii, at position ${index + 1}`,
        at + index,
        // a byte of an ASCII record is its own character
        Buffer.from(text.slice(at, at + width), "latin1"),
        0,
        width,
      );
      break;
    }
  }
  return value;
}
