import { randomFillSync } from "node:crypto";

const pool = new Uint8Array(4096);
let used = pool.length;

/** Ten random bytes; drawn in blocks, since each draw is a system call. */
function random(): Uint8Array {
  if (used + 10 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 10;
  return pool.subarray(used - 10, used);
}

/** A time-ordered id: UUID version 7 (RFC 9562 section 5.7) of the given time, in ms since 1970. */
export function newId(at: number): string {
  const time = at.toString(16).padStart(12, "0");
  const bytes = random();
  let tail = "";
  for (const byte of bytes) tail += byte.toString(16).padStart(2, "0");
  // the variant is 10 in binary: 8, 9, a or b
  const variant = ((bytes[2]! & 0x3f) | 0x80).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(1, 4)}-${variant}${tail.slice(6, 8)}-${tail.slice(8)}`;
}

/** The time of an id of version 7, in ms since 1970; undefined for any other text. */
export function timeOfId(id: string): number | undefined {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)
    ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
    : undefined;
}
