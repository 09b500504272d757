import { watch } from "node:fs";
import path from "node:path";
import { hasErrors, isHmsSyncError } from "@hms-sync/connector-api";
import type { GenerateResult } from "@hms-sync/gen";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { usageError } from "../command-line/usage-error.ts";
import { generatorInput } from "../generator/generator-input.ts";
import { findingJson } from "../output/finding-json.ts";
import { print } from "../output/print.ts";
import { renderError } from "../output/render-error.ts";
import { renderFindingList } from "../output/render-finding-list.ts";
import { type Column, renderTable } from "../output/table.ts";

type File = GenerateResult["files"][number];

/** Editors write a file in several steps; one run after the last of them is enough. */
const SETTLE_MS = 100;

/** `hms-sync generate [MANIFEST…]`: all files, or none while a manifest has an error. */
export async function runGenerate(invocation: Invocation): Promise<ExitCode> {
  const check = invocation.flag("check");
  if (check && invocation.flag("watch")) throw usageError("--check and --watch cannot be used together");
  if (invocation.flag("watch")) return await generateAndWatch(invocation);
  return await generateOnce(invocation, check);
}

async function generateOnce(invocation: Invocation, check: boolean): Promise<ExitCode> {
  const { generate } = await import("@hms-sync/gen");
  const result = await generate({ ...(await generatorInput(invocation)), check });
  const { session } = invocation;
  if (!invocation.json) {
    const surroundings = { folder: session.folder, style: invocation.errorStyle };
    session.stderr.write(await renderFindingList(result.findings, surroundings));
  }
  print(invocation, { findings: result.findings.map(findingJson), files: result.files }, () =>
    filesText(result, check, invocation),
  );
  return hasErrors(result.findings) ? EXIT_CODES.failed : EXIT_CODES.fine;
}

function filesText({ files, findings }: GenerateResult, check: boolean, { style }: Invocation): string {
  if (files.length === 0) return hasErrors(findings) ? "Nothing was written.\n" : "";
  const changed = files.filter((file) => file.status !== "unchanged");
  if (changed.length === 0) return `${files.length} generated files are up to date.\n`;
  const columns: readonly Column<File>[] = [
    {
      title: "",
      text: (file) => file.status,
      paint: (cell, { status }) => (status === "written" ? style.good(cell) : style.warning(cell)),
    },
    { title: "file", text: (file) => file.path },
  ];
  const same = files.length - changed.length;
  const rest = same === 0 ? "" : style.dim(`\n${same} more ${same === 1 ? "is" : "are"} up to date.\n`);
  return (
    renderTable(columns, changed, style) +
    rest +
    (check ? "\nRun hms-sync generate to bring them up to date.\n" : "")
  );
}

/** Runs once, then after each change below this folder, until it is told to stop. */
async function generateAndWatch(invocation: Invocation): Promise<ExitCode> {
  const { session } = invocation;
  const run = async (): Promise<void> => {
    try {
      await generateOnce(invocation, false);
    } catch (error) {
      if (!isHmsSyncError(error)) throw error;
      const { json, errorStyle: style } = invocation;
      session.stderr.write(await renderError(error, { json, style, session }));
    }
  };
  await run();
  const stopped = Promise.withResolvers<void>();
  let cancel: (() => void) | undefined;
  let running = Promise.resolve();
  const watcher = watch(session.folder, { recursive: true }, (_event, name) => {
    if (name === null || !isSource(name)) return;
    cancel?.();
    cancel = session.clock.after(SETTLE_MS, () => {
      running = running.then(run).catch(stopped.reject);
    });
  });
  const release = session.onStopSignal(stopped.resolve);
  if (!invocation.json)
    session.stderr.write(invocation.errorStyle.dim("Watching this folder; Ctrl-C ends.\n"));
  try {
    await stopped.promise;
    await running;
  } finally {
    release();
    watcher.close();
  }
  return EXIT_CODES.fine;
}

/** What we generate ourselves must not start the next run. */
function isSource(name: string): boolean {
  const parts = name.split(path.sep);
  return !parts.some((part) => ["generated", "node_modules", "dist"].includes(part) || part.startsWith("."));
}
