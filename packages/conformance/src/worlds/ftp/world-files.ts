/** What a world knows about a path. */
export interface WorldEntry {
  readonly kind: "file" | "folder";
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** An open file: what is written is there at once, so a cut leaves a partial file as on a real disk. */
export interface WorldWriter {
  write(bytes: Uint8Array): void;
  close(): void;
}

/**
 * The disk of a simulated outside system. Paths are absolute, with `/`, normalized.
 *
 * Every method is synchronous, so that a world's answer to one command cannot interleave with another's; the missing
 * path is an error with `code` `ENOENT`.
 */
export interface WorldFiles {
  entry(path: string): WorldEntry | undefined;
  /** Names in a folder, sorted. */
  names(folder: string): string[];
  read(path: string): Uint8Array;
  open(path: string, mode: "replace" | "append"): WorldWriter;
  /** Replaces a file that has the new name, in one step. */
  rename(from: string, to: string): void;
  removeFile(path: string): void;
  makeFolder(path: string): void;
  removeFolder(path: string): void;
}

/** The error of a path that is not there, or is of the wrong kind. */
export function missingPath(path: string): Error {
  return Object.assign(new Error(`no such file or folder: ${path}`), { code: "ENOENT" });
}
