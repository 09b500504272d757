import { type Finding, HmsSyncError, nearestNames, type TransportOptions } from "@hms-sync/connector-api";
import { durationMs } from "./duration.ts";
import { type Complain, readEndpoint } from "./endpoint.ts";
import { folderFault, nameFault } from "./remote-path.ts";

/** How the connection is encrypted: not at all, after `AUTH TLS` (RFC 4217), or from the first byte. */
export type Secure = "none" | "explicit" | "implicit";

/** Everything the transport needs to know, checked. */
export interface FtpTarget {
  readonly host: string;
  readonly port: number;
  /** `host:port`, for errors and logs. */
  readonly address: string;
  readonly user: string;
  readonly password: string;
  readonly secure: Secure;
  /** Certificates to trust instead of the well-known ones: PEM text, `env:NAME` or `file:PATH`. */
  readonly ca: string | undefined;
  /** Longest silence of the server, in ms. */
  readonly timeoutMs: number;
  /** Where files go; empty for the folder that the server opens after login. */
  readonly folder: string;
  /** Suffix of the marker file. */
  readonly marker: string | undefined;
  /** Where the outside system's answers come from, when it answers in files. */
  readonly answers:
    | {
        readonly folder: string;
        readonly pattern: string;
        readonly afterwards: "archive" | "delete" | "keep";
      }
    | undefined;
}

const SETTINGS = ["secure", "timeout", "ca"] as const;
const SECURE: readonly Secure[] = ["none", "explicit", "implicit"];
const DEFAULT_TIMEOUT_MS = 30_000;
const LONGEST_TIMEOUT_MS = 600_000;

/**
 * Checks the options of a connector and gives what the transport needs.
 *
 * @throws HMS_CFG_INVALID with every fault; neither the password nor an endpoint that may hold one is ever quoted.
 */
export function readOptions(options: TransportOptions, connector: string): FtpTarget {
  const findings: Finding[] = [];
  const complain: Complain = (message, details = {}) => {
    findings.push({
      code: "HMS_CFG_INVALID",
      severity: "error",
      message,
      ...(details.hint === undefined ? {} : { hint: details.hint }),
      suggestions: details.suggestions ?? [],
      // options may come from anywhere; the connector is the place that a person can look for
      file: `connector ${connector}`,
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 1,
    });
  };

  const settings = readSettings(options, complain);
  const endpoint = readEndpoint(options.endpoint, complain);
  const secure = settings.secure ?? (endpoint?.protocol === "ftps:" ? "explicit" : "none");
  if (endpoint?.protocol === "ftps:" && secure === "none") {
    complain('settings.secure: "none" contradicts the endpoint, which begins with ftps://', {
      hint: "Write ftp:// for a connection that is not encrypted.",
    });
  }
  if (settings.ca !== undefined && secure === "none") {
    complain("settings.ca: certificates are of no use on a connection that is not encrypted", {
      hint: "Set settings.secure to explicit or implicit.",
    });
  }
  const password = options.password ?? (endpoint?.user === undefined ? "anonymous" : "");
  if (/[\r\n\0]/.test(password)) {
    complain("password: contains a line end, which no FTP server can receive", {
      hint: "Store the secret without a line end after it.",
    });
  }
  const { marker } = options.file;
  if (marker !== undefined && nameFault(`x${marker}`) !== undefined) {
    complain(`file.marker: ${JSON.stringify(marker)} ${nameFault(`x${marker}`)}`);
  }
  const answers = readAnswers(options, complain);

  if (findings.length > 0 || endpoint === undefined) {
    const [first] = findings;
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : "";
    throw new HmsSyncError("HMS_CFG_INVALID", `connector ${connector}: ${first?.message}${more}`, {
      findings,
      ...(first?.hint === undefined ? {} : { hint: first.hint }),
    });
  }
  const port = endpoint.port ?? (secure === "implicit" ? 990 : 21);
  return Object.freeze({
    host: endpoint.host,
    port,
    address: `${endpoint.host}:${port}`,
    user: endpoint.user ?? "anonymous",
    password,
    secure,
    ca: settings.ca,
    timeoutMs: settings.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    folder: endpoint.folder,
    marker,
    answers,
  });
}

function readSettings(
  options: TransportOptions,
  complain: Complain,
): { secure?: Secure; timeoutMs?: number; ca?: string } {
  const found: { secure?: Secure; timeoutMs?: number; ca?: string } = {};
  for (const [name, value] of Object.entries(options.settings ?? {})) {
    if (value === undefined) continue;
    if (name === "secure") {
      const secure = SECURE.find((known) => known === value);
      if (secure !== undefined) found.secure = secure;
      else {
        const suggestions = typeof value === "string" ? nearestNames(value, SECURE) : [];
        complain(`settings.secure: one of ${SECURE.join(", ")} is expected${didYouMean(suggestions)}`, {
          suggestions,
        });
      }
    } else if (name === "timeout") {
      const timeoutMs = durationMs(value);
      if (timeoutMs !== undefined && timeoutMs <= LONGEST_TIMEOUT_MS) found.timeoutMs = timeoutMs;
      else
        complain(
          "settings.timeout: milliseconds or a duration such as 500ms, 30s or 2m is expected, 10m at most",
        );
    } else if (name === "ca") {
      if (typeof value === "string" && value !== "") found.ca = value;
      else complain("settings.ca: PEM text or a reference such as file:/etc/ssl/partner.pem is expected");
    } else {
      const suggestions = nearestNames(name, SETTINGS);
      complain(`settings.${name}: no setting of that name${didYouMean(suggestions)}`, {
        hint: `The settings of an FTP connector are ${SETTINGS.join(", ")}.`,
        suggestions,
      });
    }
  }
  return found;
}

function readAnswers({ ack }: TransportOptions, complain: Complain): FtpTarget["answers"] {
  if (ack.from !== "file") return undefined;
  const { folder, pattern } = ack;
  if (folder === undefined) complain("ack.folder: needed because ack.from is file");
  if (pattern === undefined) complain("ack.pattern: needed because ack.from is file");
  const folderIs = folder === undefined ? undefined : folderFault(folder);
  if (folderIs !== undefined) complain(`ack.folder: ${JSON.stringify(folder)} ${folderIs}`);
  const patternIs = pattern === undefined ? undefined : nameFault(pattern);
  if (patternIs !== undefined) complain(`ack.pattern: ${JSON.stringify(pattern)} ${patternIs}`);
  if (folder === undefined || pattern === undefined) return undefined;
  return { folder: folder.replace(/(.)\/+$/, "$1"), pattern, afterwards: ack.then };
}

function didYouMean(suggestions: readonly string[]): string {
  return suggestions.length === 0 ? "" : `, did you mean ${suggestions.join(" or ")}?`;
}
