import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { WorldFiles } from "./world-files.ts";

/** A disk inside a folder of this machine, so that a person can look at what arrived. `root` must exist. */
export function folderFiles(root: string): WorldFiles {
  const real = (path: string): string => join(root, path);
  return {
    entry(path) {
      const found = statSync(real(path), { throwIfNoEntry: false });
      if (found === undefined) return undefined;
      return {
        kind: found.isDirectory() ? "folder" : "file",
        sizeBytes: found.isDirectory() ? 0 : found.size,
        modifiedAt: Math.trunc(found.mtimeMs),
      };
    },
    names: (folder) => readdirSync(real(folder)).sort(),
    read: (path) => readFileSync(real(path)),
    open(path, mode) {
      const file = openSync(real(path), mode === "append" ? "a" : "w", 0o600);
      return {
        write: (bytes) => {
          writeSync(file, bytes);
        },
        close: () => closeSync(file),
      };
    },
    rename: (from, to) => renameSync(real(from), real(to)),
    removeFile: (path) => unlinkSync(real(path)),
    makeFolder: (path) => {
      mkdirSync(real(path), { recursive: true });
    },
    removeFolder: (path) => rmdirSync(real(path)),
  };
}
