import type { CodePage } from "../code-pages/code-page.ts";
import { addProblem, type Problems } from "../problems/problems.ts";
import { kindOf } from "./put-text.ts";

const BLANK = 0x20;

/** Writes PIC N text: UTF-16, high byte first, blanks behind it. Absent or null leaves what stands there. */
export function putNational(
  bytes: Uint8Array,
  at: number,
  width: number,
  value: string | null | undefined,
  problems: Problems,
  field: number,
): void {
  if (value === undefined || value === null) return;
  if (typeof value !== "string") {
    addProblem(problems, field, "wrong-type", `must be text, not ${kindOf(value)}`);
  } else if (value.length > width) {
    addProblem(problems, field, "too-long", `has ${value.length} characters, the field holds ${width}`);
  } else if (!value.isWellFormed()) {
    addProblem(problems, field, "not-in-code-page", "has half of a surrogate pair, which is no character");
  } else {
    for (let index = 0; index < width; index++) {
      const code = index < value.length ? value.charCodeAt(index) : BLANK;
      bytes[at + index * 2] = code >> 8;
      bytes[at + index * 2 + 1] = code & 0xff;
    }
  }
}

/** Reads PIC N text without the blanks behind it. */
export function getNational(
  bytes: Uint8Array,
  at: number,
  width: number,
  problems: Problems,
  field: number,
): string {
  let end = width;
  while (end > 0 && codeAt(bytes, at, end - 1) === BLANK) end--;
  let text = "";
  for (let index = 0; index < end; index++) text += String.fromCharCode(codeAt(bytes, at, index));
  if (text.isWellFormed()) return text;
  const message = "has half of a surrogate pair, which is no character";
  addProblem(problems, field, "not-in-code-page", message, at, bytes, at, width * 2);
  return "";
}

/**
 * Writes DBCS text, given as the hexadecimal digits of its bytes, which no code page here can tell; blanks behind it.
 * Absent or null leaves what stands there.
 */
export function putDbcs(
  bytes: Uint8Array,
  at: number,
  width: number,
  value: string | null | undefined,
  page: CodePage,
  problems: Problems,
  field: number,
): void {
  if (value === undefined || value === null) return;
  if (typeof value !== "string" || !/^(?:[0-9a-fA-F]{4})*$/.test(value)) {
    const what = typeof value === "string" ? "text of another kind" : kindOf(value);
    addProblem(problems, field, "wrong-type", `must be hexadecimal digits, four a character, not ${what}`);
  } else if (value.length > width * 4) {
    const given = value.length / 4;
    addProblem(problems, field, "too-long", `has ${given} characters, the field holds ${width}`);
  } else {
    bytes.fill(page.space, at, at + width * 2);
    bytes.set(Buffer.from(value, "hex"), at);
  }
}

/** The bytes of DBCS text in hexadecimal, all of them. */
export function getDbcs(bytes: Uint8Array, at: number, width: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, width * 2).toString("hex");
}

function codeAt(bytes: Uint8Array, at: number, index: number): number {
  return (bytes[at + index * 2]! << 8) | bytes[at + index * 2 + 1]!;
}
