import type { ProfileSettings } from "@hms-sync/gen/source";
import { copybookReader, type ProfileRequest, resolveProfile } from "@hms-sync/gen-copybook";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadCodec } from "./load-codec.ts";

/** A random item or group with the values that belong into it. */
interface Node {
  /** Entries at level `level`. */
  lines(level: number, name: string): string[];
  value(settings: ProfileSettings): fc.Arbitrary<unknown>;
  /** Unnamed: no part of the record. */
  readonly filler?: boolean;
}

const digitsOf = fc.integer({ min: 1, max: 18 });

/** A number that fits, in any of its input forms, and what is read back for it. */
function numberValue(
  digits: number,
  scale: number,
  signed: boolean,
): fc.Arbitrary<{ given: unknown; read: unknown }> {
  const most = 10n ** BigInt(digits) - 1n;
  const least = signed ? -most : 0n;
  const edges = fc.constantFrom(0n, most, least, 1n);
  return fc
    .tuple(fc.oneof(edges, fc.bigInt({ min: least, max: most })), fc.nat(2))
    .map(([unscaled, form]) => {
      const negative = unscaled < 0n;
      const text = String(negative ? -unscaled : unscaled).padStart(scale + 1, "0");
      const point = text.length - scale;
      const decimal = `${negative ? "-" : ""}${text.slice(0, point)}${scale > 0 ? `.${text.slice(point)}` : ""}`;
      if (scale > 0) return { given: digits <= 15 && form === 0 ? Number(decimal) : decimal, read: decimal };
      const read = digits > 15 ? unscaled : Number(unscaled);
      return { given: [read, decimal, unscaled][form], read };
    });
}

const number = fc
  .record({
    digits: digitsOf,
    scale: fc.nat(18),
    signed: fc.boolean(),
    usage: fc.constantFrom("", " COMP", " COMP-3", " BINARY", " PACKED-DECIMAL"),
    sign: fc.constantFrom("", " SIGN LEADING", " SIGN LEADING SEPARATE", " TRAILING SEPARATE", " TRAILING"),
  })
  .map(({ digits, scale: wanted, signed, usage, sign }): Node => {
    const scale = Math.min(wanted > 9 ? 0 : wanted, digits);
    const whole = digits - scale;
    const picture = `${signed ? "S" : ""}${whole > 0 ? `9(${whole})` : ""}${scale > 0 ? `V9(${scale})` : ""}`;
    const place = signed && usage === "" ? sign : "";
    return {
      lines: (level, name) => [`${two(level)} ${name} PIC ${picture}${usage}${place}.`],
      value: () => numberValue(digits, scale, signed),
    };
  });

const text = fc.record({ width: fc.integer({ min: 1, max: 90 }), justified: fc.boolean() }).map(
  ({ width, justified }): Node => ({
    lines: (level, name) => [`${two(level)} ${name} PIC X(${width})${justified ? " JUSTIFIED RIGHT" : ""}.`],
    value: (settings) =>
      fc
        .string({ unit: charactersOf(settings.codePage), maxLength: width })
        .map((value) => (justified ? value.trim() : value.replace(/ +$/, "")))
        .map((value) => ({ given: value, read: value })),
  }),
);

const filler = fc.integer({ min: 1, max: 9 }).map(
  (width): Node => ({
    lines: (level) => [`${two(level)} FILLER PIC X(${width}) VALUE ALL '*'.`],
    value: () => fc.constant({ given: undefined, read: undefined }),
    filler: true,
  }),
);

const { node } = fc.letrec<{ node: Node; group: Node; table: Node }>((tie) => ({
  node: fc.oneof({ maxDepth: 3, withCrossShrink: true }, number, text, filler, tie("group"), tie("table")),
  group: fc.array(tie("node"), { minLength: 1, maxLength: 6 }).map(groupOf),
  table: fc
    .tuple(fc.array(tie("node"), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 4 }))
    .map(([members, count]) => tableOf(groupOf(members), count)),
}));
const record = fc
  .oneof(
    fc.array(node, { minLength: 1, maxLength: 8 }),
    // more fields than one function takes
    fc.array(fc.oneof(number, text), { minLength: 61, maxLength: 140 }),
  )
  .map(groupOf);

const profile = fc.constantFrom<ProfileRequest>(
  { profile: "ibm" },
  { profile: "ibm", encoding: "cp1047", set: { byteOrder: "little" } },
  { profile: "ibm", encoding: "cp1140" },
  { profile: "ibm-ascii" },
  { profile: "gnucobol" },
  { profile: "gnucobol", encoding: "latin1", set: { truncate: false } },
  { profile: "microfocus" },
);

function groupOf(members: readonly Node[]): Node {
  const named = members.map((member, index) => ({ member, name: `F-${index}`, key: `F_${index}` }));
  return {
    lines: (level, name) => [
      `${two(level)} ${name}.`,
      ...named.flatMap((entry) => entry.member.lines(level + 2, entry.name)),
    ],
    value: (settings) =>
      fc
        .tuple(
          ...named
            .filter(({ member }) => !member.filler)
            .map(({ member, key }) => member.value(settings).map((value) => [key, value] as const)),
        )
        .map((values) => pair(values as readonly (readonly [string, { given: unknown; read: unknown }])[])),
  };
}

function tableOf(member: Node, count: number): Node {
  return {
    lines(level, name) {
      const [first, ...rest] = member.lines(level, name);
      return [first!.replace(/\.$/, ` OCCURS ${count} TIMES.`), ...rest];
    },
    value: (settings) =>
      fc
        .array(member.value(settings) as fc.Arbitrary<{ given: unknown; read: unknown }>, {
          minLength: count,
          maxLength: count,
        })
        .map((values) => ({
          given: values.map(({ given }) => given),
          read: values.map(({ read }) => read),
        })),
  };
}

function pair(values: readonly (readonly [string, { given: unknown; read: unknown }])[]) {
  return {
    given: Object.fromEntries(values.map(([key, { given }]) => [key, given])),
    read: Object.fromEntries(values.map(([key, { read }]) => [key, read])),
  };
}

function charactersOf(codePage: string): fc.Arbitrary<string> {
  if (codePage === "ascii")
    return fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));
  const latin = fc.integer({ min: 0x20, max: 0xff }).filter((code) => codePage !== "cp1140" || code !== 0xa4);
  return fc.oneof(
    latin.map((code) => String.fromCharCode(code)),
    fc.constant(codePage === "cp1140" ? "€" : "é"),
  );
}

function two(level: number): string {
  return String(level).padStart(2, "0");
}

describe("a random copybook", () => {
  it("gives back every value that was written, in every profile", async () => {
    await fc.assert(
      fc.asyncProperty(record, profile, fc.gen(), async (root, request, gen) => {
        const { settings } = resolveProfile(request);
        if (settings === null) throw new Error("no such profile");
        const lines = root.lines(1, "REC").map((line) => `       ${line}`);
        const { records, findings } = copybookReader.read({
          file: "a.cpy",
          text: lines.join("\n"),
          settings,
        });
        expect(findings).toEqual([]);
        const codec = await loadCodec({ shape: records[0]!, settings, file: "a.cpy" });
        for (let count = 0; count < 3; count++) {
          const { given, read } = gen(() => root.value(settings)) as { given: object; read: object };
          const bytes = codec.encode(given);
          expect(bytes).toHaveLength(records[0]!.length);
          expect(codec.decode(bytes)).toEqual(read);
        }
        // nothing given: VALUEs, blanks and zeros, which can be read and written back to the same bytes
        const blank = codec.encode({});
        expect(Buffer.from(codec.encode(codec.decode(blank) as object)).equals(blank)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
