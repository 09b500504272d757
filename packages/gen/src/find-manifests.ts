import { readdirSync } from "node:fs";
import path from "node:path";

const SKIPPED = new Set(["node_modules", "dist", ".git"]);

/** Every `*.connector.yaml` in a folder and below, sorted; folders of installed and built code are left out. */
export function findManifests(folder: string): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) found.push(...findManifests(full));
    } else if (/\.connector\.ya?ml$/.test(entry.name)) found.push(full);
  }
  return found.sort();
}
