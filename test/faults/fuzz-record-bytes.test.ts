import { isHmsSyncError, type RecordProblem } from "@hms-sync/connector-api";
import type { ProfileRequest } from "@hms-sync/gen-copybook";
import fc from "fast-check";
import { expect, it } from "vitest";
import { loadCopybook } from "../fixtures/copybooks.ts";

/** Runs a copybook, and the seed that makes them the same each time. */
const OPTIONS = { numRuns: 250, seed: 20_240_402 };

const IBM: ProfileRequest = { profile: "ibm" };
const SUBJECTS: readonly (readonly [copybook: string, profile: ProfileRequest])[] = [
  ["text-widths", { profile: "gnucobol" }],
  ["text-widths", { profile: "ibm", encoding: "cp1140" }],
  ["zoned-unsigned", IBM],
  ["zoned-signed", IBM],
  ["zoned-signed", { profile: "ibm-ascii" }],
  ["zoned-signed", { profile: "microfocus" }],
  ["sign-leading", IBM],
  ["sign-separate", IBM],
  ["packed-odd-even", IBM],
  ["packed-unsigned", IBM],
  ["packed-decimals", { profile: "gnucobol" }],
  ["binary-sizes", IBM],
  ["binary-unsigned", { profile: "ibm", set: { truncate: false } }],
  ["native-binary", { profile: "gnucobol" }],
  ["comp-x", { profile: "microfocus" }],
  ["comp-6", { profile: "gnucobol" }],
  ["floats", IBM],
  ["floats", { profile: "gnucobol" }],
  ["scaled-p", IBM],
  ["edited-money", { profile: "gnucobol" }],
  ["edited-signs", IBM],
  ["blank-when-zero", IBM],
  ["redefines-nested", IBM],
  ["synchronized", IBM],
  ["odo-last", IBM],
  ["odo-then-items", IBM],
  ["odo-then-items", { profile: "ibm", set: { odo: "max" } }],
  ["odo-then-items", { profile: "ibm", set: { odo: "pad" } }],
];

it.each(SUBJECTS)(
  "damaged bytes of %s (%j) give whole values or errors that say where",
  async (name, profile) => {
    const { shape, codec } = await loadCopybook(name, profile);
    const good = codec.encode({});
    const damaged = fc
      .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 })
      .map((faults) => {
        const bytes = Uint8Array.from(good);
        for (const [at, byte] of faults) bytes[at] = byte;
        return bytes;
      });
    const random = fc.uint8Array({ minLength: good.length, maxLength: good.length });
    const otherLength = fc.uint8Array({ maxLength: shape.length + 40 });
    fc.assert(
      fc.property(fc.oneof({ weight: 6, arbitrary: damaged }, random, otherLength), (bytes) => {
        const before = bytes.slice();
        let row: Record<string, unknown>;
        try {
          row = codec.decode(bytes);
        } catch (error) {
          if (!isHmsSyncError(error, "HMS_REC_INVALID")) throw error;
          expect(error.problems.length).toBeGreaterThan(0);
          for (const problem of error.problems) expectPlace(problem, bytes.length, `${name}.cpy:`);
          return;
        }
        expectWhole(row);
        // what was read is written, in the form that is used for writing, and that is read as the same
        const written = codec.encode(row);
        expect(codec.decode(written)).toEqual(row);
        expect(Buffer.from(codec.encode(codec.decode(written))).equals(written)).toBe(true);
        expect(bytes).toEqual(before);
      }),
      OPTIONS,
    );
  },
);

function expectPlace(problem: RecordProblem, length: number, file: string): void {
  expect(problem.message).not.toBe("");
  expect(problem.declared?.startsWith(file), problem.message).toBe(true);
  expect(problem.offset, problem.message).toBeGreaterThanOrEqual(0);
  expect(problem.offset, problem.message).toBeLessThanOrEqual(length);
  const wrongLength = problem.code === "short-record" || problem.code === "long-record";
  if (!wrongLength) expect(problem.bytes, problem.message).toMatch(/^([0-9a-f]{2} ?)+/i);
}

/** No null, no undefined, no NaN, whatever was read. */
function expectWhole(value: unknown): void {
  if (Array.isArray(value)) value.forEach(expectWhole);
  else if (typeof value === "object" && value !== null) Object.values(value).forEach(expectWhole);
  else if (typeof value === "number") expect(value).not.toBeNaN();
  else expect(["string", "bigint"]).toContain(typeof value);
}
