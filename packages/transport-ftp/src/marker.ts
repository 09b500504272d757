import type { FtpSession } from "./ftp-session.ts";
import type { RemoteNames } from "./remote-path.ts";

const EMPTY = new Uint8Array();

/**
 * Writes the marker file of a file that has its final name, unless the receiver has taken the file already: a marker
 * without its file would announce something that is not there.
 *
 * @throws An error of the catalogue when the marker is not there afterwards.
 */
export async function ensureMarker(session: FtpSession, names: RemoteNames): Promise<void> {
  if (names.marker === undefined) return;
  await session.ready();
  if (!(await session.exists(names.final)) || (await session.exists(names.marker))) return;
  const outcome = await session.store(names.marker, EMPTY);
  if (outcome.status === "lost") throw outcome.error;
}
