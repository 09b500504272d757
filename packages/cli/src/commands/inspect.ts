import type { Framing } from "@hms-sync/connector-api";
import type { SplitPiece } from "@hms-sync/records";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { usageError } from "../command-line/usage-error.ts";
import { print } from "../output/print.ts";
import { rulerText } from "../output/ruler-text.ts";
import { createRecordSplitter } from "../records/create-record-splitter.ts";
import { createExamine, type Examine, type ExaminedRecord } from "../records/examine-record.ts";
import { openInput } from "../records/open-input.ts";
import { openRecords } from "../records/open-records.ts";
import { readCopybook } from "../records/read-copybook.ts";

const DEFAULT_LIMIT = 10;

/** A record of the file; without fields, a place where there is none. */
interface Inspected extends Partial<Omit<ExaminedRecord, "problems">> {
  /** From 1. */
  readonly number: number;
  readonly problems: readonly {
    readonly path?: string;
    readonly message: string;
    readonly offset?: number;
  }[];
}

/** `hms-sync inspect FILE --copybook X`: records with their bytes under their fields; exit code 1 for damaged ones. */
export async function runInspect(invocation: Invocation): Promise<ExitCode> {
  const first = wholeNumber(invocation, "record-number");
  const limit = wholeNumber(invocation, "limit") ?? (first === undefined ? DEFAULT_LIMIT : 1);
  const copybook = await readCopybook(invocation, invocation.text("copybook")!);
  const { settings, file } = copybook;
  const opened = await openRecords(invocation, copybook);
  const examines = new Map<string, Examine>();
  for (const { key, shape, codec } of opened.kinds) {
    examines.set(key, await createExamine({ shape, codec, settings, file }));
  }
  const framing = (invocation.text("framing") ?? "none") as Framing;
  const roots = opened.kinds.map(({ shape }) => shape.root);
  const splitter = await createRecordSplitter({ codec: opened.codec, roots, settings, framing });
  const input = await openInput(invocation.argument("file"), invocation.session);
  const damagedOnly = invocation.flag("damaged");
  const found: Inspected[] = [];
  let number = 0;
  const take = (pieces: readonly SplitPiece[]): boolean => {
    for (const piece of pieces) {
      number++;
      if (number < (first ?? 1)) continue;
      const inspected = { number, ...inspect(piece) };
      if (!damagedOnly || inspected.problems.length > 0) found.push(inspected);
      if (found.length >= limit) return true;
    }
    return false;
  };
  let full = false;
  for await (const chunk of input.chunks) {
    full = take(splitter.push(chunk));
    if (full) break;
  }
  if (!full) take(splitter.end());
  if (first !== undefined && number < first) {
    throw usageError(`${invocation.argument("file")} has ${number} records, and no record ${first}`);
  }
  print(invocation, { records: found }, () => inspectedText(found, damagedOnly, invocation));
  return found.some(({ problems }) => problems.length > 0) ? EXIT_CODES.failed : EXIT_CODES.fine;

  function inspect(piece: SplitPiece): Omit<Inspected, "number"> {
    if (!("bytes" in piece)) return { problems: [{ message: piece.problem, offset: piece.offset }] };
    const kind = opened.kindOf(piece.bytes);
    if (kind !== null) return examines.get(kind.key)!(piece.bytes);
    const names = opened.kinds.map(({ key }) => key).join(", ");
    return { problems: [{ message: `${piece.bytes.length} bytes that are none of ${names}` }] };
  }
}

function inspectedText(found: readonly Inspected[], damagedOnly: boolean, { style }: Invocation): string {
  if (found.length === 0) return damagedOnly ? `${style.good("No damaged record.")}\n` : "No records.\n";
  return found
    .map(({ number, record, length, fields, problems }) => {
      const name = record === undefined || record === null ? "" : ` ${record}`;
      const size = length === undefined ? "" : style.dim(`, ${length} bytes`);
      const title = `${style.bold(`record ${number}`)}${name}${size}\n`;
      const shown = new Set(
        (fields ?? []).filter(({ problem }) => problem !== undefined).map(({ path }) => path),
      );
      const faults = problems
        .filter(({ path }) => path === undefined || !shown.has(path))
        .map(({ path, message, offset }) => {
          const where = offset === undefined ? "" : ` (at byte ${offset})`;
          return `${style.bad([path, message].filter(Boolean).join(": "))}${where}\n`;
        });
      return `${title}${fields === undefined ? "" : `\n${rulerText(fields, style)}`}${faults.join("")}`;
    })
    .join("\n");
}

/** An option that counts from 1; `undefined` when it is not given. */
function wholeNumber(invocation: Invocation, name: string): number | undefined {
  const text = invocation.text(name);
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,11}$/.test(text)) throw usageError(`--${name} ${text} is no whole number from 1`);
  return Number(text);
}
