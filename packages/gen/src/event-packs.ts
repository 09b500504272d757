import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type EventDefinition, HmsSyncError } from "@hms-sync/connector-api";

/** A module that defines events, and what it defines. */
export interface EventPack {
  /** As generated code imports it, or a path from the working directory. */
  readonly module: string;
  readonly definitions: readonly EventDefinition[];
}

/** The pack that is used when none is named. */
export const HMS_EVENTS = "@hms-sync/events";

/**
 * Imports event packs: every export that is an event definition, or a list of them, counts.
 *
 * @param cwd where relative paths start and packages are looked for
 * @throws HMS_GEN_EVENTS when a module exports no events
 */
export async function loadEventPacks(modules: readonly string[], cwd: string): Promise<EventPack[]> {
  return await Promise.all(
    modules.map(async (module) => {
      const definitions = definitionsOf(await import(resolveModule(module, cwd)));
      if (definitions.length === 0)
        throw new HmsSyncError("HMS_GEN_EVENTS", `${module} exports no events`, { meta: { module } });
      return { module, definitions };
    }),
  );
}

function resolveModule(module: string, cwd: string): string {
  if (/^\.{0,2}\//.test(module) || path.isAbsolute(module))
    return pathToFileURL(path.resolve(cwd, module)).href;
  try {
    return pathToFileURL(createRequire(path.join(cwd, "here.js")).resolve(module)).href;
  } catch {
    return module; // not installed there: this package's own copy serves
  }
}

function definitionsOf(exports: Readonly<Record<string, unknown>>): EventDefinition[] {
  const all = Object.values(exports)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isDefinition);
  return [...new Set(all)];
}

function isDefinition(value: unknown): value is EventDefinition {
  if (typeof value !== "object" || value === null) return false;
  const { name, paths, validate } = value as Partial<EventDefinition>;
  return typeof name === "string" && Array.isArray(paths) && typeof validate === "function";
}
