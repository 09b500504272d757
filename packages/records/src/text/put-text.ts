import type { CodePage } from "../code-pages/code-page.ts";
import { addProblem, type Problems } from "../problems/problems.ts";

/** Bytes from which the native fill is faster than a loop. */
const LONG = 64;

/** Writes text from the left and blanks behind it. Absent or null leaves what stands there. */
export function putText(
  bytes: Uint8Array,
  at: number,
  width: number,
  value: string | null | undefined,
  page: CodePage,
  problems: Problems,
  field: number,
): void {
  if (value === undefined || value === null) return;
  if (typeof value !== "string" || value.length > width) {
    refuse(value, width, problems, field);
    return;
  }
  const end = at + value.length;
  if (!putCharacters(bytes, at, value, page)) {
    refuseCharacter(value, page, problems, field);
    return;
  }
  fill(bytes, end, at + width, page.space);
}

/** Writes text to the right, as JUSTIFIED says, and blanks before it. */
export function putTextRight(
  bytes: Uint8Array,
  at: number,
  width: number,
  value: string | null | undefined,
  page: CodePage,
  problems: Problems,
  field: number,
): void {
  if (value === undefined || value === null) return;
  if (typeof value !== "string" || value.length > width) {
    refuse(value, width, problems, field);
    return;
  }
  const start = at + width - value.length;
  fill(bytes, at, start, page.space);
  if (!putCharacters(bytes, start, value, page)) refuseCharacter(value, page, problems, field);
}

// one table look-up per byte: the same cost for every page, and a native call pays only for longer fields
function putCharacters(bytes: Uint8Array, at: number, value: string, page: CodePage): boolean {
  const { encode } = page;
  let valid = 0;
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    const byte = code < 256 ? encode[code]! : highByte(page, code);
    // the sign of any negative byte stays in `valid`, which costs less than a way out of the loop
    valid |= byte;
    bytes[at + index] = byte;
  }
  return valid >= 0;
}

function highByte(page: CodePage, code: number): number {
  return page.encodeHigh.get(code) ?? -1;
}

function refuse(value: unknown, width: number, problems: Problems, field: number): void {
  if (typeof value === "string") {
    addProblem(problems, field, "too-long", `has ${value.length} characters, the field holds ${width}`);
  } else addProblem(problems, field, "wrong-type", `must be text, not ${kindOf(value)}`);
}

function refuseCharacter(value: string, page: CodePage, problems: Problems, field: number): void {
  const known = (code: number): boolean => (code < 256 ? page.encode[code]! : highByte(page, code)) >= 0;
  let index = 0;
  while (known(value.charCodeAt(index))) index++;
  addProblem(
    problems,
    field,
    "not-in-code-page",
    `has a character that is not in code page ${page.name}, at position ${index + 1}`,
  );
}

function fill(bytes: Uint8Array, from: number, to: number, byte: number): void {
  if (to - from > LONG) bytes.fill(byte, from, to);
  else for (let index = from; index < to; index++) bytes[index] = byte;
}

/** What a value is, for messages: never the value. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return "text";
  return `a ${typeof value}`;
}
