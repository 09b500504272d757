import type { Socket } from "node:net";
import { posix } from "node:path";
import { TLSSocket } from "node:tls";
import { COMMANDS } from "./commands.ts";
import type { FtpSession, SessionHost } from "./session.ts";

/** Commands whose argument is no path. */
const PLAIN = new Set([
  "USER",
  "PASS",
  "TYPE",
  "OPTS",
  "STRU",
  "MODE",
  "FEAT",
  "NOOP",
  "QUIT",
  "EPSV",
  "PASV",
  "SYST",
  "AUTH",
  "PBSZ",
  "PROT",
]);

/** Speaks FTP on one control connection until either side ends it. */
export function serveSession(plain: Socket, host: SessionHost, encrypted: boolean): void {
  let socket = plain;
  let hung = false;
  let running: Promise<void> = Promise.resolve();
  let rest = "";

  const write = (text: string, isFinal: boolean): void => {
    if (hung || socket.destroyed) return;
    const afterwards = isFinal ? session.fault?.do : undefined;
    if (afterwards === "execute-drop") session.drop();
    else if (afterwards === "execute-hang") hung = true;
    else socket.write(text);
  };

  const session: FtpSession = {
    host,
    userName: "",
    loggedIn: false,
    binary: false,
    folder: "/",
    renameFrom: undefined,
    data: undefined,
    protectsData: false,
    fault: undefined,
    path: (argument) => posix.resolve(session.folder, argument),
    reply: (code, text) => write(`${code} ${text}\r\n`, code >= 200),
    replyLines: (code, first, lines, last) =>
      write(`${code}-${first}\r\n${lines.map((line) => ` ${line}\r\n`).join("")}${code} ${last}\r\n`, true),
    encrypt(): void {
      socket.removeAllListeners("data");
      socket = new TLSSocket(plain, { isServer: true, secureContext: host.tls });
      hear(socket);
    },
    end: () => {
      socket.end();
    },
    drop(): void {
      session.data?.close();
      socket.destroy();
    },
  };

  const run = async (line: string): Promise<void> => {
    if (hung || socket.destroyed) return;
    const [word = "", ...words] = line.split(" ");
    const command = word.toUpperCase();
    const argument = words.join(" ");
    host.record(command, command === "PASS" ? "***" : argument);
    const path = PLAIN.has(command) || argument === "" ? undefined : session.path(argument);
    const fault = host.faults.take(command, path);
    session.fault = fault;
    if (fault?.do === "hang") {
      hung = true;
    } else if (fault?.do === "drop") {
      session.drop();
    } else if (fault?.do === "reply") {
      session.reply(fault.code, fault.text ?? "said the fault script");
    } else {
      await execute(session, command, argument);
    }
  };

  const hear = (channel: Socket): void => {
    channel.on("data", (chunk: Uint8Array) => {
      const lines = (rest + Buffer.from(chunk).toString()).split("\r\n");
      rest = lines.pop()!;
      // one command at a time, in order, whatever arrives meanwhile
      for (const line of lines) running = running.then(() => run(line));
    });
    channel.on("error", () => {});
    channel.on("close", () => session.data?.close());
  };
  if (encrypted) session.encrypt();
  else hear(socket);

  const greeting = host.faults.take("connect");
  session.fault = greeting;
  if (greeting?.do === "hang") hung = true;
  else if (greeting?.do === "drop") session.drop();
  else if (greeting?.do === "reply") {
    session.reply(greeting.code, greeting.text ?? "service not available");
    session.end();
  } else session.reply(220, "HMS Sync FTP world");
}

async function execute(session: FtpSession, command: string, argument: string): Promise<void> {
  const known = COMMANDS.get(command);
  if (known === undefined || session.host.without.has(command)) return session.reply(502, "unknown command");
  if (!session.loggedIn && !known.beforeLogin) return session.reply(530, "log in first");
  try {
    await known.run(session, argument);
  } catch (error) {
    if ((error as { code?: string }).code === undefined) throw error;
    session.reply(550, "no such file or folder");
  }
}
