import { randomBytes } from "node:crypto";

/** Makes time-ordered ids (UUIDv7, RFC 9562 section 5.7), so that indexes over them grow at one end. */
export function createNewId(now: () => number): () => string {
  return () => {
    const bytes = randomBytes(16);
    bytes.writeUIntBE(now(), 0, 6);
    bytes[6] = (bytes[6]! & 0x0f) | 0x70;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
}
