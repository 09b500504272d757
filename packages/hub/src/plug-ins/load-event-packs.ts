import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type EventCatalogue,
  type EventDefinition,
  eventCatalogue,
  HmsSyncError,
} from "@hms-sync/connector-api";
import { describeError } from "@hms-sync/core";
import { findPackage } from "./resolve-module.ts";

/**
 * One catalogue of all event packs: packages, files, or definitions themselves.
 *
 * Without its events a hub cannot take anything, so a pack that cannot be loaded stops it.
 *
 * @throws HMS_PLG_NOT_FOUND, HMS_PLG_LOAD_FAILED, HMS_PLG_BAD_EXPORT, HMS_PLG_DUPLICATE_EVENT.
 */
export async function loadEventPacks(
  packs: readonly (string | readonly EventDefinition[])[],
  folder: string,
): Promise<EventCatalogue> {
  const definitions = await Promise.all(
    packs.map((pack) => (typeof pack === "string" ? loadPack(pack, folder) : pack)),
  );
  // the same definition by two ways is one event
  const all = [...new Set(definitions.flat())];
  const names = all.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new HmsSyncError("HMS_PLG_DUPLICATE_EVENT", `two event packs define ${twice}`, {
      meta: { event: twice },
    });
  }
  return eventCatalogue(all);
}

async function loadPack(pack: string, folder: string): Promise<readonly EventDefinition[]> {
  const url = isAbsolute(pack) ? pathToFileURL(pack).href : findPackage(pack, folder)?.entry;
  if (url === undefined) {
    throw new HmsSyncError("HMS_PLG_NOT_FOUND", `the event pack ${pack} is not installed`, {
      meta: { package: pack },
    });
  }
  let exports: Readonly<Record<string, unknown>>;
  try {
    exports = (await import(url)) as typeof exports;
  } catch (cause) {
    throw new HmsSyncError(
      "HMS_PLG_LOAD_FAILED",
      `the event pack ${pack} cannot be loaded: ${describeError(cause).message}`,
      {
        cause,
        meta: { package: pack },
      },
    );
  }
  const found = [...new Set(Object.values(exports).flat().filter(isDefinition))];
  if (found.length > 0) return found;
  throw new HmsSyncError("HMS_PLG_BAD_EXPORT", `${pack} exports no events`, { meta: { package: pack } });
}

function isDefinition(value: unknown): value is EventDefinition {
  const { name, entity, validate } = (value ?? {}) as Partial<EventDefinition>;
  return typeof name === "string" && typeof entity === "string" && typeof validate === "function";
}
