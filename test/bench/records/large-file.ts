import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type MeasuredRun, runMeasured } from "../../fixtures/run-measured.ts";
import { printTable } from "../table.ts";
import { codecOf, copybookOf, rowsOf, SMALL_RECORD } from "./shapes.ts";

/** `50MB`, `1GB`: bytes. */
export function sizeBytes(text: string): number {
  const [, count, unit] = /^(\d+)\s*([KMG])B$/i.exec(text) ?? [];
  if (count === undefined) throw new Error(`${text} is no size; for example 50MB or 1GB`);
  return Number(count) * { K: 1e3, M: 1e6, G: 1e9 }[unit!.toUpperCase() as "K" | "M" | "G"];
}

/** A file of the given size through `hms-sync decode` and back through `encode`, each in a process of its own. */
export async function benchLargeFile(size: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "hms-sync-bench-"));
  const at = (name: string): string => path.join(folder, name);
  try {
    await writeFile(at("bench.cpy"), copybookOf(SMALL_RECORD));
    await writeRecords(at("in.dat"), sizeBytes(size));
    const decoded = await runMeasured(
      ["decode", at("bench.cpy"), "--in", at("in.dat"), "--out", at("rows.ndjson")],
      at("peak"),
    );
    const encoded = await runMeasured(
      ["encode", at("bench.cpy"), "--in", at("rows.ndjson"), "--out", at("out.dat")],
      at("peak"),
    );
    const { size: bytes } = await stat(at("in.dat"));
    if ((await stat(at("out.dat"))).size !== bytes) throw new Error("the file came back with another size");
    process.stdout.write(`\n  ${size} through the command line (records of ${SMALL_RECORD.length} bytes)\n`);
    const row = (name: string, { seconds, peakBytes }: MeasuredRun): string[] => [
      name,
      seconds.toFixed(1),
      (bytes / seconds / 1e6).toFixed(0),
      (peakBytes / 2 ** 20).toFixed(0),
    ];
    printTable(
      ["", "s", "MB/s of records", "peak MiB (goal 256)"],
      [row("decode", decoded), row("encode", encoded)],
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeRecords(file: string, bytes: number): Promise<void> {
  const codec = await codecOf(SMALL_RECORD, { profile: "ibm" });
  const block = Buffer.concat(rowsOf(SMALL_RECORD, 5_000).map((row) => codec.encode(row)));
  const out = createWriteStream(file);
  for (let left = bytes; left > 0; left -= block.length) {
    const records = Math.ceil(Math.min(left, block.length) / SMALL_RECORD.length);
    if (!out.write(block.subarray(0, records * SMALL_RECORD.length))) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
}
