/**
 * Keeps the documentation true: every TypeScript fence compiles, every `sh` fence runs.
 *
 * A fence's info string may say more: `ts in=connectors/dmv-mainframe` resolves its relative imports there,
 * `sh no-run` is for commands that stay up or need something outside the repository.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sourceFiles } from "./source-files.ts";

interface Fence {
  readonly file: string;
  readonly line: number;
  readonly language: string;
  readonly words: readonly string[];
  readonly text: string;
}

const FOLDER = path.resolve(".hms-sync/doc-fences");

function fencesOf(file: string): Fence[] {
  const fences: Fence[] = [];
  let open: { line: number; info: string; text: string[] } | undefined;
  for (const [index, line] of readFileSync(file, "utf8").split("\n").entries()) {
    if (!line.startsWith("```")) {
      open?.text.push(line);
    } else if (open === undefined) {
      open = { line: index + 1, info: line.slice(3).trim(), text: [] };
    } else {
      const [language = "", ...words] = open.info.split(/\s+/);
      fences.push({ file, line: open.line, language, words, text: `${open.text.join("\n")}\n` });
      open = undefined;
    }
  }
  return fences;
}

function failureText(error: unknown): string {
  const { stdout, stderr } = error as { stdout?: string; stderr?: string };
  return `${stdout ?? ""}${stderr ?? ""}`.trim();
}

/** Compiles the fences of one folder together; names of faults lead back to the page. */
function compile(fences: readonly Fence[], beside: string | undefined): string[] {
  const folder = path.join(FOLDER, (beside ?? "plain").replaceAll("/", "-"));
  mkdirSync(folder, { recursive: true });
  for (const [index, fence] of fences.entries()) {
    writeFileSync(path.join(folder, `fence-${index}.ts`), `export {};\n${fence.text}`);
  }
  const config = {
    extends: path.resolve("tsconfig.check.json"),
    compilerOptions: {
      noUnusedLocals: false,
      ...(beside === undefined
        ? {}
        : { rootDirs: [folder, path.resolve(beside), path.resolve(beside, "src")] }),
    },
    include: ["*.ts"],
    exclude: [],
  };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(config));
  try {
    execFileSync("npx", ["tsc", "-p", folder, "--pretty", "false"], { encoding: "utf8", stdio: "pipe" });
    return [];
  } catch (error) {
    return failureText(error)
      .split("\n")
      .map((line) =>
        line.replace(/^\S*fence-(\d+)\.ts\((\d+),(\d+)\)/, (_, index, at, column) => {
          const fence = fences[Number(index)]!;
          return `${fence.file}:${fence.line + Number(at) - 1}:${column}`;
        }),
      );
  }
}

/** Runs in the repository's own folder, so what would change it is refused. */
function run(fence: Fence): string[] {
  if (/\bnpm (install|i|ci)\b/.test(fence.text)) {
    return [`${fence.file}:${fence.line} - installs packages: mark it \`sh no-run\``];
  }
  try {
    execFileSync("bash", ["-euo", "pipefail", "-c", fence.text], {
      encoding: "utf8",
      stdio: "pipe",
      timeout: 300_000,
    });
    return [];
  } catch (error) {
    return [`${fence.file}:${fence.line} - the commands failed\n${failureText(error)}`];
  }
}

const fences = sourceFiles(
  "README.md",
  "CONTRIBUTING.md",
  "ARCHITECTURE.md",
  "docs/*.md",
  "*/*/README.md",
).flatMap(fencesOf);
const typescript = fences.filter((fence) => fence.language === "ts" && !fence.words.includes("no-check"));
const shell = fences.filter((fence) => fence.language === "sh" && !fence.words.includes("no-run"));

const faults: string[] = [];
rmSync(FOLDER, { recursive: true, force: true });
const places = new Set(
  typescript.map((fence) => fence.words.find((word) => word.startsWith("in="))?.slice(3)),
);
for (const place of places) {
  const here = typescript.filter(
    (fence) => fence.words.find((word) => word.startsWith("in="))?.slice(3) === place,
  );
  faults.push(...compile(here, place));
}
for (const fence of shell) faults.push(...run(fence));
rmSync(FOLDER, { recursive: true, force: true });

for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(
  `doc fences: ${typescript.length} compiled, ${shell.length} run, ${faults.length} faults\n`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
