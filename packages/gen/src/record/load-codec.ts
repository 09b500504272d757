import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RecordCodec } from "@hms-sync/connector-api";
import type { ProfileSettings, RecordShape } from "../source/layout.ts";
import type { ChooseRules } from "./choice-plan.ts";
import { emitRecord } from "./emit-record.ts";

export interface CodecSource {
  readonly shape: RecordShape;
  readonly settings: ProfileSettings;
  /** File that describes the record, as problems shall show it. */
  readonly file: string;
  /** As of `emitRecord`. */
  readonly choose?: ChooseRules;
}

const RUNTIME = "@hms-sync/records/codegen-v1";

/**
 * Generates a record's code, runs it, and gives its codec: the same bytes as a generated connector, without its files.
 *
 * The code is a module in a temporary folder for as long as it takes to import it.
 */
export async function loadCodec({ shape, settings, file, choose }: CodecSource): Promise<RecordCodec> {
  const names = { row: "Row", input: "RowInput", codec: "codec" };
  const { text } = emitRecord({ shape, settings, source: file, names, ...(choose && { choose }) });
  // the temporary folder has no node_modules, so the run-time part is named by its address
  const code = text.replace(`"${RUNTIME}"`, JSON.stringify(import.meta.resolve(RUNTIME)));
  const folder = await mkdtemp(join(tmpdir(), "hms-sync-record-"));
  try {
    const path = join(folder, "record.mts");
    await writeFile(path, code, { mode: 0o600 });
    const module = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as { codec: RecordCodec };
    return module.codec;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
