import { setTimeout } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import type { Client } from "basic-ftp";

/** Time for the last flight of a TLS handshake to be sent and read, in ms; on loopback 5 were enough and none was not. */
const GRACE_MS = 50;

/**
 * Lets the server finish the TLS handshake of the data connection before an empty upload ends it.
 *
 * A connection that ends in the moment in which our side has finished breaks the handshake for the server: vsftpd
 * and proftpd refuse the file. Nothing tells an uploading client that the server is through, so this
 * waits, on real time as the library's own socket timers do. A file with bytes needs no wait: they come first.
 *
 * @throws The signal's abort.
 */
export async function handshakeGrace(client: Client, signal: AbortSignal): Promise<void> {
  if (client.ftp.dataSocket instanceof TLSSocket) await setTimeout(GRACE_MS, undefined, { signal });
}
