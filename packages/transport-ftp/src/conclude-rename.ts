import { HmsSyncError, isHmsSyncError } from "@hms-sync/connector-api";
import type { FtpSession } from "./ftp-session.ts";
import { isAnswer } from "./network-error.ts";
import type { RemoteNames } from "./remote-path.ts";

/** Sessions that may be lost while one rename is concluded. */
const TRIES = 2;

/**
 * Finds out whether a file got its final name, and gives it that name when the rename is still due.
 *
 * Only for a file of which the rename may have been sent. The temporary name carries the delivery id and vanishes
 * through the rename alone: nothing here, and nothing after `aboutToDeliver`, deletes it. So gone means renamed, even
 * when the receiver has taken the file away. The final name proves nothing: another file may have it.
 *
 * A temporary file of another size is the rest of a later upload that was cut; it stays until the next one replaces it,
 * since a crash right after its deletion would make it look renamed.
 *
 * @throws When it cannot be told.
 */
export async function concludeRename(
  session: FtpSession,
  names: RemoteNames,
  sizeBytes: number,
): Promise<"present" | "absent"> {
  for (let attempt = 1; ; attempt++) {
    try {
      await session.ready();
      return await lookAndRename(session, names, sizeBytes);
    } catch (error) {
      const lost = isHmsSyncError(error) && !isAnswer(error) && session.unreachable === undefined;
      if (!lost || session.signal.aborted || attempt === TRIES) throw error;
    }
  }
}

async function lookAndRename(
  session: FtpSession,
  names: RemoteNames,
  sizeBytes: number,
): Promise<"present" | "absent"> {
  const found = await session.size(names.temporary);
  if (found !== undefined && found !== sizeBytes) return "absent";
  const measured = found !== undefined;
  // asked in a way that every server understands: RNFR of a file that is not there is refused
  if (!measured && !(await session.renameFrom(names.temporary))) return "present";
  if (await session.exists(names.final)) return "absent";
  if (!(await session.renameFrom(names.temporary))) {
    throw new HmsSyncError(
      "HMS_NET_DENIED",
      `rename of ${names.temporary}: it is there and cannot be renamed`,
      {
        meta: { reply: 550 },
      },
    );
  }
  try {
    await session.renameTo(names.final);
  } catch (error) {
    if (measured && isAnswer(error)) return "absent";
    throw error;
  }
  return "present";
}
