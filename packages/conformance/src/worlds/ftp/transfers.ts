import { once } from "node:events";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { FtpSession } from "./session.ts";

/** STOR and APPE: what arrives is on the disk at once, so whatever cuts the transfer leaves a partial file. */
export async function receiveFile(
  session: FtpSession,
  path: string,
  mode: "replace" | "append",
): Promise<void> {
  const connection = await dataConnection(session);
  if (connection === undefined) return;
  const { socket } = connection;
  const { host, fault } = session;
  const limit = fault?.do === "cut" || fault?.do === "truncate" ? fault.afterBytes : Number.POSITIVE_INFINITY;
  const writer = host.files.open(path, mode);
  host.changed("open", path);
  session.reply(150, "send it");
  let receivedBytes = 0;
  try {
    if (fault?.do === "cut" && limit === 0) return session.drop();
    for await (const chunk of socket as AsyncIterable<Uint8Array>) {
      const kept = chunk.subarray(0, Math.max(0, limit - receivedBytes));
      receivedBytes += chunk.length;
      if (kept.length > 0) {
        writer.write(kept);
        host.changed("append", path);
      }
      if (fault?.do === "cut" && receivedBytes >= limit) return session.drop();
    }
    // the end of a connection proves nothing as long as the client has not finished its handshake (RFC 8446 section 6.1)
    if (!connection.handshaken()) return session.reply(426, "the data connection ended within its handshake");
  } catch {
    return session.reply(426, "the data connection was lost");
  } finally {
    writer.close();
    session.data?.close();
  }
  host.changed("stored", path);
  session.reply(226, "complete");
}

/** RETR and the listings: sends the bytes on the data connection. */
export async function sendBytes(session: FtpSession, bytes: Uint8Array): Promise<void> {
  const connection = await dataConnection(session);
  if (connection === undefined) return;
  const { socket } = connection;
  session.reply(150, "here it comes");
  const { fault } = session;
  if (fault?.do === "cut") {
    socket.write(bytes.subarray(0, fault.afterBytes), () => session.drop());
    return;
  }
  const closed = once(socket, "close");
  socket.resume();
  socket.end(bytes);
  await closed.catch(() => {});
  session.reply(226, "complete");
}

interface DataConnection {
  readonly socket: Socket;
  /** True when there is no handshake, or it is over. */
  handshaken(): boolean;
}

async function dataConnection(session: FtpSession): Promise<DataConnection | undefined> {
  const { data } = session;
  if (data === undefined) {
    session.reply(425, "EPSV or PASV comes first");
    return undefined;
  }
  try {
    const plain = await data.connection();
    if (!session.protectsData) return { socket: plain, handshaken: () => true };
    const encrypted = new TLSSocket(plain, { isServer: true, secureContext: session.host.tls });
    let done = false;
    encrypted.once("secure", () => {
      done = true;
    });
    encrypted.on("error", () => {});
    return { socket: encrypted, handshaken: () => done };
  } catch {
    session.reply(425, "no data connection");
    return undefined;
  }
}
