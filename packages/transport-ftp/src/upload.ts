import { HmsSyncError, type TransportLog } from "@hms-sync/connector-api";
import type { FtpSession } from "./ftp-session.ts";

/**
 * Uploads the bytes under a temporary name and makes sure that all of them are there.
 *
 * A lost final answer (226) is looked up on a new session. A session that the server had closed while it was idle is
 * replaced once, without counting as a failure.
 *
 * @throws An error of the catalogue when the file is not there in full; nothing is visible under a final name.
 */
export async function upload(
  session: FtpSession,
  path: string,
  bytes: Uint8Array,
  log: TransportLog,
): Promise<void> {
  await session.ready();
  let outcome = await session.store(path, bytes);
  if (outcome.status === "lost" && outcome.reached === "nothing" && session.reused && isCut(outcome.error)) {
    await session.ready();
    outcome = await session.store(path, bytes);
  }
  // before the bytes were handed over, what is there under this name may be an older try of the same size
  if (outcome.status === "lost" && outcome.reached !== "all") throw outcome.error;
  const lost = outcome.status === "lost" ? outcome.error : undefined;
  if (lost !== undefined) await session.ready();

  const sizeBytes = await session.size(path);
  if (sizeBytes === bytes.length) return;
  if (lost !== undefined) throw lost;
  if (sizeBytes === undefined) {
    log("file.size_unknown", { path, bytes: bytes.length });
    return;
  }
  throw new HmsSyncError(
    "HMS_NET_SIZE",
    `upload of ${path}: ${bytes.length} bytes were sent, ${sizeBytes} are there`,
  );
}

function isCut(error: HmsSyncError): boolean {
  return error.code === "HMS_NET_CUT" || error.code === "HMS_NET_REFUSED";
}
