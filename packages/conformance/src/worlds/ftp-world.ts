import { type AddressInfo, createServer, type Socket } from "node:net";
import { posix } from "node:path";
import { createSecureContext } from "node:tls";
import { type FtpFault, faultScript } from "./ftp/faults.ts";
import { folderFiles } from "./ftp/folder-files.ts";
import { memoryFiles } from "./ftp/memory-files.ts";
import { serveSession } from "./ftp/serve-session.ts";
import type { FileChangeAction, SessionHost } from "./ftp/session.ts";
import type { WorldFiles } from "./ftp/world-files.ts";
import { matchesGlob } from "./glob.ts";
import { selfSignedCertificate } from "./self-signed-certificate.ts";

export interface FtpWorldOptions {
  /** `hms` when absent. */
  readonly user?: string;
  /** `secret` when absent. */
  readonly password?: string;
  /** Folders that exist from the start, the target of `url` first; `/inbox` and `/outbox` when absent. */
  readonly folders?: readonly string[];
  /** A folder of this machine that holds the files; in memory when absent. */
  readonly root?: string;
  /** TCP port on 127.0.0.1; a free one when absent. */
  readonly port?: number;
  /** Commands that this server does not know, for example `["SIZE"]` or `["MLSD"]`. */
  readonly without?: readonly string[];
  /** Speaks TLS after `AUTH TLS`, or from the first byte; not at all when absent. */
  readonly tls?: "explicit" | "implicit";
  /** Modification times come from here, in ms; the machine's clock when absent. */
  readonly now?: () => number;
  /** Called with every command before it runs: the moment to let something happen in between two of them. */
  readonly onCommand?: (command: ReceivedCommand) => void;
  /** Called for every file that a client made visible under a name without a leading dot. */
  readonly onFile?: (file: WorldFile) => void;
}

/** A complete file that a client made visible. */
export interface WorldFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A command as it arrived; a password is shown as `***`. */
export interface ReceivedCommand {
  /** Counts control connections from 1. */
  readonly session: number;
  readonly name: string;
  readonly argument: string;
}

/** One step in the life of a file, done by a client. */
export interface FileChange {
  readonly action: FileChangeAction;
  readonly path: string;
  /** Size after the change, in bytes; 0 when deleted. */
  readonly sizeBytes: number;
}

/** An FTP server that keeps a diary and can be told to misbehave. */
export interface FtpWorld {
  /** `ftp://user@127.0.0.1:port/first-folder`, without the password; `ftps://` when it speaks TLS. */
  readonly url: string;
  readonly port: number;
  /** PEM text of the certificate that a client has to trust, of a world that speaks TLS. */
  readonly certificate: string | undefined;
  readonly user: string;
  /** May be changed at any time, as an operator would. */
  password: string;
  /** Control connections accepted so far. */
  readonly connections: number;
  readonly commands: readonly ReceivedCommand[];
  /** Everything that clients did to files: the proof that no partial file was ever visible under a final name. */
  readonly changes: readonly FileChange[];
  /** Paths of all files, sorted. */
  files(): string[];
  /** @throws Error with code ENOENT when there is none. */
  read(path: string): Uint8Array;
  has(path: string): boolean;
  /** Puts a file there at once, making its folder when needed. Watchers hear only of what clients do. */
  write(path: string, bytes: Uint8Array): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  /** Calls `seen` for every complete file that a client makes visible under a path that fits; gives the way to stop. */
  watch(pattern: string, seen: (file: WorldFile) => void): () => void;
  /** Adds a line to the fault script. */
  fault(fault: FtpFault): void;
  /** Forgets the rest of the fault script. */
  calm(): void;
  /** Closes every connection, as a server does with idle ones. */
  dropConnections(): void;
  /** Stops listening and closes every connection: the port refuses. */
  goDown(): Promise<void>;
  /** Listens again, on the same port. */
  comeUp(): Promise<void>;
  /** Ends everything. May be called twice. */
  stop(): Promise<void>;
}

/** Lines of a diary that are kept: enough for every test, and a demo may run for weeks. */
const DIARY_LINES = 100_000;

/** Starts an FTP server on 127.0.0.1. Passive mode only; nothing is shared between two worlds. */
export async function startFtpWorld(options: FtpWorldOptions = {}): Promise<FtpWorld> {
  const user = options.user ?? "hms";
  const folders = options.folders ?? ["/inbox", "/outbox"];
  const files = options.root === undefined ? memoryFiles(options.now ?? Date.now) : folderFiles(options.root);
  for (const folder of folders) makeFolders(files, folder);

  const faults = faultScript();
  const commands: ReceivedCommand[] = [];
  const changes: FileChange[] = [];
  const watchers = new Set<{ pattern: string; seen: (file: WorldFile) => void }>();
  if (options.onFile !== undefined) watchers.add({ pattern: "", seen: options.onFile });
  const sockets = new Set<Socket>();
  const identity = options.tls === undefined ? undefined : selfSignedCertificate(Date.now());
  const tls =
    identity === undefined
      ? undefined
      : createSecureContext({ key: identity.key, cert: identity.certificate });
  let sessions = 0;
  let password = options.password ?? "secret";

  const changed = (action: FileChangeAction, path: string): void => {
    note(changes, { action, path, sizeBytes: files.entry(path)?.sizeBytes ?? 0 });
    const name = posix.basename(path);
    if ((action !== "stored" && action !== "renamed") || name.startsWith(".")) return;
    for (const { pattern, seen } of watchers) {
      // another watcher may have taken it already
      if (files.entry(path) === undefined) return;
      if (pattern === "" || matchesGlob(path, pattern)) seen({ path, name, bytes: files.read(path) });
    }
  };

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    const session = ++sessions;
    const host: SessionHost = {
      files,
      faults,
      user,
      get password() {
        return password;
      },
      tls,
      without: new Set(options.without),
      record: (name, argument) => {
        const command = { session, name, argument };
        note(commands, command);
        options.onCommand?.(command);
      },
      changed,
    };
    serveSession(socket, host, options.tls === "implicit");
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", () => {
        server.off("error", reject);
        resolve();
      });
    });
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;

  const world: FtpWorld = {
    url: `${identity === undefined ? "ftp" : "ftps"}://${encodeURIComponent(user)}@127.0.0.1:${port}${folders[0] ?? "/"}`,
    port,
    certificate: identity?.certificate,
    user,
    get password() {
      return password;
    },
    set password(value) {
      password = value;
    },
    get connections() {
      return sessions;
    },
    commands,
    changes,
    files: () => allFiles(files, "/"),
    read: (path) => files.read(path),
    has: (path) => files.entry(path)?.kind === "file",
    write(path, bytes) {
      makeFolders(files, posix.dirname(path));
      const writer = files.open(path, "replace");
      writer.write(bytes);
      writer.close();
    },
    rename: (from, to) => files.rename(from, to),
    remove: (path) => files.removeFile(path),
    watch(pattern, seen) {
      const watcher = { pattern, seen };
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
      };
    },
    fault: (fault) => faults.add(fault),
    calm: () => faults.clear(),
    dropConnections() {
      for (const socket of sockets) socket.destroy();
    },
    goDown() {
      if (!server.listening) return Promise.resolve();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      world.dropConnections();
      return closed;
    },
    comeUp: () => (server.listening ? Promise.resolve() : listen(port)),
    stop: () => world.goDown(),
  };
  return world;
}

function note<Line>(diary: Line[], line: Line): void {
  if (diary.length >= DIARY_LINES) diary.splice(0, DIARY_LINES / 2);
  diary.push(line);
}

function makeFolders(files: WorldFiles, folder: string): void {
  let path = "";
  for (const name of folder.split("/").filter((part) => part !== "")) {
    path += `/${name}`;
    if (files.entry(path) === undefined) files.makeFolder(path);
  }
}

function allFiles(files: WorldFiles, folder: string): string[] {
  return files
    .names(folder)
    .flatMap((name) => {
      const path = posix.join(folder, name);
      return files.entry(path)?.kind === "folder" ? allFiles(files, path) : [path];
    })
    .sort();
}
