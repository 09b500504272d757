import { addProblem, type Problems, startProblems, throwProblems } from "../problems/problems.ts";
import { kindOf } from "../text/put-text.ts";

/**
 * The bytes of a record in which nothing is given: blanks, and over them what `initialize` writes (VALUE, zeros).
 *
 * Every encode starts from a copy of it, so FILLER and absent fields need no code of their own.
 */
export function recordTemplate(
  length: number,
  space: number,
  initialize: (bytes: Uint8Array, problems: Problems) => void,
): Uint8Array {
  const bytes = new Uint8Array(length).fill(space);
  const problems = startProblems([["template", ""]]);
  initialize(bytes, problems);
  if (problems.list !== null) throw new Error(`bug in HMS Sync: ${problems.list[0]!.message} in a template`);
  return bytes;
}

/**
 * A copy of a template, to be written over.
 *
 * It comes from the pool of Buffer, which is ten times faster than an array of its own for records of usual size.
 */
export function copyTemplate(template: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(template.length);
  bytes.set(template);
  return bytes;
}

/** A record while a reader fills it in, part by part. */
export type Writable<Row> = { -readonly [Key in keyof Row]: Row[Key] };

/** Fills bytes; for LOW-VALUES, HIGH-VALUES and runs of zeros. */
export function putFill(bytes: Uint8Array, at: number, length: number, byte: number): void {
  bytes.fill(byte, at, at + length);
}

/** True when a group is given; false, reported, when something else is. */
export function hasGroup<Group extends object>(
  value: Group | null | undefined,
  problems: Problems,
  field: number,
): value is Group {
  if (value === undefined || value === null) return false;
  if (typeof value === "object" && !Array.isArray(value)) return true;
  addProblem(problems, field, "wrong-type", `must be a group, not ${kindOf(value)}`);
  return false;
}

/** How many elements of a table are given, at most `most`; the others keep what the template holds. */
export function tableLength(value: unknown, most: number, problems: Problems, field: number): number {
  if (value === undefined || value === null) return 0;
  if (!Array.isArray(value)) {
    addProblem(problems, field, "wrong-type", `must be a list, not ${kindOf(value)}`);
    return 0;
  }
  if (value.length > most) {
    addProblem(problems, field, "table-length", `has ${value.length} elements, the table holds ${most}`);
    return 0;
  }
  return value.length;
}

/** True for a record, which is an object; else the whole record is one problem. Field 0 stands for the record. */
export function hasRecord(value: unknown, problems: Problems): boolean {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return true;
  addProblem(problems, 0, "wrong-type", `must be an object, not ${kindOf(value)}`);
  return false;
}

/**
 * Checks that the bytes are as long as the record, before any field is looked for. Field 0 stands for the record.
 *
 * @throws HMS_REC_INVALID when they are not.
 */
export function checkLength(record: string, bytes: Uint8Array, length: number, problems: Problems): void {
  if (bytes.length === length) return;
  const code = bytes.length < length ? "short-record" : "long-record";
  const message = `has ${bytes.length} bytes, expected ${length}`;
  addProblem(problems, 0, code, message, Math.min(bytes.length, length));
  throwProblems(record, problems);
}
