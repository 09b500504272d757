import { type ErrorCode, HmsSyncError, isHmsSyncError } from "@hms-sync/connector-api";
import { FTPError } from "basic-ftp";

const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN",
  "EADDRNOTAVAIL",
]);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/;
const HANDSHAKE = /^(ERR_SSL|ERR_TLS|EPROTO)/;

/** Longest part of a server's own words that is repeated. */
const REPLY_CHARACTERS = 160;

/**
 * Gives an error of the FTP library, or of a socket, its place in the catalogue.
 *
 * `doing` says what was tried, names and sizes only. An error that is an answer of the server has its code as
 * `meta.reply`: the session is still usable and the step certainly did not happen. Without it, the session is lost.
 */
export function networkError(
  error: unknown,
  doing: string,
  phase: "connecting" | "connected" = "connected",
): HmsSyncError {
  if (isHmsSyncError(error)) return error;
  if (error instanceof FTPError) return answerError(error, doing);
  const message = error instanceof Error ? error.message : String(error);
  const code = errorCode(error);
  if (CERTIFICATE.test(code) || (phase === "connecting" && HANDSHAKE.test(code))) {
    return new HmsSyncError("HMS_NET_TLS", `${doing}: no trusted encrypted connection (${code})`);
  }
  if (message.startsWith("None of the available transfer strategies")) return dataPortError(message, doing);
  const kind = kindOf(code, message);
  return new HmsSyncError(kind, `${doing}: ${PHRASES[kind]}${code === "" ? "" : ` (${code})`}`);
}

/** The code with which the server refused a step (RFC 959 section 4.2); undefined when the session is lost instead. */
export function replyOf(error: unknown): number | undefined {
  const reply = isHmsSyncError(error) ? error.meta["reply"] : undefined;
  return typeof reply === "number" ? reply : undefined;
}

/** True when the server answered: the step certainly did not happen, and the session goes on. */
export function isAnswer(error: unknown): boolean {
  return replyOf(error) !== undefined;
}

const PHRASES = {
  HMS_NET_TIMEOUT: "the server did not answer in time",
  HMS_NET_REFUSED: "the server could not be reached",
  HMS_NET_CUT: "the connection was lost",
} as const;

function kindOf(code: string, message: string): keyof typeof PHRASES {
  if (code === "ETIMEDOUT" || /timeout/i.test(message)) return "HMS_NET_TIMEOUT";
  return UNREACHABLE.has(code) ? "HMS_NET_REFUSED" : "HMS_NET_CUT";
}

/** 421 ends the session (RFC 959 section 4.2.1), so it is no answer to the step. */
function answerError(error: FTPError, doing: string): HmsSyncError {
  const words = error.message
    .replace(/\p{Cc}+/gu, " ")
    .slice(0, REPLY_CHARACTERS)
    .trim();
  if (error.code === 421) {
    return new HmsSyncError("HMS_NET_REFUSED", `${doing}: the server closed the session: ${words}`);
  }
  return new HmsSyncError("HMS_NET_DENIED", `${doing}: the server answered ${words}`, {
    meta: { reply: error.code },
  });
}

/** The library names the last cause in its text only. */
function dataPortError(message: string, doing: string): HmsSyncError {
  const code: ErrorCode = /timeout/i.test(message)
    ? "HMS_NET_TIMEOUT"
    : /FIN packet|closed|ECONNRESET/i.test(message)
      ? "HMS_NET_CUT"
      : "HMS_NET_REFUSED";
  return new HmsSyncError(code, `${doing}: no data connection in passive mode`, {
    hint: "Check that the server's passive port range is open in every firewall on the way.",
  });
}

function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === "string" && code !== "0") return code;
  // the library rejects with Node's bare reason when a certificate is not trusted
  return typeof error === "string" ? error : "";
}
