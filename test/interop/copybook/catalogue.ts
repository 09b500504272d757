import type { ProfileRequest } from "@hms-sync/gen-copybook";
import type { Choose } from "./rows.ts";

/** Copybooks that go through COBOL together, compiled with one set of options. */
export interface Suite {
  readonly title: string;
  /** Options of `cobc` that say what `profile` says. */
  readonly flags: readonly string[];
  readonly profile: ProfileRequest;
  /** Names of files in `books`, without `.cpy`. */
  readonly books: readonly string[];
  /** Rows a record. */
  readonly rows: number;
  /**
   * Storage as the compiler leaves it is compared too. Not with signs over EBCDIC digits, where GnuCOBOL puts the plain
   * digit zero, which is no signed zero of that form; and not with variable tables, whose counters it leaves at zero
   * even where that is fewer than the least.
   */
  readonly untouched: boolean;
}

/** By record: how its REDEFINES are told apart when it is read. Values in the order of the alternatives. */
export const CHOOSE: Readonly<Record<string, Choose>> = {
  "PAYMENT-REC": {
    "PAYMENT-REC.CARD-PART": { by: "PAY_KIND", values: { C: "CARD_PART", K: "CHECK_PART" } },
  },
};

const SIGNED = ["zoned-signed", "sign-leading", "sign-separate", "group-usage", "account-master"];
const BINARY = ["binary-sizes", "binary-unsigned", "binary-decimals", "conditions"];
const VARIABLE = ["odo-last", "odo-binary-counter", "odo-then-items"];

/** Every copybook as GnuCOBOL takes it, then those that its options change. */
export function suites(all: readonly string[]): readonly Suite[] {
  const fixed = all.filter((name) => !VARIABLE.includes(name));
  return [
    {
      title: "GnuCOBOL as it comes",
      flags: [],
      profile: { profile: "gnucobol" },
      books: fixed,
      rows: 40,
      untouched: true,
    },
    {
      title: "signs over the digits of IBM",
      flags: ["-fsign=EBCDIC"],
      profile: { profile: "gnucobol", set: { overpunch: "ibm-ascii" } },
      books: SIGNED,
      rows: 40,
      untouched: false,
    },
    {
      title: "binary numbers of 2, 4 and 8 bytes",
      flags: ["-fbinary-size=2-4-8"],
      profile: { profile: "gnucobol", set: { binarySizes: "2-4-8" } },
      books: BINARY,
      rows: 30,
      untouched: true,
    },
    {
      title: "binary numbers of 1 to 8 bytes",
      flags: ["-fbinary-size=1--8"],
      profile: { profile: "gnucobol", set: { binarySizes: "1-8" } },
      books: BINARY,
      rows: 30,
      untouched: true,
    },
    {
      title: "binary numbers in the machine's order",
      flags: ["-fbinary-byteorder=native"],
      profile: { profile: "gnucobol", set: { byteOrder: "little" } },
      books: BINARY,
      rows: 30,
      untouched: true,
    },
    {
      title: "binary numbers over the whole of their bytes",
      flags: ["-fno-binary-truncate"],
      profile: { profile: "gnucobol", set: { truncate: false } },
      books: BINARY,
      rows: 30,
      untouched: true,
    },
    {
      title: "items behind a variable table in their places",
      flags: ["-fcomplex-odo"],
      profile: { profile: "gnucobol", set: { odo: "max" } },
      books: VARIABLE,
      rows: 40,
      untouched: false,
    },
    {
      title: "items behind a variable table moved up",
      flags: ["-fodoslide"],
      profile: { profile: "gnucobol", set: { odo: "shift" } },
      books: VARIABLE,
      rows: 40,
      untouched: false,
    },
    {
      title: "items behind a variable table moved up, blanks at the end",
      flags: ["-fodoslide"],
      profile: { profile: "gnucobol", set: { odo: "pad" } },
      books: VARIABLE,
      rows: 40,
      untouched: false,
    },
  ];
}
