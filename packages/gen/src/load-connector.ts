import { registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  type AnyBinding,
  type EventCatalogue,
  eventCatalogue,
  type Finding,
  hasErrors,
} from "@hms-sync/connector-api";
import { baseName } from "./emit/names.ts";
import { HMS_EVENTS, loadEventPacks } from "./event-packs.ts";
import type { GenerateOptions } from "./generate.ts";
import { type PlannedFile, planGeneration } from "./plan-generation.ts";
import type { ProfileSettings, RecordShape } from "./source/layout.ts";

export interface LoadConnectorOptions
  extends Pick<GenerateOptions, "cwd" | "readers" | "resolveProfile" | "events"> {
  /** From the working directory. */
  readonly manifest: string;
}

/** A manifest's code, running, without a file of it on disk. */
export interface LoadedConnector {
  readonly bindings: readonly AnyBinding[];
  readonly shape: RecordShape;
  readonly settings: ProfileSettings;
  /** File that describes the record, from the manifest's folder. */
  readonly source: string;
}

/**
 * Generates a manifest's code and runs it from memory, as if it lay beside the manifest: for a look at what it does.
 *
 * @throws HMS_GEN_NO_MANIFEST, HMS_GEN_EVENTS
 */
export async function loadConnector(options: LoadConnectorOptions): Promise<{
  /** Undefined when a finding is an error. */
  readonly connector: LoadedConnector | undefined;
  readonly events: EventCatalogue;
  readonly findings: readonly Finding[];
}> {
  const { readers, resolveProfile } = options;
  const cwd = path.resolve(options.cwd);
  const manifest = path.resolve(cwd, options.manifest);
  const wanted = options.events ?? [HMS_EVENTS];
  const named = wanted.filter((pack) => typeof pack === "string");
  const packs = [...(await loadEventPacks(named, cwd)), ...wanted.filter((pack) => typeof pack !== "string")];
  const generation = planGeneration({ cwd, manifests: [manifest], readers, resolveProfile, events: packs });
  const { findings, files } = generation;
  const events = eventCatalogue(packs.flatMap((pack) => pack.definitions));
  const [bound] = generation.connectors;
  if (hasErrors(findings) || bound === undefined) return { connector: undefined, events, findings };
  const entry = path.join(
    path.dirname(manifest),
    "generated",
    `${baseName(path.basename(manifest))}.binding.gen.ts`,
  );
  const exported = await importFrom(files, entry);
  const bindings = Object.values(exported).filter(isBinding);
  const { shape, settings, source } = bound.record;
  return { connector: { bindings, shape, settings, source }, events, findings };
}

let loads = 0;

/** Imports a planned file; its own imports of planned files stay in memory too. */
async function importFrom(files: readonly PlannedFile[], entry: string): Promise<Record<string, unknown>> {
  // a second look at the same manifest must not find the modules of the first
  const version = `?preview=${++loads}`;
  const texts = new Map(files.map((file) => [pathToFileURL(file.path).href, file.text]));
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const url =
        specifier.startsWith(".") || specifier.startsWith("file:")
          ? new URL(specifier, context.parentURL).href.replace(/\?.*$/, "")
          : "";
      return texts.has(url)
        ? { url: `${url}${version}`, format: "module-typescript", shortCircuit: true }
        : next(specifier, context);
    },
    load(url, context, next) {
      const source = url.endsWith(version) ? texts.get(url.slice(0, -version.length)) : undefined;
      return source === undefined
        ? next(url, context)
        : { format: "module-typescript", source, shortCircuit: true };
    },
  });
  try {
    return (await import(/* @vite-ignore */ pathToFileURL(entry).href)) as Record<string, unknown>;
  } finally {
    hooks.deregister();
  }
}

function isBinding(value: unknown): value is AnyBinding {
  const { codec, event, map } = (value ?? {}) as Partial<AnyBinding>;
  return typeof event === "string" && typeof map === "function" && typeof codec === "object";
}
