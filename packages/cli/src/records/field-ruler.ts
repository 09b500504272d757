import type { RecordProblem } from "@hms-sync/connector-api";
import type { LayoutNode, Occurs, RecordShape } from "@hms-sync/gen/source";
import type { CodePage } from "@hms-sync/records/codegen-v1";

/** One field of a record with its bytes. Shows payload values: for a person who asked for them, never for logs. */
export interface RulerField {
  /** Dotted record names with table positions: `LINES[2].CHARGE`; `FILLER` and `(slack)` for bytes of no field. */
  readonly path: string;
  /** From the start of the record, where the field really stands. */
  readonly offset: number;
  readonly length: number;
  /** As declared; empty for slack. */
  readonly picture: string;
  readonly usage: string;
  readonly hex: string;
  /** In the file's code page; a dot in the middle stands for a byte that is no printable character. */
  readonly text: string;
  /** What is wrong with it. */
  readonly problem?: string;
}

export interface RulerSource {
  readonly shape: RecordShape;
  readonly page: CodePage;
  /** Whether what stands behind a DEPENDING ON table moves up. */
  readonly shifts: boolean;
}

/** Elements of a table that are shown. */
const SHOWN_ELEMENTS = 20;

/**
 * The fields of one record with the bytes they have in it, in record order.
 *
 * @param row the record as it was read: of alternatives only those that it has are shown, and its lists tell how long
 * tables are; undefined where it could not be read
 * @param counts elements of DEPENDING ON tables by the path of their counter, for when there is no row
 */
export function fieldRuler(
  { shape, page, shifts }: RulerSource,
  bytes: Uint8Array,
  row: unknown,
  counts: ReadonlyMap<string, number>,
  problems: readonly RecordProblem[],
): RulerField[] {
  const fields: RulerField[] = [];
  const missing = new Map<string, number>();
  visit(shape.root.children, row, "", 0);
  return fields;

  function visit(nodes: readonly LayoutNode[], value: unknown, parent: string, moved: number): void {
    for (const node of nodes) {
      const own = node.key === null ? value : memberOf(value, node.key);
      // an alternative that the record does not have
      if (node.key !== null && own === undefined && value !== undefined) continue;
      const path = node.key === null ? parent : parent === "" ? node.key : `${parent}.${node.key}`;
      const before = shifts ? bytesBefore(node) : 0;
      const at = node.offset + moved - before;
      if (node.slack !== undefined && node.slack > 0) {
        add("(slack)", at - node.slack, node.slack, "", "");
      }
      if (node.occurs === undefined) {
        single(node, own, path, at, moved);
        continue;
      }
      const count = elements(node.occurs, own);
      missing.set(node.path, (node.occurs.max - count) * node.occurs.stride);
      for (let index = 0; index < Math.min(count, SHOWN_ELEMENTS); index++) {
        const shift = index * node.occurs.stride;
        single(node, Array.isArray(own) ? own[index] : own, `${path}[${index}]`, at + shift, moved + shift);
      }
      const left = count - SHOWN_ELEMENTS;
      if (left > 0) {
        const rest = at + SHOWN_ELEMENTS * node.occurs.stride;
        add(`${path}[${SHOWN_ELEMENTS}…${count - 1}]`, rest, left * node.occurs.stride, "", "");
      }
    }
  }

  function single(node: LayoutNode, value: unknown, path: string, at: number, moved: number): void {
    if (node.node === "group") visit(node.children, value, path, moved);
    else add(node.key === null ? "FILLER" : path, at, node.length, node.picture, node.usage);
  }

  function bytesBefore(node: LayoutNode): number {
    return (node.after ?? []).reduce((sum, table) => sum + (missing.get(table) ?? 0), 0);
  }

  function elements(occurs: Occurs, own: unknown): number {
    if (occurs.dependingOn === undefined) return occurs.max;
    if (Array.isArray(own)) return own.length;
    return Math.min(occurs.max, counts.get(occurs.dependingOn) ?? occurs.max);
  }

  function add(path: string, offset: number, length: number, picture: string, usage: string): void {
    const part = bytes.subarray(offset, offset + length);
    const problem = problems
      .filter((candidate) => candidate.path === path)
      .map(({ message }) => message)
      .join("; ");
    fields.push({
      path,
      offset,
      length,
      picture,
      usage,
      hex: Buffer.from(part).toString("hex"),
      text: textOf(part, page),
      ...(problem === "" ? {} : { problem }),
    });
  }
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function textOf(bytes: Uint8Array, page: CodePage): string {
  return Array.from(bytes, (byte) => {
    const code = page.decode[byte]!;
    const control = code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xffff;
    return control ? "·" : String.fromCharCode(code);
  }).join("");
}
