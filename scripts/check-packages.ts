/**
 * Packs every public package and checks the tarball, not the folder: what is inside, that its doors resolve for
 * consumers, that types match, and that it carries no install script.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sourceFiles } from "./source-files.ts";

interface PackageJson {
  readonly name: string;
  readonly private?: boolean;
  readonly scripts?: Record<string, string>;
  readonly exports?: Record<string, unknown>;
}

const MUST_HAVE = ["LICENSE", "README.md", "package.json"];
const SURPRISES = /(^|\/)(node_modules|\.env|.*\.test(-d)?\.ts|.*\.tsbuildinfo|\.hms-sync)(\/|$)/;

const out = mkdtempSync(path.join(tmpdir(), "hms-sync-pack-"));
const faults: string[] = [];
let packed = 0;

function run(command: string, args: readonly string[], folder = "."): string {
  return execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Output of a failed command, both streams. */
function said(error: unknown): string {
  const { stdout, stderr } = error as { stdout?: string; stderr?: string };
  return `${stdout ?? ""}${stderr ?? ""}`.trim() || String(error);
}

function checkTarball(folder: string, manifest: PackageJson): void {
  const [entry] = JSON.parse(
    run("npm", ["pack", "--json", "--pack-destination", path.resolve(out)], folder),
  ) as [{ filename: string; files: { path: string }[] }];
  const tarball = path.join(out, entry.filename);
  const files = entry.files.map((file) => file.path);
  for (const wanted of MUST_HAVE) {
    if (!files.includes(wanted)) faults.push(`${manifest.name}: the package lacks ${wanted}`);
  }
  for (const file of files) {
    if (SURPRISES.test(file)) faults.push(`${manifest.name}: the package holds ${file}`);
  }
  for (const script of ["preinstall", "install", "postinstall"]) {
    if (manifest.scripts?.[script] !== undefined)
      faults.push(`${manifest.name}: has an install script (${script})`);
  }
  try {
    run("npx", ["publint", "run", tarball, "--strict"]);
  } catch (error) {
    faults.push(`${manifest.name}: publint\n${said(error)}`);
  }
  const hasCode = JSON.stringify(manifest.exports ?? {}).includes(".js");
  if (!hasCode) return;
  try {
    run("npx", ["attw", tarball, "--profile", "esm-only", "--format", "ascii"]);
  } catch (error) {
    faults.push(`${manifest.name}: attw\n${said(error)}`);
  }
}

try {
  for (const file of sourceFiles(
    "packages/*/package.json",
    "connectors/*/package.json",
    "generators/*/package.json",
    "templates/package.json",
  )) {
    const manifest: PackageJson = JSON.parse(readFileSync(file, "utf8"));
    if (manifest.private) continue;
    packed++;
    checkTarball(path.dirname(file), manifest);
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(`packages: ${packed} packed, ${faults.length} faults\n`);
process.exitCode = faults.length === 0 && packed > 0 ? 0 : 1;
