import { HmsSyncError, type TransportContext } from "@hms-sync/connector-api";
import type { FtpConnection } from "./connection.ts";
import type { FtpSession } from "./ftp-session.ts";
import { isAnswer } from "./network-error.ts";
import { remotePath } from "./remote-path.ts";

/**
 * Takes a read answer file out of the way. One that is gone was settled before: an earlier try lost its answer.
 *
 * @throws When the file is still there and the server would not move or delete it.
 */
export function settleAnswer(
  connection: FtpConnection,
  folder: string,
  name: string,
  afterwards: "archive" | "delete",
  context: TransportContext,
  signal: AbortSignal,
): Promise<void> {
  const path = remotePath(folder, name);
  return connection.use(signal, async (session) => {
    await session.ready();
    if (afterwards === "archive") await archive(session, path, folder, name, context.clock.now());
    else if (!(await session.remove(path)) && (await session.exists(path))) {
      throw new HmsSyncError("HMS_NET_DENIED", `deletion of ${path}: the server refused`);
    }
    context.log("answer.settled", { path, afterwards });
  });
}

async function archive(
  session: FtpSession,
  path: string,
  folder: string,
  name: string,
  now: number,
): Promise<void> {
  const archiveFolder = remotePath(folder, "archive");
  const usual = remotePath(archiveFolder, name);
  // most servers replace silently, and an older answer of the same name is still evidence
  const target = (await session.exists(usual)) ? `${usual}.${now}` : usual;
  if (!(await session.renameFrom(path))) {
    if (await session.exists(path)) {
      throw new HmsSyncError("HMS_NET_DENIED", `rename of ${path}: the server refused`);
    }
    return;
  }
  try {
    await session.renameTo(target);
  } catch (error) {
    if (!isAnswer(error)) throw error;
    await session.makeFolder(archiveFolder);
    if (await session.renameFrom(path)) await session.renameTo(target);
  }
}
