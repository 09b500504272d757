import { isHmsSyncError, type OutboundMessage, type ProbeResult } from "@hms-sync/connector-api";
import { concludeRename } from "./conclude-rename.ts";
import type { FtpConnection } from "./connection.ts";
import { ensureMarker } from "./marker.ts";
import { remoteNames } from "./remote-path.ts";

/**
 * Looks for a message whose rename may have been sent, in this process or in one that crashed, and finishes what is
 * still due: the rename, the marker.
 *
 * @throws The signal's reason, when it aborted.
 */
export function probe(
  connection: FtpConnection,
  message: OutboundMessage,
  signal: AbortSignal,
  options: { readonly folder: string; readonly marker: string | undefined },
): Promise<ProbeResult> {
  return connection.use(signal, async (session): Promise<ProbeResult> => {
    try {
      const names = remoteNames(options.folder, message, options.marker);
      if ((await concludeRename(session, names, message.bytes.length)) === "absent")
        return { status: "absent" };
      await ensureMarker(session, names);
      return { status: "present", reference: names.final };
    } catch (error) {
      if (session.signal.aborted || !isHmsSyncError(error)) throw error;
      return { status: "unknown", reason: error.message };
    }
  });
}
