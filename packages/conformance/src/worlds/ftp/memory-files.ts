import { posix } from "node:path";
import { missingPath, type WorldEntry, type WorldFiles, type WorldWriter } from "./world-files.ts";

interface MemoryFile {
  chunks: Uint8Array[];
  sizeBytes: number;
  modifiedAt: number;
}

/** A disk in memory. `now` gives the modification times, in ms. */
export function memoryFiles(now: () => number): WorldFiles {
  const files = new Map<string, MemoryFile>();
  const folders = new Map<string, number>([["/", now()]]);

  const fileAt = (path: string): MemoryFile => {
    const file = files.get(path);
    if (file === undefined) throw missingPath(path);
    return file;
  };
  const checkFolder = (path: string): void => {
    if (!folders.has(path)) throw missingPath(path);
  };

  return {
    entry(path): WorldEntry | undefined {
      const file = files.get(path);
      if (file !== undefined) return { kind: "file", sizeBytes: file.sizeBytes, modifiedAt: file.modifiedAt };
      const modifiedAt = folders.get(path);
      return modifiedAt === undefined ? undefined : { kind: "folder", sizeBytes: 0, modifiedAt };
    },
    names(folder): string[] {
      checkFolder(folder);
      const inside = (path: string): boolean => path !== "/" && posix.dirname(path) === folder;
      return [...files.keys(), ...folders.keys()]
        .filter(inside)
        .map((path) => posix.basename(path))
        .sort();
    },
    read: (path) => Buffer.concat(fileAt(path).chunks),
    open(path, mode): WorldWriter {
      checkFolder(posix.dirname(path));
      if (folders.has(path)) throw missingPath(path);
      const present = mode === "append" ? files.get(path) : undefined;
      // the writer keeps the file itself, not its name: a rename while it is open changes nothing for the writer
      const file = present ?? { chunks: [], sizeBytes: 0, modifiedAt: now() };
      files.set(path, file);
      return {
        write(bytes): void {
          file.chunks.push(Uint8Array.from(bytes));
          file.sizeBytes += bytes.length;
          file.modifiedAt = now();
        },
        close(): void {},
      };
    },
    rename(from, to): void {
      checkFolder(posix.dirname(to));
      const file = fileAt(from);
      files.delete(from);
      files.set(to, file);
    },
    removeFile(path): void {
      fileAt(path);
      files.delete(path);
    },
    makeFolder(path): void {
      checkFolder(posix.dirname(path));
      folders.set(path, now());
    },
    removeFolder(path): void {
      checkFolder(path);
      folders.delete(path);
    },
  };
}
