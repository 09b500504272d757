import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Session } from "../command-line/session.ts";
import { writeAll } from "../output/write-all.ts";
import { fileError } from "./file-error.ts";

const BUFFER_BYTES = 64 * 1024;

/** Where encoded or decoded records go. */
export interface OutputFile {
  /** Bytes given to `write` so far. */
  readonly bytes: number;
  /** Takes the bytes; a promise only when it has to wait for the disk or the reader. */
  write(bytes: Uint8Array): Promise<void> | undefined;
  /** All was written: a file gets its name now. */
  finish(): Promise<void>;
  /** Leaves a file as it was before; a stream keeps what was written. */
  abandon(): Promise<void>;
}

/**
 * Opens a file, or standard output for `-`.
 *
 * A file appears under its name only when it is complete: it grows beside it as `NAME.part`. Devices and pipes are
 * written straight.
 *
 * @throws HMS_CLI_FILE when it cannot be written.
 */
export async function openOutputFile(file: string, session: Session): Promise<OutputFile> {
  if (file === "-") {
    const put = async (bytes: Uint8Array): Promise<void> => await writeAll(session.stdout, bytes);
    return buffered({ streams: true, put, finish: async () => undefined, abandon: async () => undefined });
  }
  const absolute = path.resolve(session.folder, file);
  const attempt = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    try {
      return await run();
    } catch (error) {
      throw fileError("write", file, error);
    }
  };
  const special = await isSpecial(absolute);
  const growing = special ? absolute : `${absolute}.part`;
  const handle = await attempt(() => open(growing, "w"));
  return buffered({
    streams: special,
    put: (bytes) => attempt(() => writeFully(handle, bytes)),
    finish: () =>
      attempt(async () => {
        await handle.close();
        if (!special) await rename(growing, absolute);
      }),
    abandon: async () => {
      await handle.close();
      if (!special) await rm(growing, { force: true });
    },
  });
}

interface Target {
  /** What was put has gone on already: giving up cannot take it back. */
  readonly streams: boolean;
  put(bytes: Uint8Array): Promise<void>;
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

/** Collects small records into large writes. */
function buffered(target: Target): OutputFile {
  let buffer = new Uint8Array(BUFFER_BYTES);
  let used = 0;
  let total = 0;
  const flush = async (): Promise<void> => {
    if (used === 0) return;
    const full = buffer.subarray(0, used);
    used = 0;
    // what was written to a stream may still be on its way; a file has taken it
    if (target.streams) buffer = new Uint8Array(BUFFER_BYTES);
    await target.put(full);
  };
  const large = async (bytes: Uint8Array): Promise<void> => {
    await flush();
    if (bytes.length > BUFFER_BYTES) return target.put(bytes);
    buffer.set(bytes);
    used = bytes.length;
  };
  return {
    get bytes() {
      return total;
    },
    write(bytes) {
      total += bytes.length;
      if (used + bytes.length > BUFFER_BYTES) return large(bytes);
      buffer.set(bytes, used);
      used += bytes.length;
      return undefined;
    },
    async finish() {
      await flush();
      await target.finish();
    },
    async abandon() {
      if (target.streams) await flush();
      await target.abandon();
    },
  };
}

async function writeFully(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const result = await handle.write(bytes, written);
    written += result.bytesWritten;
  }
}

async function isSpecial(file: string): Promise<boolean> {
  try {
    return !(await stat(file)).isFile();
  } catch {
    return false;
  }
}
