import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { HmsSyncError } from "@hms-sync/connector-api";

/** A refused body is read to its end and thrown away up to this many times the limit, so that the answer is heard. */
const THROWN_AWAY = 8;

/**
 * Reads a request's body, and never keeps more of it than the limit.
 *
 * @throws HMS_HUB_TOO_LARGE, by its declared length already when there is one.
 */
export function readBody(incoming: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const declared = Number(incoming.headers["content-length"] ?? 0);
    let chunks: Buffer[] = [];
    let size = 0;
    let refused = false;
    const refuse = (): void => {
      refused = true;
      chunks = [];
      reject(
        new HmsSyncError("HMS_HUB_TOO_LARGE", `the body is larger than ${limitBytes} bytes`, {
          meta: { limitBytes },
        }),
      );
    };
    if (declared > limitBytes) refuse();
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (refused) {
        if (size > limitBytes * THROWN_AWAY) incoming.destroy();
        return;
      }
      if (size > limitBytes) return refuse();
      chunks.push(chunk);
    });
    incoming.once("end", () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    // after "end" the promise is settled, and this changes nothing
    const gone = (): void =>
      reject(new HmsSyncError("HMS_HUB_CLIENT_GONE", "the connection ended before the body did"));
    incoming.once("error", gone);
    incoming.once("close", gone);
  });
}

/** @throws HMS_HUB_NOT_JSON; a parser's own message would quote the body. */
export function parseJson(bytes: Buffer): unknown {
  if (isUtf8(bytes)) {
    try {
      return JSON.parse(bytes.toString("utf8"));
    } catch {
      // said below
    }
  }
  throw new HmsSyncError("HMS_HUB_NOT_JSON", `the body of ${bytes.length} bytes is not JSON`, {
    meta: { sizeBytes: bytes.length },
  });
}

/** @throws HMS_HUB_CONTENT_TYPE when the body is not one of the types that the route reads. */
export function checkContentType(incoming: IncomingMessage, types: readonly string[]): void {
  const [type = "", ...parameters] = (incoming.headers["content-type"] ?? "").toLowerCase().split(";");
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith("charset="));
  const readable = charset === undefined || /^charset="?utf-8"?$/.test(charset);
  const encoding = incoming.headers["content-encoding"] ?? "identity";
  if (types.includes(type.trim()) && readable && encoding === "identity") return;
  throw new HmsSyncError(
    "HMS_HUB_CONTENT_TYPE",
    encoding === "identity"
      ? `the content type is not ${types.join(" or ")} in UTF-8`
      : "the body is compressed, which the hub does not read",
    {
      hint: `Send \`content-type: ${types[0]}\`${types.length > 1 ? `, or ${types.slice(1).join(" or ")}` : ""}.`,
    },
  );
}
