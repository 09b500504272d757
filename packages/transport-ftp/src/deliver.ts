import {
  type Ack,
  HmsSyncError,
  isHmsSyncError,
  type OutboundMessage,
  type SendContext,
  type TransportLog,
} from "@hms-sync/connector-api";
import { concludeRename } from "./conclude-rename.ts";
import type { FtpSession } from "./ftp-session.ts";
import { ensureMarker } from "./marker.ts";
import { isAnswer } from "./network-error.ts";
import { type RemoteNames, remoteNames } from "./remote-path.ts";
import { upload } from "./upload.ts";

/** What every delivery of one transport shares. */
export interface DeliverOptions {
  readonly folder: string;
  readonly marker: string | undefined;
  /** Status of a message that is there: `accepted` when the outside system's own answer follows. */
  readonly status: "delivered" | "accepted";
  readonly log: TransportLog;
}

/**
 * Uploads one message under its temporary name and renames it.
 *
 * Everything before the rename may fail with a `retry`: nothing is visible then.
 *
 * @throws When the rename was sent and its outcome cannot be told, or the signal aborted.
 */
export async function deliver(
  session: FtpSession,
  message: OutboundMessage,
  context: SendContext,
  options: DeliverOptions,
): Promise<Ack> {
  const { log } = options;
  let names: RemoteNames;
  try {
    names = remoteNames(options.folder, message, options.marker);
  } catch (error) {
    if (!isHmsSyncError(error, "HMS_NET_NAME")) throw error;
    return { status: "rejected", code: error.code, reason: error.message };
  }

  try {
    await upload(session, names.temporary, message.bytes, log);
    if (await session.exists(names.final)) {
      await removeTemporary(session, names);
      const reason = `${names.final} is there already and was not written by this delivery`;
      return { status: "rejected", code: "HMS_NET_EXISTS", reason, reference: names.final };
    }
    if (!(await session.renameFrom(names.temporary))) {
      throw new HmsSyncError("HMS_NET_DENIED", `rename of ${names.temporary}: the server does not find it`);
    }
  } catch (error) {
    if (session.signal.aborted || !isHmsSyncError(error)) throw error;
    await removeTemporary(session, names);
    return retryAck(error);
  }
  log("file.stored", { path: names.temporary, bytes: message.bytes.length });

  await context.aboutToDeliver(message);
  // from here on the temporary file is never deleted: see concludeRename
  const refusal = await rename(session, names, message.bytes.length, log);
  if (refusal !== undefined) return retryAck(refusal);
  log("file.renamed", { path: names.final, bytes: message.bytes.length });
  await ensureMarker(session, names);
  return { status: options.status, reference: names.final };
}

/** A `retry` in the words of the error. */
export function retryAck(error: HmsSyncError): Ack {
  return {
    status: "retry",
    code: error.code,
    reason: error.message,
    ...(error.code === "HMS_NET_AUTH" && { pause: "auth" }),
  };
}

/** Sends the rename that was announced; gives the error when it certainly did not happen. */
async function rename(
  session: FtpSession,
  names: RemoteNames,
  sizeBytes: number,
  log: TransportLog,
): Promise<HmsSyncError | undefined> {
  try {
    await session.renameTo(names.final);
    return undefined;
  } catch (error) {
    if (session.signal.aborted || !isHmsSyncError(error)) throw error;
    if (isAnswer(error)) return error;
    log("file.rename_unanswered", { path: names.final, code: error.code });
    return (await concludeRename(session, names, sizeBytes)) === "present" ? undefined : error;
  }
}

/** Best effort: the next try replaces what is left. A session that is lost is not opened again for it. */
async function removeTemporary(session: FtpSession, names: RemoteNames): Promise<void> {
  try {
    await session.remove(names.temporary);
  } catch (error) {
    if (session.signal.aborted || !isHmsSyncError(error)) throw error;
  }
}
