import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, writeFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { expect, it } from "vitest";
import { runMeasured } from "../fixtures/run-measured.ts";
import { temporaryFolder } from "../fixtures/temporary-folder.ts";

const COPYBOOK = `
       01  CLAIM-REC.
           05  CLAIM-NO       PIC 9(9).
           05  MEMBER-NAME    PIC X(40).
           05  CHARGE         PIC S9(7)V99 COMP-3.
           05  LINE-ITEM      OCCURS 4 TIMES.
               10  ITEM-CODE  PIC X(10).
               10  ITEM-UNITS PIC S9(4) COMP.
               10  ITEM-PRICE PIC S9(5)V99.
           05  REMARK         PIC X(70).
`;
const RECORD_BYTES = 9 + 40 + 5 + 4 * 19 + 70;
const FILE_BYTES = 50_000_000;
const MOST_BYTES = 256 * 2 ** 20;

/** JSON rows for a file of the given size, made as they are read. */
function* rows(bytes: number): Generator<string> {
  const count = Math.ceil(bytes / RECORD_BYTES);
  for (let first = 0; first < count; first += 500) {
    let lines = "";
    for (let n = first; n < Math.min(first + 500, count); n++) {
      const items = Array.from({ length: 4 }, (_, item) => ({
        ITEM_CODE: `CODE-${(n + item) % 1000}`,
        ITEM_UNITS: (n % 2000) - 1000,
        ITEM_PRICE: ((n % 9_999_999) / 100).toFixed(2),
      }));
      lines += `${JSON.stringify({
        CLAIM_NO: n,
        MEMBER_NAME: `MEMBER ${n}`,
        CHARGE: (-(n % 999_999_999) / 100).toFixed(2),
        LINE_ITEM: items,
        REMARK: "r".repeat(n % 71),
      })}\n`;
    }
    yield lines;
  }
}

async function fingerprint(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

it("a file of 50 MB goes through encode, decode and encode again in flat memory", async () => {
  using folder = temporaryFolder();
  const copybook = folder.at("claim.cpy");
  writeFileSync(copybook, COPYBOOK);
  await pipeline(rows(FILE_BYTES), createWriteStream(folder.at("rows.ndjson")));
  const convert = (command: string, from: string, to: string) =>
    runMeasured([command, copybook, "--in", folder.at(from), "--out", folder.at(to)], folder.at("peak"));
  const peaks = [
    await convert("encode", "rows.ndjson", "first.dat"),
    await convert("decode", "first.dat", "decoded.ndjson"),
    await convert("encode", "decoded.ndjson", "second.dat"),
  ].map(({ peakBytes }) => peakBytes);
  expect(await fingerprint(folder.at("second.dat"))).toBe(await fingerprint(folder.at("first.dat")));
  for (const peak of peaks) expect(peak).toBeLessThan(MOST_BYTES);
});
