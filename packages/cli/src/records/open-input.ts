import { open, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Session } from "../command-line/session.ts";
import { fileError } from "./file-error.ts";

const CHUNK_BYTES = 64 * 1024;

/** Bytes to read, once. */
export interface Input {
  /** Undefined when it cannot be known. */
  readonly totalBytes: number | undefined;
  /** A chunk holds until the next one is asked for. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Opens a file, or standard input for `-`, in chunks.
 *
 * @throws HMS_CLI_FILE when it cannot be read.
 */
export async function openInput(file: string, session: Session): Promise<Input> {
  if (file === "-") return { totalBytes: undefined, chunks: session.stdin as AsyncIterable<Uint8Array> };
  const absolute = path.resolve(session.folder, file);
  try {
    const facts = await stat(absolute);
    if (facts.isDirectory()) throw Object.assign(new Error("folder"), { code: "EISDIR" });
    return { totalBytes: facts.isFile() ? facts.size : undefined, chunks: readChunks(absolute, file) };
  } catch (error) {
    throw fileError("read", file, error);
  }
}

/**
 * All of a file, or of standard input for `-`, as UTF-8 text.
 *
 * @throws HMS_CLI_FILE when it cannot be read.
 */
export async function readText(file: string, session: Session): Promise<string> {
  if (file === "-") {
    const chunks: Uint8Array[] = [];
    for await (const chunk of session.stdin as AsyncIterable<Uint8Array>) chunks.push(chunk);
    return Buffer.concat(chunks).toString("utf8");
  }
  try {
    return await readFile(path.resolve(session.folder, file), "utf8");
  } catch (error) {
    throw fileError("read", file, error);
  }
}

/** One buffer serves all reads, so that a large file leaves no garbage. */
async function* readChunks(absolute: string, shown: string): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(CHUNK_BYTES);
  try {
    await using file = await open(absolute);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall === undefined ? error : fileError("read", shown, error);
  }
}
