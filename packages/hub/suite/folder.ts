import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A temporary folder with files in it. */
export interface Folder extends Disposable {
  readonly path: string;
  /** Writes a file, an object as JSON, and gives its path. */
  write(name: string, content: string | object): string;
}

export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), "hms-sync-hub-"));
  return {
    path,
    write(name, content) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
      return file;
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
