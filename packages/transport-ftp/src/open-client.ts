import { isIP } from "node:net";
import { HmsSyncError, type TransportContext } from "@hms-sync/connector-api";
import { Client, FTPError } from "basic-ftp";
import { guarded } from "./guard.ts";
import { networkError } from "./network-error.ts";
import type { FtpTarget } from "./options.ts";

/**
 * Connects and encrypts; the certificate is verified.
 *
 * @throws HMS_NET_REFUSED, HMS_NET_TIMEOUT, HMS_NET_CUT, HMS_NET_TLS, HMS_NET_DENIED, or the signal's reason.
 */
export async function connectClient(
  target: FtpTarget,
  context: TransportContext,
  signal: AbortSignal,
): Promise<Client> {
  const client = new Client(target.timeoutMs);
  const { host, port, secure } = target;
  const deadline = { clock: context.clock, timeoutMs: target.timeoutMs };
  try {
    if (secure === "implicit") {
      const options = tlsOptions(target, context);
      await guarded(client, signal, () => client.connectImplicitTLS(host, port, options), deadline);
    } else {
      await guarded(client, signal, () => client.connect(host, port), deadline);
    }
    if (secure === "explicit") {
      const options = tlsOptions(target, context);
      // the library waits for a TLS handshake without a limit of its own
      await guarded(client, signal, () => client.useTLS(options), deadline);
    }
    return client;
  } catch (error) {
    client.close();
    signal.throwIfAborted();
    throw networkError(error, `connecting to ${target.address}`, "connecting");
  }
}

/**
 * Logs in, then asks for binary transfers.
 *
 * @throws HMS_NET_AUTH when the server refuses the user or the password, otherwise as `connectClient`.
 */
export async function login(client: Client, target: FtpTarget, signal: AbortSignal): Promise<void> {
  const doing = `login to ${target.address} as ${target.user}`;
  try {
    // names beyond ASCII are UTF-8 (RFC 2640); a server that does not know the option says so and nothing else happens
    await guarded(client, signal, () => client.sendIgnoringError("OPTS UTF8 ON"));
    await guarded(client, signal, () => client.login(target.user, target.password)).catch(
      (error: unknown) => {
        throw isRefusedLogin(error)
          ? new HmsSyncError("HMS_NET_AUTH", `${doing}: the server refused the user name or password`)
          : error;
      },
    );
    await guarded(client, signal, () => client.useDefaultSettings());
  } catch (error) {
    client.close();
    signal.throwIfAborted();
    throw networkError(error, doing);
  }
}

/** 530 not logged in (RFC 959), 332 account needed, 430 invalid user name or password (widely used). */
function isRefusedLogin(error: unknown): boolean {
  return error instanceof FTPError && [530, 332, 430].includes(error.code);
}

function tlsOptions({ host, ca }: FtpTarget, context: TransportContext): Record<string, unknown> {
  return {
    host,
    // SNI is for names only (RFC 6066 section 3)
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca !== undefined && { ca: context.resolveSecret(ca) }),
  };
}
