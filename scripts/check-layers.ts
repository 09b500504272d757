/**
 * Holds every import of the sources against `layers.json`: who may import whom, through which door, and that no files
 * import each other in a circle.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { ts } from "ts-morph";
import { sourceFiles } from "./source-files.ts";

interface Layer {
  readonly ours: readonly string[];
  readonly others: readonly string[];
}

interface Import {
  readonly specifier: string;
  readonly line: number;
}

const layers: Record<string, Layer> = JSON.parse(readFileSync("layers.json", "utf8")).layers;
const isTest = (file: string): boolean =>
  /\.(test|test-d)\.ts$/.test(file) || /(^|\/)(suite|suites|vitest)\//.test(file);

/** Folder of the package a file belongs to: the first two parts of its path. */
function packageOf(file: string): string {
  return file.split("/").slice(0, 2).join("/");
}

function layerOf(folder: string): Layer | undefined {
  return layers[folder] ?? layers[`${folder.split("/")[0]}/*`];
}

/** Doors of our packages as specifiers: `@hms-sync/records/codegen-v1`. */
function readDoors(): Set<string> {
  const doors = new Set<string>();
  for (const file of sourceFiles("*/*/package.json", "templates/package.json")) {
    const manifest = JSON.parse(readFileSync(file, "utf8"));
    for (const door of Object.keys(manifest.exports ?? {})) doors.add(manifest.name + door.slice(1));
  }
  return doors;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => ({
    specifier: fileName,
    line: text.slice(0, pos).split("\n").length,
  }));
}

/** The rule that an import breaks, or undefined. */
function brokenRule(file: string, specifier: string, doors: Set<string>): string | undefined {
  const folder = packageOf(file);
  if (specifier.startsWith("node:")) return undefined;
  if (specifier.startsWith(".")) {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    if (packageOf(target) !== folder) return `reaches into ${packageOf(target)}: import it through its door`;
    return specifier.endsWith(".ts") || specifier.endsWith(".json")
      ? undefined
      : "relative imports carry their .ts";
  }
  const layer = layerOf(folder);
  if (layer === undefined) return `layers.json has no entry for ${folder}`;
  if (specifier.startsWith("@hms-sync/")) {
    if (!doors.has(specifier)) return `${specifier} is no door of that package`;
    if (isTest(file) || layer.ours.includes("*")) return undefined;
    const name = specifier.slice("@hms-sync/".length);
    const allowed = layer.ours.includes(name) || layer.ours.includes(name.split("/")[0]!);
    return allowed
      ? undefined
      : `${folder} may not import ${specifier}; it may import: ${layer.ours.join(", ") || "nothing of ours"}`;
  }
  if (isTest(file) || layer.others.includes("*")) return undefined;
  const packageName = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  const allowed = layer.others.includes(packageName) || layer.others.includes(specifier);
  return allowed
    ? undefined
    : `${folder} may not import ${packageName}; layers.json allows: ${layer.others.join(", ") || "no package of others"}`;
}

/** Circles of relative imports, each once, as the files on it. */
function circles(graph: Map<string, string[]>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) {
      found.push([...trail.slice(at), file]);
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

const doors = readDoors();
const faults: string[] = [];
const graph = new Map<string, string[]>();
const files = sourceFiles("packages/*/src/*.ts", "connectors/*/*.ts", "generators/*/src/*.ts");
for (const file of files) {
  const imports = importsOf(file);
  for (const { specifier, line } of imports) {
    const fault = brokenRule(file, specifier, doors);
    if (fault !== undefined) faults.push(`${file}:${line} - ${fault}`);
  }
  const neighbours = imports.filter(({ specifier }) => specifier.startsWith("."));
  graph.set(
    file,
    neighbours.map(({ specifier }) => path.posix.join(path.posix.dirname(file), specifier)),
  );
}
for (const circle of circles(graph))
  faults.push(`files import each other in a circle: ${circle.join(" -> ")}`);

for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(`layers: ${files.length} files, ${faults.length} broken rules\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
