import { readdirSync } from "node:fs";
import path from "node:path";

const SKIPPED = new Set(["node_modules", "dist", ".git"]);

/** What lies below a folder. */
export interface Found {
  /** Every `*.connector.yaml`, sorted. */
  readonly manifests: readonly string[];
  /** Every folder that has a folder `generated`, sorted: a manifest may be gone and its code still there. */
  readonly withGenerated: readonly string[];
}

/** Looks through a folder and all below it; folders of installed and built code are left out. */
export function findManifests(folder: string): Found {
  const manifests: string[] = [];
  const withGenerated: string[] = [];
  const visit = (current: string): void => {
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      const full = path.join(current, entry.name);
      if (!entry.isDirectory()) {
        if (/\.connector\.ya?ml$/.test(entry.name)) manifests.push(full);
      } else if (entry.name === "generated") withGenerated.push(current);
      else if (!SKIPPED.has(entry.name)) visit(full);
    }
  };
  visit(folder);
  return { manifests: manifests.sort(), withGenerated: withGenerated.sort() };
}
