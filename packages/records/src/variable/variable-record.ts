import { addProblem, type Problems, throwProblems } from "../problems/problems.ts";

/** A table whose number of elements is told by a counter, or a table of fixed size that has such a table in it. */
export interface VariableTable {
  /** Bytes from the start of the table element around it, or of the record. */
  readonly at: number;
  readonly stride: number;
  readonly max: number;
  /** Tables around it. */
  readonly depth: number;
  /** Null for a fixed number of elements. */
  readonly counter: VariableCounter | null;
  readonly inner: readonly VariableTable[];
}

export interface VariableCounter {
  readonly min: number;
  /** Index of the counter's note. */
  readonly note: number;
  readonly length: number;
  /** Bytes from the start of a record at its maximum size; positions of the tables around it are in `problems.at`. */
  at(problems: Problems): number;
  /** Reads it. */
  count(bytes: Uint8Array, at: number, problems: Problems): number;
}

/** What stands behind a table that is not full: it moves up, or stays; and the record may keep its full length. */
export type VariableForm = "shift" | "max" | "pad";

/** A record with OCCURS DEPENDING ON: turns its bytes at maximum size into those it has outside, and back. */
export interface VariableRecord {
  /** @param bytes a whole record at its maximum size. */
  close(bytes: Uint8Array, problems: Problems): Uint8Array;
  /**
   * The record at its maximum size, from its bytes outside; it holds until the next call.
   *
   * @throws HMS_REC_INVALID when a counter cannot be read or the bytes are too few or too many.
   */
  open(bytes: Uint8Array, problems: Problems): Uint8Array;
  /**
   * Bytes of the record that `bytes` starts with; null when more are needed to tell.
   *
   * @throws HMS_REC_INVALID when a counter cannot be read.
   */
  lengthOf(bytes: Uint8Array, problems: Problems): number | null;
}

/** Makes the plan of a record's tables something that can be run. */
export function variableRecord(
  record: string,
  length: number,
  form: VariableForm,
  tables: readonly VariableTable[],
  fill: number,
): VariableRecord {
  const full = new Uint8Array(length);
  /** Pieces that stand together in both forms: start at maximum size, start outside, length. */
  let pieces: number[] = [];
  let from: Uint8Array = full;
  let to: Uint8Array = full;
  let outside = 0;

  return {
    close(bytes, problems) {
      if (form === "max") return bytes;
      const target = Buffer.allocUnsafe(length);
      start(bytes, target);
      walk(
        tables,
        0,
        length,
        (at, size) => target.set(bytes.subarray(at, at + size), outside),
        bytes,
        problems,
      );
      if (form === "shift") return target.subarray(0, outside);
      return target.fill(fill, outside);
    },
    open(bytes, problems) {
      if (form !== "shift") checkSize(bytes, length, length, problems);
      if (form === "max") {
        start(bytes, bytes);
        walk(tables, 0, length, () => {}, bytes, problems);
        throwProblems(record, problems);
        return bytes;
      }
      start(bytes, full);
      problems.place = (offset) => placeOf(offset);
      const whole = walk(tables, 0, length, takeIn, full, problems);
      throwProblems(record, problems);
      if (!whole) tooShort(bytes, problems);
      if (form === "shift") checkSize(bytes, outside, outside, problems);
      return full;
    },
    lengthOf(bytes, problems) {
      if (form !== "shift") return bytes.length < length ? null : length;
      start(bytes, full);
      const whole = walk(tables, 0, length, takeIn, full, problems);
      throwProblems(record, problems);
      return whole ? outside : null;
    },
  };

  function start(source: Uint8Array, target: Uint8Array): void {
    from = source;
    to = target;
    outside = 0;
    pieces = [];
  }

  function takeIn(at: number, size: number): void {
    to.set(from.subarray(outside, outside + size), at);
  }

  /** Visits the pieces of `[base, base + size)` in their order; false when a piece or a counter has no bytes. */
  function walk(
    inside: readonly VariableTable[],
    base: number,
    size: number,
    visit: (at: number, size: number) => void,
    record: Uint8Array,
    problems: Problems,
  ): boolean {
    let done = base;
    for (const table of inside) {
      const first = base + table.at;
      if (!piece(done, first - done, visit)) return false;
      const count = table.counter === null ? table.max : countOf(table, table.counter, record, problems);
      if (problems.list !== null) return false;
      for (let index = 0; index < count; index++) {
        problems.at[table.depth] = index;
        if (!walk(table.inner, first + index * table.stride, table.stride, visit, record, problems))
          return false;
      }
      if (form === "max") outside += (table.max - count) * table.stride;
      done = first + table.max * table.stride;
    }
    return piece(done, base + size - done, visit);
  }

  function piece(at: number, size: number, visit: (at: number, size: number) => void): boolean {
    if (size === 0) return true;
    if (outside + size > from.length) return false;
    visit(at, size);
    pieces.push(at, outside, size);
    outside += size;
    return true;
  }

  function placeOf(offset: number): number {
    for (let index = 0; index < pieces.length; index += 3) {
      const at = pieces[index]!;
      if (offset >= at && offset < at + pieces[index + 2]!) return pieces[index + 1]! + offset - at;
    }
    return offset;
  }

  function countOf(
    table: VariableTable,
    counter: VariableCounter,
    bytes: Uint8Array,
    problems: Problems,
  ): number {
    const offset = counter.at(problems);
    const count = counter.count(bytes, offset, problems);
    if (problems.list !== null || (count >= counter.min && count <= table.max)) return count;
    const message = `counts elements of a table of ${counter.min} to ${table.max}, and is out of that range`;
    const { length: size } = counter;
    addProblem(problems, counter.note, "table-length", message, offset, bytes, offset, size);
    return 0;
  }

  function checkSize(bytes: Uint8Array, least: number, most: number, problems: Problems): void {
    if (bytes.length < least) tooShort(bytes, problems, least);
    if (bytes.length <= most) return;
    problems.place = null;
    const message = `has ${bytes.length} bytes, expected ${most}`;
    addProblem(problems, 0, "long-record", message, most);
    throwProblems(record, problems);
  }

  function tooShort(bytes: Uint8Array, problems: Problems, expected?: number): void {
    problems.place = null;
    const message =
      expected === undefined
        ? `has ${bytes.length} bytes, its counters tell of more`
        : `has ${bytes.length} bytes, expected ${expected}`;
    addProblem(problems, 0, "short-record", message, bytes.length);
    throwProblems(record, problems);
  }
}
