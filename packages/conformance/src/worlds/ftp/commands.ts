import { listing, timeValue } from "./listing.ts";
import { openPassivePort } from "./passive-port.ts";
import type { FtpSession } from "./session.ts";
import { receiveFile, sendBytes } from "./transfers.ts";
import { missingPath } from "./world-files.ts";

interface FtpCommand {
  readonly beforeLogin?: true;
  run(session: FtpSession, argument: string): void | Promise<void>;
}

/** What FEAT says, by the command that has to be known for it. */
const FEATURES = new Map([
  ["EPSV", "EPSV"],
  ["MDTM", "MDTM"],
  ["MLSD", "MLST type*;size*;modify*;"],
  ["SIZE", "SIZE"],
  ["OPTS", "UTF8"],
  ["AUTH", "AUTH TLS"],
]);

/** The commands of the world (RFC 959, RFC 2389, RFC 2428, RFC 3659), by name. */
export const COMMANDS: ReadonlyMap<string, FtpCommand> = new Map<string, FtpCommand>([
  [
    "USER",
    {
      beforeLogin: true,
      run(session, name) {
        session.userName = name;
        session.loggedIn = false;
        session.reply(331, "password, please");
      },
    },
  ],
  [
    "PASS",
    {
      beforeLogin: true,
      run(session, password) {
        const { user, password: right } = session.host;
        session.loggedIn = session.userName === user && password === right;
        session.reply(session.loggedIn ? 230 : 530, session.loggedIn ? "welcome" : "login incorrect");
      },
    },
  ],
  [
    "QUIT",
    {
      beforeLogin: true,
      run(session) {
        session.reply(221, "goodbye");
        session.end();
      },
    },
  ],
  ["NOOP", { beforeLogin: true, run: (session) => session.reply(200, "ok") }],
  ["SYST", { beforeLogin: true, run: (session) => session.reply(215, "UNIX Type: L8") }],
  ["OPTS", { beforeLogin: true, run: (session) => session.reply(200, "ok") }],
  [
    "FEAT",
    {
      beforeLogin: true,
      run(session) {
        const { without } = session.host;
        const known = [...FEATURES].filter(
          ([command]) => !without.has(command) && (command !== "AUTH" || session.host.tls !== undefined),
        );
        session.replyLines(
          211,
          "features",
          known.map(([, feature]) => feature),
          "end",
        );
      },
    },
  ],
  [
    "AUTH",
    {
      beforeLogin: true,
      run(session, mechanism) {
        const known = mechanism === "TLS" && session.host.tls !== undefined;
        session.reply(known ? 234 : 504, known ? "go ahead" : "no such mechanism");
        if (known) session.encrypt();
      },
    },
  ],
  ["PBSZ", { beforeLogin: true, run: (session) => session.reply(200, "PBSZ=0") }],
  [
    "PROT",
    {
      run(session, level) {
        session.protectsData = level === "P";
        session.reply(200, `level ${level}`);
      },
    },
  ],
  ["STRU", { run: (session, form) => session.reply(form === "F" ? 200 : 504, "structure F only") }],
  ["MODE", { run: (session, mode) => session.reply(mode === "S" ? 200 : 504, "mode S only") }],
  [
    "TYPE",
    {
      run(session, type) {
        const known = type === "I" || type.startsWith("A");
        if (known) session.binary = type === "I";
        session.reply(known ? 200 : 504, known ? `type ${type}` : "types A and I only");
      },
    },
  ],
  ["PWD", { run: (session) => session.reply(257, `"${session.folder}" is the folder`) }],
  ["CWD", { run: (session, path) => changeFolder(session, path) }],
  ["CDUP", { run: (session) => changeFolder(session, "..") }],
  [
    "MKD",
    {
      run(session, argument) {
        const path = session.path(argument);
        if (session.host.files.entry(path) !== undefined) return session.reply(550, "it exists");
        session.host.files.makeFolder(path);
        session.reply(257, `"${path}" made`);
      },
    },
  ],
  [
    "RMD",
    {
      run(session, argument) {
        session.host.files.removeFolder(session.path(argument));
        session.reply(250, "removed");
      },
    },
  ],
  [
    "EPSV",
    {
      async run(session) {
        await openData(session);
        session.reply(229, `passive (|||${session.data!.port}|)`);
      },
    },
  ],
  [
    "PASV",
    {
      async run(session) {
        await openData(session);
        const { port } = session.data!;
        session.reply(227, `passive (127,0,0,1,${port >> 8},${port & 255})`);
      },
    },
  ],
  ["MLSD", { run: (session, argument) => list(session, argument, "MLSD") }],
  ["LIST", { run: (session, argument) => list(session, argument, "LIST") }],
  ["NLST", { run: (session, argument) => list(session, argument, "NLST") }],
  [
    "SIZE",
    {
      run(session, argument) {
        if (!session.binary) return session.reply(550, "SIZE needs TYPE I");
        session.reply(213, String(fileEntry(session, argument).sizeBytes));
      },
    },
  ],
  [
    "MDTM",
    { run: (session, argument) => session.reply(213, timeValue(fileEntry(session, argument).modifiedAt)) },
  ],
  ["STOR", { run: (session, argument) => receiveFile(session, session.path(argument), "replace") }],
  ["APPE", { run: (session, argument) => receiveFile(session, session.path(argument), "append") }],
  [
    "RETR",
    {
      run(session, argument) {
        fileEntry(session, argument);
        return sendBytes(session, session.host.files.read(session.path(argument)));
      },
    },
  ],
  [
    "RNFR",
    {
      run(session, argument) {
        fileEntry(session, argument);
        session.renameFrom = session.path(argument);
        session.reply(350, "and to what name?");
      },
    },
  ],
  [
    "RNTO",
    {
      run(session, argument) {
        const from = session.renameFrom;
        if (from === undefined) return session.reply(503, "RNFR comes first");
        session.renameFrom = undefined;
        const to = session.path(argument);
        session.host.files.rename(from, to);
        session.host.changed("renamed", to);
        session.reply(250, "renamed");
      },
    },
  ],
  [
    "DELE",
    {
      run(session, argument) {
        fileEntry(session, argument);
        session.host.files.removeFile(session.path(argument));
        session.host.changed("deleted", session.path(argument));
        session.reply(250, "deleted");
      },
    },
  ],
]);

function changeFolder(session: FtpSession, argument: string): void {
  const path = session.path(argument);
  const found = session.host.files.entry(path)?.kind === "folder";
  if (found) session.folder = path;
  session.reply(found ? 250 : 550, found ? "changed" : "no such folder");
}

function fileEntry(session: FtpSession, argument: string): { sizeBytes: number; modifiedAt: number } {
  const path = session.path(argument);
  const entry = session.host.files.entry(path);
  if (entry?.kind !== "file") throw missingPath(path);
  return entry;
}

async function openData(session: FtpSession): Promise<void> {
  session.data?.close();
  session.data = await openPassivePort();
}

function list(session: FtpSession, argument: string, form: "MLSD" | "LIST" | "NLST"): Promise<void> {
  const folder = session.path(argument.replace(/^-\w+ ?/, ""));
  return sendBytes(session, Buffer.from(listing(session.host.files, folder, form)));
}
