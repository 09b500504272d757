import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";

/** A data port that waits for one connection of the client (RFC 959 PASV, RFC 2428 EPSV). */
export interface PassivePort {
  readonly port: number;
  /** The data connection, when the client has opened it. Rejects when the port was closed first. */
  connection(): Promise<Socket>;
  /** Ends the connection and stops listening. May be called twice. */
  close(): void;
}

/** Opens a data port on 127.0.0.1. */
export async function openPassivePort(): Promise<PassivePort> {
  // a client that has sent everything closes its half; ours stays open until the transfer is judged
  const server: Server = createServer({ allowHalfOpen: true, noDelay: true });
  let socket: Socket | undefined;
  let failed: (reason: Error) => void = () => {};
  const connected = new Promise<Socket>((resolve, reject) => {
    failed = reject;
    server.once("connection", (accepted) => {
      socket = accepted;
      accepted.on("error", () => {});
      server.close();
      resolve(accepted);
    });
  });
  connected.catch(() => {});
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    connection: () => connected,
    close(): void {
      server.close();
      socket?.destroy();
      failed(new Error("the data port was closed"));
    },
  };
}
