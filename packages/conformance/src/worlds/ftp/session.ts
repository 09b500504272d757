import type { SecureContext } from "node:tls";
import type { FaultScript, FtpFaultAction } from "./faults.ts";
import type { PassivePort } from "./passive-port.ts";
import type { WorldFiles } from "./world-files.ts";

/** What a session needs of the world it is part of. */
export interface SessionHost {
  readonly files: WorldFiles;
  readonly faults: FaultScript;
  readonly user: string;
  readonly password: string;
  /** Key and certificate of a server that speaks TLS. */
  readonly tls: SecureContext | undefined;
  /** Commands that this server does not know. */
  readonly without: ReadonlySet<string>;
  record(command: string, argument: string): void;
  /** A client created, filled, renamed or deleted a file. */
  changed(action: FileChangeAction, path: string): void;
}

/** `open` and `append` are a file on its way; `stored` and `renamed` make it complete under that name. */
export type FileChangeAction = "open" | "append" | "stored" | "renamed" | "deleted";

/** One control connection, as the commands see it. */
export interface FtpSession {
  readonly host: SessionHost;
  userName: string;
  loggedIn: boolean;
  binary: boolean;
  folder: string;
  renameFrom: string | undefined;
  data: PassivePort | undefined;
  /** Data connections are encrypted (`PROT P`, RFC 4217 section 9). */
  protectsData: boolean;
  /** The fault that the running command met, for those that happen inside a transfer. */
  fault: FtpFaultAction | undefined;
  /** Absolute form of a path that the client gave. */
  path(argument: string): string;
  reply(code: number, text: string): void;
  /** Several lines under one code, as FEAT answers. */
  replyLines(code: number, first: string, lines: readonly string[], last: string): void;
  /** Encrypts the control connection from the next byte on. */
  encrypt(): void;
  /** Closes the control connection after what was written. */
  end(): void;
  /** Closes both connections without a word. */
  drop(): void;
}
