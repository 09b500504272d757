import { Readable, Writable } from "node:stream";
import { type HmsSyncError, isHmsSyncError } from "@hms-sync/connector-api";
import type { Client, FileInfo } from "basic-ftp";
import { handshakeGrace } from "./handshake-grace.ts";
import { isAnswer, replyOf } from "./network-error.ts";

/** Bytes handed to the library at a time, so that its watchdog sees a slow upload move. */
const CHUNK_BYTES = 65_536;

/** Replies of a server that does not know a command (RFC 959 section 4.2.1). */
const UNKNOWN_COMMAND = new Set([500, 502, 504]);

/** How an upload ended. */
export type StoreOutcome =
  | { readonly status: "stored" }
  | {
      readonly status: "lost";
      readonly error: HmsSyncError;
      /** How far it came: the server never asked for the bytes, asked for some, or all of them were handed over. */
      readonly reached: "nothing" | "some" | "all";
    };

/**
 * The words of FTP that the transport speaks, on a connection that is ready.
 *
 * Every method throws an error of the catalogue, or the signal's reason. `isAnswer` tells an answer of the server,
 * after which the session goes on, from a session that is lost.
 */
export interface FtpSession {
  /** The caller's signal, and the end of the transport. */
  readonly signal: AbortSignal;
  /** Connects and logs in when there is no usable session. */
  ready(): Promise<void>;
  /** True when the session was there before this turn, so the server may have closed it meanwhile. */
  readonly reused: boolean;
  /** The last try to get a session failed with this. */
  readonly unreachable: HmsSyncError | undefined;
  store(path: string, bytes: Uint8Array): Promise<StoreOutcome>;
  /** Size in bytes; undefined when the server has none to give: no such file, or it does not measure. */
  size(path: string): Promise<number | undefined>;
  exists(path: string): Promise<boolean>;
  /** False when there is no such file to rename. */
  renameFrom(path: string): Promise<boolean>;
  renameTo(path: string): Promise<void>;
  /** False when there was nothing to delete, or the server would not. */
  remove(path: string): Promise<boolean>;
  makeFolder(path: string): Promise<void>;
  list(folder: string): Promise<FileInfo[]>;
  /** Milliseconds since 1970; undefined when the server does not say. */
  modifiedAt(path: string): Promise<number | undefined>;
  read(path: string, limitBytes: number): Promise<Uint8Array>;
}

/** What a session remembers of its server. */
export interface ServerTraits {
  /** SIZE gave a number before; so no number now means no file. */
  measures: boolean | undefined;
  dates: boolean | undefined;
}

/** Runs one operation on the client and gives its error a place in the catalogue. */
export type RunOperation = <Result>(
  doing: string,
  operation: (client: Client) => Promise<Result>,
) => Promise<Result>;

/** The words that need nothing but a client. */
export function sessionWords(
  run: RunOperation,
  traits: () => ServerTraits,
  signal: AbortSignal,
): Omit<FtpSession, "signal" | "ready" | "reused" | "unreachable"> {
  /** False for the answer that there is no such file: 550 (RFC 959 section 4.2.2). Any other refusal proves nothing. */
  const unlessMissing = async (operation: Promise<unknown>): Promise<boolean> => {
    try {
      await operation;
      return true;
    } catch (error) {
      if (replyOf(error) === 550) return false;
      throw error;
    }
  };

  const renameFrom = (path: string): Promise<boolean> =>
    unlessMissing(run(`rename of ${path}`, (client) => client.send(`RNFR ${path}`)));

  const size = async (path: string): Promise<number | undefined> => {
    const server = traits();
    if (server.measures === false) return undefined;
    try {
      const bytes = await run(`size of ${path}`, (client) => client.size(path));
      server.measures = true;
      return bytes;
    } catch (error) {
      const reply = replyOf(error);
      if (reply === undefined || reply < 500) throw error;
      if (UNKNOWN_COMMAND.has(reply)) server.measures = false;
      return undefined;
    }
  };

  return {
    async store(path, bytes) {
      let reached: "nothing" | "some" | "all" = "nothing";
      const chunks = async function* (client: Client): AsyncGenerator<Uint8Array> {
        reached = "some";
        if (bytes.length === 0) await handshakeGrace(client, signal);
        for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
          yield bytes.subarray(from, from + CHUNK_BYTES);
        }
        reached = "all";
      };
      try {
        await run(`upload of ${path}`, (client) => client.uploadFrom(Readable.from(chunks(client)), path));
        return { status: "stored" };
      } catch (error) {
        if (isAnswer(error) || !isHmsSyncError(error)) throw error;
        return { status: "lost", error, reached };
      }
    },
    size,
    async exists(path) {
      if ((await size(path)) !== undefined) return true;
      // a server that measures files would have measured this one; others are asked in a way that changes nothing
      return traits().measures === true ? false : await renameFrom(path);
    },
    renameFrom,
    renameTo: async (path) => {
      await run(`rename to ${path}`, (client) => client.send(`RNTO ${path}`));
    },
    remove: (path) => unlessMissing(run(`deletion of ${path}`, (client) => client.send(`DELE ${path}`))),
    makeFolder: async (path) => {
      await run(`making the folder ${path}`, (client) => client.send(`MKD ${path}`));
    },
    list: (folder) => run(`listing of ${folder || "the login folder"}`, (client) => client.list(folder)),
    async modifiedAt(path) {
      const server = traits();
      if (server.dates === false) return undefined;
      try {
        const at = await run(`date of ${path}`, (client) => client.lastMod(path));
        return Number.isNaN(at.getTime()) ? undefined : at.getTime();
      } catch (error) {
        const reply = replyOf(error);
        if (reply === undefined) throw error;
        if (UNKNOWN_COMMAND.has(reply)) server.dates = false;
        return undefined;
      }
    },
    async read(path, limitBytes) {
      const chunks: Uint8Array[] = [];
      let sizeBytes = 0;
      const sink = new Writable({
        write(chunk: Uint8Array, _encoding, done): void {
          sizeBytes += chunk.length;
          chunks.push(chunk);
          done(sizeBytes > limitBytes ? new Error(`more than ${limitBytes} bytes`) : null);
        },
      });
      await run(`download of ${path}`, (client) => client.downloadTo(sink, path));
      return Buffer.concat(chunks, sizeBytes);
    },
  };
}
