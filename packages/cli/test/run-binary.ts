import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The launcher, as `npx hms-sync` runs it. */
export const BINARY = fileURLToPath(new URL("../bin/hms-sync.js", import.meta.url));

const PACKAGES = fileURLToPath(new URL("../../../node_modules", import.meta.url));

export interface BinaryOptions {
  readonly folder?: string;
  /** Standard input. */
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as it came. */
  readonly bytes: Buffer;
}

/** A started `hms-sync`. */
export interface Running {
  readonly ended: Promise<Ended>;
  /** Resolves with standard output once it holds a whole line. */
  readonly firstLine: Promise<string>;
  /** Whatever it printed so far, for messages. */
  printed(): string;
  kill(signal: NodeJS.Signals): void;
}

/** Starts the real binary from its sources. */
export function startBinary(args: readonly string[], options: BinaryOptions = {}): Running {
  const { HMS_SYNC_URL, HMS_SYNC_KEY, FORCE_COLOR, ...inherited } = process.env;
  const child = spawn(process.execPath, [BINARY, ...args], {
    cwd: options.folder,
    env: { ...inherited, ...options.environment },
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const firstLine = Promise.withResolvers<string>();
  child.stdout.on("data", (chunk: Buffer) => {
    out.push(chunk);
    const [line, ...more] = String(Buffer.concat(out)).split("\n");
    if (more.length > 0) firstLine.resolve(line ?? "");
  });
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  const printed = (): string => `${Buffer.concat(out)}${Buffer.concat(err)}`;
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code) => {
      firstLine.reject(new Error(`ended with ${code} before it printed a line:\n${printed()}`));
      const bytes = Buffer.concat(out);
      resolve({ code, stdout: String(bytes), stderr: String(Buffer.concat(err)), bytes });
    });
  });
  firstLine.promise.catch(() => undefined);
  return { ended, firstLine: firstLine.promise, printed, kill: (signal) => child.kill(signal) };
}

/** Runs the real binary to its end. */
export function runBinary(args: readonly string[], options: BinaryOptions = {}): Promise<Ended> {
  return startBinary(args, options).ended;
}

/** A folder with these files, removed at the end of the scope. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Disposable & {
  readonly path: string;
  at(name: string): string;
} {
  const folder = mkdtempSync(path.join(tmpdir(), "hms-sync-cli-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return {
    path: folder,
    at: (name) => path.join(folder, name),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Installs our packages in the folder, as npm would. */
export function linkPackages(folder: { at(name: string): string }): void {
  symlinkSync(PACKAGES, folder.at("node_modules"), "dir");
}
