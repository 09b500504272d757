import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type EventCatalogue,
  eventCatalogue,
  type Finding,
  HmsSyncError,
  hasErrors,
} from "@hms-sync/connector-api";
import type { Project } from "ts-morph";
import { bindConnector } from "./bind/bind-connector.ts";
import type { BoundConnector } from "./bind/bound.ts";
import type { ResolveProfile } from "./bind/read-record.ts";
import { type CheckedFile, checkTypes } from "./check/check-types.ts";
import { emitConnectorFiles } from "./emit/emit-connector-files.ts";
import { type EventPack, HMS_EVENTS } from "./event-packs.ts";
import { parseManifest } from "./manifest/parse-manifest.ts";
import type { YamlScope } from "./manifest/yaml-scope.ts";
import type { SourceReader } from "./source/layout.ts";
import { readTransforms } from "./transforms/read-transforms.ts";
import { openProject } from "./typescript/open-project.ts";

export interface GenerationInput {
  /** Absolute; findings and results name files from here. */
  readonly cwd: string;
  /** Absolute paths. */
  readonly manifests: readonly string[];
  readonly readers: readonly SourceReader[];
  readonly resolveProfile: ResolveProfile;
  readonly events: readonly EventPack[];
}

/** A generated file that does not lie on disk yet. */
export interface PlannedFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** What would be written, and everything that is wrong. With an error among the findings nothing may be written. */
export interface Generation {
  readonly findings: readonly Finding[];
  readonly files: readonly PlannedFile[];
  /** Those whose code is among the files, in the order of the manifests. */
  readonly connectors: readonly BoundConnector[];
}

/** Runs the whole pipeline in memory: manifest, layout, binding, code, type check. Writes nothing. */
export function planGeneration(input: GenerationInput): Generation {
  const project = openProject();
  const catalogue = eventCatalogue(input.events.flatMap((pack) => pack.definitions));
  const findings: Finding[] = [];
  const emitted: (PlannedFile & CheckedFile)[] = [];
  const connectors: BoundConnector[] = [];
  for (const manifest of input.manifests) {
    const bound = bindManifest(input, project, catalogue, manifest);
    findings.push(...bound.findings);
    if (bound.connector === undefined || hasErrors(bound.findings)) continue;
    connectors.push(bound.connector);
    const folder = path.join(path.dirname(manifest), "generated");
    const packs = packsOf(input, bound.connector, folder);
    for (const file of emitConnectorFiles(bound.connector, path.basename(manifest), packs)) {
      emitted.push({ path: path.join(folder, file.name), text: file.text, scope: bound.scope });
    }
  }
  findings.push(...checkTypes(project, emitted));
  return {
    findings: sortFindings(findings),
    files: emitted.map(({ path: file, text }) => ({ path: file, text })),
    connectors,
  };
}

/** A path from the working directory with `/`, as findings and results show it. */
export function displayPath(cwd: string, file: string): string {
  const relative = path.relative(cwd, file);
  return (relative.startsWith("..") ? file : relative).replaceAll("\\", "/");
}

interface BoundManifest {
  readonly connector: BoundConnector | undefined;
  readonly scope: YamlScope;
  readonly findings: readonly Finding[];
}

function bindManifest(
  input: GenerationInput,
  project: Project,
  events: EventCatalogue,
  file: string,
): BoundManifest {
  const display = (absolute: string): string => displayPath(input.cwd, absolute);
  const { manifest, scope, findings } = parseManifest(display(file), readManifest(file, display(file)));
  if (manifest === null) return { connector: undefined, scope, findings };
  const folder = path.dirname(file);
  const { readers, resolveProfile, cwd } = input;
  const source = { readers, resolveProfile, folder, cwd, display };
  const result = bindConnector(manifest, source, events, readTransforms(project, folder));
  return { connector: result.bound, scope, findings: [...findings, ...result.findings] };
}

function readManifest(file: string, display: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new HmsSyncError("HMS_GEN_NO_MANIFEST", `${display} cannot be read`, {
      cause,
      meta: { file: display },
    });
  }
}

/** Packs besides the HMS events whose events the connector maps: generated code must see their types. */
function packsOf(input: GenerationInput, connector: BoundConnector, folder: string): string[] {
  const used = input.events.filter(
    (pack) =>
      pack.module !== HMS_EVENTS &&
      pack.definitions.some((event) => connector.events.some((bound) => bound.definition === event)),
  );
  return used.map(({ module }) => {
    if (!module.startsWith(".")) return module;
    const relative = path.relative(folder, path.resolve(input.cwd, module)).replaceAll("\\", "/");
    return relative.startsWith(".") ? relative : `./${relative}`;
  });
}

/** Sorted by place; a fault met twice on the way (a layout that two records share) counts once. */
function sortFindings(findings: readonly Finding[]): Finding[] {
  const distinct = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...distinct.values()].sort(
    (left, right) =>
      (left.file < right.file ? -1 : left.file > right.file ? 1 : 0) ||
      left.line - right.line ||
      left.column - right.column ||
      (left.code < right.code ? -1 : left.code > right.code ? 1 : 0),
  );
}
