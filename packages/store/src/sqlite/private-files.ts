import { chmod, mkdir, open } from "node:fs/promises";

/** Makes a folder that only its owner can enter; one that is there keeps its permissions. */
export async function createPrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/**
 * Makes an empty file that only its owner can read, or takes those permissions from others on one that is there.
 *
 * An existing file is never opened here: closing it would drop the locks that SQLite holds on it in this process
 * (https://sqlite.org/howtocorrupt.html, "POSIX advisory locks").
 */
export async function createPrivateFile(path: string): Promise<void> {
  const file = await open(path, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") return undefined;
    throw error;
  });
  if (file === undefined) await chmod(path, 0o600);
  else await file.close();
}
