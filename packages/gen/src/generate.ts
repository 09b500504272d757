import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Finding, HmsSyncError, hasErrors } from "@hms-sync/connector-api";
import type { ResolveProfile } from "./bind/read-record.ts";
import { compareFile, extraFile, type GeneratedFile } from "./check/compare-files.ts";
import { HEADER_START } from "./emit/emitted-file.ts";
import { type EventPack, HMS_EVENTS, loadEventPacks } from "./event-packs.ts";
import { findManifests } from "./find-manifests.ts";
import { displayPath, type Generation, type GenerationInput, planGeneration } from "./plan-generation.ts";
import type { SourceReader } from "./source/layout.ts";

export interface GenerateOptions {
  /** Working directory: findings and results name files from here. */
  readonly cwd: string;
  /** Manifests, from the working directory; all `*.connector.yaml` below it when absent. */
  readonly manifests?: readonly string[];
  /** Writes nothing and compares: every missing, stale and extra file is a finding. */
  readonly check?: boolean;
  /** One reader per kind of source. */
  readonly readers: readonly SourceReader[];
  readonly resolveProfile: ResolveProfile;
  /** Event packs, as modules to import or already loaded; the HMS events when absent. */
  readonly events?: readonly (string | EventPack)[];
}

export interface GenerateResult {
  /** Sorted by file, line and column. */
  readonly findings: readonly Finding[];
  /** In the order in which they are made; empty when a finding is an error. */
  readonly files: readonly GeneratedFile[];
}

/**
 * Generates the code of the manifests: all of it, or nothing when one finding is an error.
 *
 * Only files whose bytes change are written, so that watchers stay quiet. Files that carry our header and that nothing
 * produces any more are removed.
 *
 * @throws HMS_GEN_NO_MANIFEST, HMS_GEN_EVENTS
 */
export async function generate(options: GenerateOptions): Promise<GenerateResult> {
  const { input, folders } = await inputOf(options);
  const generation = planGeneration(input);
  if (hasErrors(generation.findings)) return { findings: generation.findings, files: [] };
  const extra = extraFiles(input, generation, folders);
  if (options.check === true) return compare(input, generation, extra);
  const files = generation.files.map((file): GeneratedFile => {
    const shown = displayPath(input.cwd, file.path);
    if (readIfThere(file.path) === file.text) return { path: shown, status: "unchanged" };
    writeWhole(file.path, file.text);
    return { path: shown, status: "written" };
  });
  for (const file of extra) rmSync(file);
  const removed = extra.map(
    (file): GeneratedFile => ({ path: displayPath(input.cwd, file), status: "removed" }),
  );
  return { findings: generation.findings, files: [...files, ...removed] };
}

/**
 * Checks manifests as `generate` does, and writes and compares nothing.
 *
 * @throws HMS_GEN_NO_MANIFEST, HMS_GEN_EVENTS
 */
export async function checkManifests(
  options: Omit<GenerateOptions, "check">,
): Promise<{ readonly findings: readonly Finding[] }> {
  const { input } = await inputOf(options);
  return { findings: planGeneration(input).findings };
}

/** The pipeline's input, and the folders whose generated files are looked through for those that are too many. */
async function inputOf(
  options: GenerateOptions,
): Promise<{ input: GenerationInput; folders: readonly string[] }> {
  const cwd = path.resolve(options.cwd);
  const named = options.manifests?.map((manifest) => path.resolve(cwd, manifest));
  const found = named === undefined ? findManifests(cwd) : { manifests: named, withGenerated: [] };
  if (found.manifests.length === 0) {
    throw new HmsSyncError("HMS_GEN_NO_MANIFEST", "there is no *.connector.yaml here or below");
  }
  const wanted = options.events ?? [HMS_EVENTS];
  const loaded = await loadEventPacks(
    wanted.filter((pack) => typeof pack === "string"),
    cwd,
  );
  const input = {
    cwd,
    manifests: found.manifests,
    readers: options.readers,
    resolveProfile: options.resolveProfile,
    events: [...loaded, ...wanted.filter((pack) => typeof pack !== "string")],
  };
  const folders = new Set([
    ...found.manifests.map((manifest) => path.dirname(manifest)),
    ...found.withGenerated,
  ]);
  return { input, folders: [...folders].sort() };
}

function compare(input: GenerationInput, generation: Generation, extra: readonly string[]): GenerateResult {
  const findings: Finding[] = [...generation.findings];
  const files: GeneratedFile[] = [];
  for (const file of generation.files) {
    const shown = displayPath(input.cwd, file.path);
    const finding = compareFile(shown, file.text, readIfThere(file.path));
    const status =
      finding === undefined ? "unchanged" : finding.code === "HMS_GEN_MISSING" ? "missing" : "stale";
    files.push({ path: shown, status });
    if (finding !== undefined) findings.push(finding);
  }
  for (const file of extra) {
    const shown = displayPath(input.cwd, file);
    files.push({ path: shown, status: "extra" });
    findings.push(extraFile(shown));
  }
  return { findings, files };
}

/**
 * Files beside the produced ones that carry our header and belong to a manifest of this run, or to one that is gone.
 * Those of another manifest in the same folder stay.
 */
function extraFiles(input: GenerationInput, generation: Generation, folders: readonly string[]): string[] {
  const produced = new Set(generation.files.map((file) => file.path));
  return folders.flatMap((folder) => {
    const mine = input.manifests
      .filter((manifest) => path.dirname(manifest) === folder)
      .map((manifest) => path.basename(manifest));
    const neighbours = new Set(readdirSync(folder));
    return filesIn(path.join(folder, "generated")).filter((file) => {
      if (produced.has(file)) return false;
      const owner = ownerOf(file);
      return owner !== undefined && (mine.includes(owner) || !neighbours.has(owner));
    });
  });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".ts"))
      .sort()
      .map((name) => path.join(folder, name));
  } catch {
    return []; // nothing was generated there yet
  }
}

/** The manifest named in a file's header; undefined for a file that is not ours. */
function ownerOf(file: string): string | undefined {
  const [first = ""] = readFileSync(file, "utf8").split("\n", 1);
  if (!first.startsWith(HEADER_START)) return undefined;
  return first.slice(HEADER_START.length, first.lastIndexOf(" (contract "));
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** A reader never sees half a file. */
function writeWhole(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
