import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { promisify } from "node:util";
import { freePort } from "../../fixtures/free-port.ts";
import { temporaryFolder } from "../../fixtures/temporary-folder.ts";
import { until } from "../../fixtures/until.ts";
import { findProgram } from "./tools.ts";

/** Owner of the virtual user's files: Debian's `nobody`, so that no account has to be made. */
const OWNER = { uid: 65_534, gid: 65_534 };

/**
 * The virtual user. The hash is SHA-512 crypt (`openssl passwd -6`), since the server's own tool hashes so thoroughly
 * that every login would take seconds.
 */
const USER = {
  name: "hms",
  password: "Let-Me-In-1",
  hash: "$6$hmssynctest$./QHdqKJHzSnuOMpqx/Q1qH2PxDxRKgRibg1bUHl5g7yON9zBcAPbKDpmoZsFS6AqR3yMM9PrufYD1db4NfkS0",
};

/** Ports for data connections; more than any test opens at a time. */
const PASSIVE_PORTS = 50;

/** A running FTP server with one user. */
export interface PureFtpd extends AsyncDisposable {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The user's home on this machine's disk. */
  readonly home: string;
  /** `ftp://user@127.0.0.1:port/folder` */
  url(folder: string): string;
}

/**
 * Starts Debian's pure-ftpd on loopback with a virtual user whose home holds the given folders. Needs root.
 *
 * @throws Error with what the server printed when it does not come up.
 */
export async function startPureFtpd(folders: readonly string[]): Promise<PureFtpd> {
  const program = findProgram("pure-ftpd");
  const purePw = findProgram("pure-pw");
  if (program === undefined || purePw === undefined) {
    throw new Error("missing: pure-ftpd (Debian package pure-ftpd)");
  }
  const folder = temporaryFolder();
  chmodSync(folder.path, 0o755);
  const home = folder.at("home");
  for (const path of [home, ...folders.map((name) => folder.at("home", name))]) {
    mkdirSync(path, { recursive: true });
    chownSync(path, OWNER.uid, OWNER.gid);
  }
  writeFileSync(folder.at("users"), userLine(home));
  await promisify(execFile)(purePw, ["mkdb", folder.at("users.pdb"), "-f", folder.at("users")]);

  const port = await freePort();
  // passive ports must be a range; the one that is found free is its lower end
  const passiveFrom = Math.min(await freePort(), 65_535 - PASSIVE_PORTS);
  const child = spawn(
    program,
    [
      ...["-S", `127.0.0.1,${port}`, "-l", `puredb:${folder.at("users.pdb")}`, "-A", "-E", "-H"],
      ...["-p", `${passiveFrom}:${passiveFrom + PASSIVE_PORTS - 1}`, "-P", "127.0.0.1", "-Y", "0"],
      ...["-g", folder.at("pid")],
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let printed = "";
  child.stdout.on("data", (chunk) => (printed += String(chunk)));
  child.stderr.on("data", (chunk) => (printed += String(chunk)));
  const ended = once(child, "exit");

  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
    folder[Symbol.dispose]();
  };
  try {
    await until("the FTP server's greeting", () => {
      if (child.exitCode !== null) throw new Error(`pure-ftpd ended with ${child.exitCode}: ${printed}`);
      return greets(port);
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    ...{ user: USER.name, password: USER.password, home },
    url: (inside) => `ftp://${USER.name}@127.0.0.1:${port}${inside}`,
    [Symbol.asyncDispose]: stop,
  };
}

/** A line of pure-ftpd's user table; the fields that are left empty are limits. `/./` locks the user in. */
function userLine(home: string): string {
  return `${USER.name}:${USER.hash}:${OWNER.uid}:${OWNER.gid}::${home}/./::::::::::::\n`;
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", reject);
    socket.once("data", (greeting) => {
      socket.end();
      resolve(String(greeting).startsWith("220"));
    });
  });
}
