import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** What a package says of itself, as far as loading needs it. */
export interface PackageManifest {
  readonly name?: string;
  readonly version?: string;
  readonly keywords?: readonly string[];
  readonly exports?: unknown;
  readonly main?: string;
  readonly hms?: { readonly api?: unknown; readonly id?: unknown; readonly kind?: unknown };
}

/** A package as it is installed for a folder; nothing of it has run. */
export interface InstalledPackage {
  readonly manifest: PackageManifest;
  /** URL of its main module. */
  readonly entry: string;
}

/** Finds a package from a folder, as an import in a file there would; undefined when it is not installed. */
export function findPackage(name: string, folder: string): InstalledPackage | undefined {
  const require = createRequire(join(folder, "hms-sync.config.js"));
  const paths = require.resolve.paths(name) ?? [];
  for (const path of paths) {
    const packageFolder = join(path, name);
    const manifest = readManifest(require, packageFolder);
    if (manifest === undefined) continue;
    return { manifest, entry: pathToFileURL(entryOf(require, name, packageFolder, manifest)).href };
  }
  return undefined;
}

function readManifest(require: NodeJS.Require, packageFolder: string): PackageManifest | undefined {
  try {
    // by its path: a package need not export its package.json
    return require(join(packageFolder, "package.json")) as PackageManifest;
  } catch {
    return undefined;
  }
}

/** Packages of ours are ESM with a `default` condition; of others, `import` alone may be there. */
function entryOf(
  require: NodeJS.Require,
  name: string,
  packageFolder: string,
  manifest: PackageManifest,
): string {
  try {
    return require.resolve(name);
  } catch {
    const exports = manifest.exports as Record<string, unknown> | string | undefined;
    const main = typeof exports === "object" ? (exports["."] ?? exports) : exports;
    return join(packageFolder, importTarget(main) ?? manifest.main ?? "index.js");
  }
}

function importTarget(target: unknown): string | undefined {
  if (typeof target === "string") return target;
  if (typeof target !== "object" || target === null) return undefined;
  const conditions = target as Record<string, unknown>;
  return importTarget(conditions["node"] ?? conditions["import"] ?? conditions["default"]);
}
