import { nearestNames } from "@hms-sync/connector-api";
import { folderFault } from "./remote-path.ts";

/** Notes one fault of the options. */
export type Complain = (
  message: string,
  details?: { hint?: string; suggestions?: readonly string[] },
) => void;

/** The parts of `ftp://user@host:port/folder`. */
export interface Endpoint {
  readonly protocol: "ftp:" | "ftps:";
  readonly host: string;
  readonly port: number | undefined;
  readonly user: string | undefined;
  /** Absolute, or relative to the folder after login when the URL's path begins with `/~/`. */
  readonly folder: string;
}

/**
 * Reads an endpoint and complains about every fault of it; undefined when it cannot be read at all.
 *
 * A text that may hold a password is never quoted.
 */
export function readEndpoint(text: string, complain: Complain): Endpoint | undefined {
  if (!URL.canParse(text)) {
    complain("endpoint: a URL such as ftp://user@host:21/inbox is expected");
    return undefined;
  }
  const url = new URL(text);
  const scheme = url.protocol.slice(0, -1);
  if (scheme !== "ftp" && scheme !== "ftps") {
    const suggestions = nearestNames(scheme, ["ftp", "ftps"]);
    complain(`endpoint: the protocol ${scheme} is not ftp or ftps`, { suggestions });
    return undefined;
  }
  if (url.password !== "") {
    complain("endpoint: holds a password, and endpoints are shown in logs", {
      hint: "Take it out of the endpoint and give it as `password`, as env:NAME or file:PATH.",
    });
  }
  if (url.search !== "" || url.hash !== "") complain("endpoint: a query or a fragment means nothing to FTP");
  if (url.hostname === "") complain("endpoint: names no host");

  const user = decoded(url.username);
  const path = decoded(rawPath(text));
  if (user === undefined || path === undefined) {
    complain("endpoint: has a % that is not followed by two hexadecimal digits", {
      hint: "Write %25 for a %.",
    });
    return undefined;
  }
  if (/[\r\n\0]/.test(user)) complain("endpoint: the user name contains a control character");
  const fault = folderFault(path);
  if (fault !== undefined) complain(`endpoint: the folder ${JSON.stringify(path)} ${fault}`);
  return {
    protocol: `${scheme}:`,
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? undefined : Number(url.port),
    user: user === "" ? undefined : user,
    folder: folderOf(path),
  };
}

/** The path as it was written: `URL` would resolve `..` silently. */
function rawPath(text: string): string {
  return /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(text)?.[1] ?? "";
}

function folderOf(path: string): string {
  const trimmed = path.replace(/\/+$/, "");
  if (trimmed === "/~") return "";
  if (trimmed.startsWith("/~/")) return trimmed.slice(3);
  return trimmed === "" ? (path === "" ? "" : "/") : trimmed;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
