import { access } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type Connector,
  type ConnectorDefinition,
  type ConnectorFactory,
  type ErrorCode,
  HmsSyncError,
  isHmsSyncError,
  type TransportProvider,
} from "@hms-sync/connector-api";
import { defineConnector, describeError } from "@hms-sync/core";
import type { ConnectorEntry, EntrySettings } from "../config/hub-config.ts";
import type { FailedConnector } from "../hub-options.ts";
import { findPackage, type PackageManifest } from "./resolve-module.ts";

/** Version of the connector API that this hub speaks. */
const API_VERSION = 1;

export interface LoadOptions {
  /** Packages are looked for from here. */
  readonly folder: string;
  readonly transportFor: (protocol: string) => Promise<TransportProvider>;
  /** The first failure is thrown. */
  readonly strict: boolean;
}

export interface LoadedConnectors {
  readonly connectors: readonly Connector[];
  readonly failed: readonly FailedConnector[];
}

/** Loads the connectors that are listed, and no others. One that cannot be loaded is listed as failed. */
export async function loadConnectors(
  entries: readonly ConnectorEntry[],
  options: LoadOptions,
): Promise<LoadedConnectors> {
  const connectors: Connector[] = [];
  const failed: FailedConnector[] = [];
  for (const entry of entries) {
    try {
      const connector = await loadConnector(entry, options);
      if (connectors.some(({ id }) => id === connector.id)) throw duplicateId(connector.id);
      connectors.push(connector);
    } catch (error) {
      if (options.strict) throw error;
      const { code = "HMS_PLG_LOAD_FAILED", message } = describeError(error);
      failed.push({ id: nameOf(entry), code, message });
    }
  }
  return { connectors, failed };
}

async function loadConnector(entry: ConnectorEntry, options: LoadOptions): Promise<Connector> {
  if (entry.from === "code") return entry.connector;
  return entry.from === "package"
    ? await fromPackage(entry.name, entry.settings, options.folder)
    : await fromManifest(entry.path, entry.settings, options.transportFor);
}

/** Everything that can be told without running its code is checked first. */
async function fromPackage(name: string, settings: EntrySettings, folder: string): Promise<Connector> {
  const found = findPackage(name, folder);
  if (found === undefined) {
    throw refused("HMS_PLG_NOT_FOUND", name, "is not installed", `Install it: npm install ${name}`);
  }
  const id = checkMetadata(name, found.manifest);
  const module = (await importModule(found.entry, name)) as { readonly default?: unknown };
  if (typeof module.default !== "function") {
    throw refused("HMS_PLG_BAD_EXPORT", name, "has no factory as its default export");
  }
  const connector = make(module.default as ConnectorFactory, settings, name);
  if (connector.apiVersion !== API_VERSION) throw otherApi(name, found.manifest, connector.apiVersion);
  const wanted = settings.id ?? id;
  if (connector.id !== wanted) {
    throw refused("HMS_PLG_ID_MISMATCH", name, `calls itself ${connector.id}, expected was ${wanted}`);
  }
  return connector;
}

function checkMetadata(name: string, manifest: PackageManifest): string {
  const { hms, keywords = [] } = manifest;
  if (!keywords.includes("hms-connector") || typeof hms?.id !== "string") {
    throw refused("HMS_PLG_NO_METADATA", name, "does not say that it is a connector");
  }
  if (hms.api !== API_VERSION) throw otherApi(name, manifest, hms.api);
  return hms.id;
}

/** A connector of this repository: its generated code stands beside the manifest. */
async function fromManifest(
  path: string,
  settings: EntrySettings,
  transportFor: LoadOptions["transportFor"],
): Promise<Connector> {
  const base = basename(path).replace(/(\.connector)?\.ya?ml$/, "");
  const generated = join(dirname(path), "generated", `${base}.connector.gen`);
  const file = await firstThatExists([`${generated}.ts`, `${generated}.js`]);
  if (file === undefined) {
    throw refused("HMS_PLG_NOT_FOUND", path, "has no generated code beside it", "Make it: hms-sync generate");
  }
  const { connector: definition } = (await importModule(pathToFileURL(file).href, path)) as {
    readonly connector?: ConnectorDefinition;
  };
  if (typeof definition?.id !== "string" || !Array.isArray(definition.bindings)) {
    throw refused(
      "HMS_PLG_BAD_EXPORT",
      path,
      "has generated code that exports no `connector`",
      "Make it again: hms-sync generate",
    );
  }
  return make(defineConnector(definition, await transportFor(definition.protocol)), settings, path);
}

function make(factory: ConnectorFactory, settings: EntrySettings, name: string): Connector {
  try {
    return factory(settings);
  } catch (error) {
    if (!isHmsSyncError(error, "HMS_CFG_INVALID")) throw failedToLoad(name, error);
    throw new HmsSyncError("HMS_PLG_OPTIONS", `${name} refuses its options: ${error.message}`, {
      problems: error.problems,
      meta: { package: name },
    });
  }
}

async function importModule(url: string, name: string): Promise<unknown> {
  try {
    return await import(url);
  } catch (error) {
    throw failedToLoad(name, error);
  }
}

async function firstThatExists(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const exists = await access(file).then(
      () => true,
      () => false,
    );
    if (exists) return file;
  }
  return undefined;
}

function nameOf(entry: ConnectorEntry): string {
  if (entry.from === "code") return entry.connector.id;
  return entry.settings.id ?? (entry.from === "package" ? entry.name : basename(entry.path));
}

function refused(code: ErrorCode, name: string, what: string, hint?: string): HmsSyncError {
  return new HmsSyncError(code, `${name} ${what}`, {
    ...(hint !== undefined && { hint }),
    meta: { package: name },
  });
}

function otherApi(name: string, manifest: PackageManifest, spoken: unknown): HmsSyncError {
  const version = manifest.version === undefined ? name : `${name}@${manifest.version}`;
  return refused(
    "HMS_PLG_API_VERSION",
    version,
    `speaks connector API ${String(spoken)}, this hub speaks ${API_VERSION}`,
  );
}

function failedToLoad(name: string, cause: unknown): HmsSyncError {
  return new HmsSyncError(
    "HMS_PLG_LOAD_FAILED",
    `${name} cannot be loaded: ${describeError(cause).message}`,
    {
      cause,
      meta: { package: name },
    },
  );
}

function duplicateId(id: string): HmsSyncError {
  return new HmsSyncError("HMS_PLG_DUPLICATE_ID", `two connectors have the id ${id}`, {
    meta: { connector: id },
  });
}
