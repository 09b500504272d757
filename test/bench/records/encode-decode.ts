import { codePage } from "@hms-sync/records/codegen-v1";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";
import { alternate, type Contender } from "./measure.ts";
import { peersOf } from "./peers.ts";
import { codecOf, LARGE_RECORD, type RecordSpec, rowsOf, SMALL_RECORD, textTwin } from "./shapes.ts";
import { handWritten } from "./straight-line.ts";

type Options = { readonly rounds: number; readonly seconds: number };

/** Rows that a contender goes through in one call: enough that reading the clock does not count. */
const ROWS = 100;

/**
 * Field values that one record has in all its batches. Many more than the engine remembers the text of (numbers that come
 * again cost a library nothing to print), and few enough for the memory.
 */
const VALUES = 400_000;

/** Rows in batches, every row with values of its own. */
function batchesOf(record: RecordSpec): Record<string, string | number>[][] {
  const count = Math.ceil(VALUES / record.fields.length / ROWS);
  const rows = rowsOf(record, count * ROWS);
  return Array.from({ length: count }, (_, index) => rows.slice(index * ROWS, (index + 1) * ROWS));
}

/** Takes the next batch with every call. */
function turns<Batch>(batches: readonly Batch[], run: (batch: Batch) => unknown): () => unknown {
  let next = 0;
  return () => {
    const batch = batches[next]!;
    next = (next + 1) % batches.length;
    return run(batch);
  };
}

/** The part of the harness's seconds that one contender gets in a round: there are many. */
const SHARE = 0.1;

/** ASCII and EBCDIC, checked, against the line by hand and a plain copy. */
export async function benchEncodeDecode(options: Options): Promise<void> {
  const rates: Record<string, number> = {};
  for (const record of [SMALL_RECORD, LARGE_RECORD]) {
    const contenders: Contender[] = [copyOf(record)];
    for (const [page, profile] of [
      ["ASCII", { profile: "gnucobol", set: { binarySizes: "2-4-8" } }],
      ["EBCDIC", { profile: "ibm" }],
    ] as const) {
      const codec = await codecOf(record, profile);
      const hand = handWritten(record, tableOf(page === "ASCII" ? "ascii" : "cp037"), page === "EBCDIC");
      const batches = batchesOf(record);
      const encoded = batches.map((rows) => rows.map((row) => codec.encode(row)));
      for (const [index, row] of batches[0]!.entries()) {
        if (!Buffer.from(hand.encode(row)).equals(encoded[0]![index]!)) {
          throw new Error("the line by hand differs");
        }
      }
      contenders.push(
        { name: `${page} encode`, rows: ROWS, run: turns(batches, (rows) => each(rows, codec.encode)) },
        {
          name: `${page} encode by hand`,
          rows: ROWS,
          run: turns(batches, (rows) => each(rows, hand.encode)),
        },
        { name: `${page} decode`, rows: ROWS, run: turns(encoded, (records) => each(records, codec.decode)) },
      );
    }
    print(record, contenders, options, rates, "copy");
  }
  for (const page of ["ASCII", "EBCDIC"]) {
    const ratio = (record: RecordSpec, name: string, to: string): string =>
      (rates[`${record.title} ${name}`]! / rates[`${record.title} ${to}`]!).toFixed(2);
    const small = rates[`${SMALL_RECORD.title} ${page} encode`]! * SMALL_RECORD.length;
    const large = rates[`${LARGE_RECORD.title} ${page} encode`]! * LARGE_RECORD.length;
    process.stdout.write(
      `\n  ${page}: encode is ${ratio(SMALL_RECORD, `${page} encode`, `${page} encode by hand`)} (20 fields) and ` +
        `${ratio(LARGE_RECORD, `${page} encode`, `${page} encode by hand`)} (300 fields) of the line by hand (goal 0.80); ` +
        `300 fields ${(large / small).toFixed(2)} of the MB/s of 20 (goal 0.75)\n`,
    );
  }
}

/**
 * The text-only twin against libraries of npm.
 *
 * They end with text that the engine has not put together yet; their time includes making it the bytes that ours is.
 */
export async function benchPeers(options: Options): Promise<void> {
  for (const record of [textTwin(SMALL_RECORD), textTwin(LARGE_RECORD)]) {
    const codec = await codecOf(record, { profile: "gnucobol" });
    const batches = batchesOf(record);
    const encoded = batches.map((rows) => rows.map((row) => codec.encode(row)));
    const texts = encoded.map((records) =>
      records.map((bytes) => Buffer.from(bytes).toString("latin1")).join("\n"),
    );
    const contenders: Contender[] = [
      { name: "encode HMS Sync", rows: ROWS, run: turns(batches, (rows) => each(rows, codec.encode)) },
      { name: "decode HMS Sync", rows: ROWS, run: turns(encoded, (records) => each(records, codec.decode)) },
    ];
    const peers = peersOf(record);
    for (const peer of peers) {
      if (peer.encode(batches[0]!).trimEnd() !== texts[0]!.trimEnd())
        throw new Error(`${peer.name} writes another text`);
      if (JSON.stringify(peer.decode(texts[0]!)) !== JSON.stringify(batches[0])) {
        throw new Error(`${peer.name} reads other rows`);
      }
      contenders.push(
        {
          name: `encode ${peer.name}`,
          rows: ROWS,
          run: turns(batches, (rows) => Buffer.from(peer.encode(rows), "latin1")),
        },
        { name: `decode ${peer.name}`, rows: ROWS, run: turns(texts, (text) => peer.decode(text)) },
      );
    }
    const rates: Record<string, number> = {};
    print(record, contenders, options, rates, "encode HMS Sync");
    for (const what of ["encode", "decode"]) {
      const best = Math.max(...peers.map(({ name }) => rates[`${record.title} ${what} ${name}`]!));
      const ours = rates[`${record.title} ${what} HMS Sync`]!;
      process.stdout.write(
        `\n  ${what}: ${(ours / best).toFixed(1)} times the best of npm${what === "encode" ? " (goal 6)" : ""}\n`,
      );
    }
  }
}

function print(
  record: RecordSpec,
  contenders: readonly Contender[],
  options: Options,
  rates: Record<string, number>,
  reference: string,
): void {
  const measured = alternate(contenders, { rounds: options.rounds, seconds: options.seconds * SHARE });
  for (const { name } of contenders) rates[`${record.title} ${name}`] = median(measured.get(name)!);
  const base = rates[`${record.title} ${reference}`]!;
  process.stdout.write(`\n  ${record.title}\n`);
  printTable(
    ["", "rec/s", "MB/s", `of ${reference}`],
    contenders.map(({ name }) => {
      const rate = rates[`${record.title} ${name}`]!;
      return [name, rate.toFixed(0), ((rate * record.length) / 1e6).toFixed(0), (rate / base).toFixed(4)];
    }),
  );
}

function copyOf(record: RecordSpec): Contender {
  const source = Buffer.alloc(record.length * ROWS, 0x41);
  const target = Buffer.alloc(record.length * ROWS);
  return {
    name: "copy",
    rows: ROWS,
    run() {
      for (let at = 0; at < source.length; at += record.length) {
        source.copy(target, at, at, at + record.length);
      }
      return target;
    },
  };
}

function each<From, To>(values: readonly From[], turn: (value: From) => To): To | undefined {
  let last: To | undefined;
  for (const value of values) last = turn(value);
  return last;
}

/** The byte of each of the first 128 characters that can be printed. */
function tableOf(page: string): Uint8Array {
  const { encode } = codePage(page);
  const table = new Uint8Array(128);
  for (let code = 0x20; code < 0x7f; code++) table[code] = encode[code]!;
  return table;
}
