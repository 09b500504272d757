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
      const rows = rowsOf(record, ROWS);
      const encoded = rows.map((row) => codec.encode(row));
      for (const [index, row] of rows.entries()) {
        if (!Buffer.from(hand.encode(row)).equals(encoded[index]!))
          throw new Error("the line by hand differs");
      }
      contenders.push(
        { name: `${page} encode`, rows: ROWS, run: () => each(rows, codec.encode) },
        { name: `${page} encode by hand`, rows: ROWS, run: () => each(rows, hand.encode) },
        { name: `${page} decode`, rows: ROWS, run: () => each(encoded, codec.decode) },
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
    const rows = rowsOf(record, ROWS);
    const encoded = rows.map((row) => codec.encode(row));
    const text = encoded.map((bytes) => Buffer.from(bytes).toString("latin1")).join("\n");
    const contenders: Contender[] = [
      { name: "encode HMS Sync", rows: ROWS, run: () => each(rows, codec.encode) },
      { name: "decode HMS Sync", rows: ROWS, run: () => each(encoded, codec.decode) },
    ];
    const peers = peersOf(record);
    for (const peer of peers) {
      if (peer.encode(rows).trimEnd() !== text.trimEnd()) throw new Error(`${peer.name} writes another text`);
      if (JSON.stringify(peer.decode(text)) !== JSON.stringify(rows)) {
        throw new Error(`${peer.name} reads other rows`);
      }
      contenders.push(
        { name: `encode ${peer.name}`, rows: ROWS, run: () => Buffer.from(peer.encode(rows), "latin1") },
        { name: `decode ${peer.name}`, rows: ROWS, run: () => peer.decode(text) },
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
