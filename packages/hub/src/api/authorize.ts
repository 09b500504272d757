import { createHash } from "node:crypto";
import { HmsSyncError } from "@hms-sync/connector-api";
import type { ApiKey, Scope } from "../hub-options.ts";

/** Headers as `node:http` gives them. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Lets a request pass, or says why not.
 *
 * Without keys the hub is for programs of its own machine: a web page that was opened there must not reach it, neither by
 * a form (which carries an Origin) nor by a name that was made to point to loopback.
 *
 * @throws HMS_HUB_KEY_REQUIRED, HMS_HUB_KEY_SCOPE, HMS_HUB_ORIGIN.
 */
export type Authorize = (scope: Scope | "open", headers: RequestHeaders) => void;

export function createAuthorize(keys: readonly ApiKey[]): Authorize {
  const byHash = new Map(keys.map((key) => [key.hash.toLowerCase(), key]));
  if (keys.length === 0) {
    return (_scope, headers) => {
      const origin = headers["origin"];
      if (
        !isLoopbackHost(String(headers["host"] ?? "")) ||
        (origin !== undefined && !isLoopbackOrigin(String(origin)))
      ) {
        throw new HmsSyncError("HMS_HUB_ORIGIN", "the request comes from elsewhere than this machine");
      }
    };
  }
  return (scope, headers) => {
    if (scope === "open") return;
    const token = /^Bearer +(\S+)$/i.exec(String(headers["authorization"] ?? ""))?.[1];
    const key =
      token === undefined ? undefined : byHash.get(createHash("sha256").update(token).digest("hex"));
    if (key === undefined)
      throw new HmsSyncError("HMS_HUB_KEY_REQUIRED", "the request has no key that the hub knows");
    if (!key.scopes.includes(scope)) {
      throw new HmsSyncError("HMS_HUB_KEY_SCOPE", `the key ${key.name} lacks the scope ${scope}`, {
        meta: { scope },
      });
    }
  };
}

/** True for names and addresses of this machine alone. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i.test(hostname);
}

function isLoopbackHost(host: string): boolean {
  return isLoopback(host.replace(/:\d+$/, ""));
}

function isLoopbackOrigin(origin: string): boolean {
  return isLoopback(URL.parse(origin)?.hostname ?? "");
}
