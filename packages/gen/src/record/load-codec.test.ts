import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { isHmsSyncError, type RecordProblem } from "@hms-sync/connector-api";
import { copybookReader, type ProfileRequest, resolveProfile } from "@hms-sync/gen-copybook";
import { describe, expect, it } from "vitest";
import { loadCodec } from "./load-codec.ts";

const COPYBOOK = `       01  CLAIM-REC.
           05  CLAIM-NO       PIC 9(6).
           05  MEMBER.
               10  LAST-NAME  PIC X(6).
               10  FILLER     PIC X(2) VALUE '##'.
               10  STATE      PIC X(2) VALUE 'NJ'.
           05  LINES OCCURS 2 TIMES.
               10  UNITS      PIC S9(4) COMP.
               10  CHARGE     PIC S9(5)V99 COMP-3.
               10  ADJUST     PIC S9(3)V9.
           05  FILLER OCCURS 2 TIMES.
               10  NOTE-CODE  PIC X.
           05  TOTAL          PIC 9(16) COMP-3.
           05  TAG            PIC X(4) JUSTIFIED RIGHT.
`;

async function codec(request: ProfileRequest, text = COPYBOOK) {
  const { settings } = resolveProfile(request);
  const { records, findings } = copybookReader.read({ file: "claim.cpy", text, settings: settings! });
  expect(findings).toEqual([]);
  return loadCodec({ shape: records[0]!, settings: settings!, file: "claim.cpy" });
}

/** Problems as `path code declared offset`. */
function problemsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (!isHmsSyncError(error, "HMS_REC_INVALID")) throw error;
    return error.problems.map((problem: RecordProblem) =>
      [problem.path, problem.code, problem.declared, problem.offset]
        .filter((part) => part !== undefined)
        .join(" "),
    );
  }
  return [];
}

const claim = {
  CLAIM_NO: 42,
  MEMBER: { LAST_NAME: "Baker" },
  LINES: [
    { UNITS: -2, CHARGE: "12345.67", ADJUST: "-1.5" },
    { UNITS: 9999n, CHARGE: -0.5, ADJUST: 0 },
  ],
  NOTE_CODE: ["A", "B"],
  TOTAL: "9999999999999999",
  TAG: "OK",
};

describe("loadCodec", () => {
  it("writes the golden bytes of a GnuCOBOL record", async () => {
    const bytes = (await codec({ profile: "gnucobol" })).encode(claim);
    expect(Buffer.from(bytes).toString("hex")).toBe(
      [
        "303030303432", // 000042
        "42616b657220", // Baker
        "2323", // the FILLER's own VALUE
        "4e4a", // NJ, by VALUE
        "fffe",
        "1234567c",
        "30303175", // minus over the 5
        "270f",
        "0000050d",
        "30303030",
        "41",
        "42",
        "09999999999999999f",
        "20204f4b",
      ].join(""),
    );
  });

  it("writes the golden bytes of an IBM record", async () => {
    const bytes = (await codec({ profile: "ibm" })).encode(claim);
    expect(Buffer.from(bytes).toString("hex")).toBe(
      [
        "f0f0f0f0f4f2",
        "c28192859940",
        "7b7b",
        "d5d1",
        "fffe",
        "1234567c",
        "f0f0f1d5",
        "270f",
        "0000050d",
        "f0f0f0c0",
        "c1",
        "c2",
        "09999999999999999f",
        "4040d6d2",
      ].join(""),
    );
  });

  it("reads back what was written, complete, with decimals as text and long numbers as bigint", async () => {
    const ibm = await codec({ profile: "ibm" });
    expect(ibm.decode(ibm.encode(claim))).toEqual({
      CLAIM_NO: 42,
      MEMBER: { LAST_NAME: "Baker", STATE: "NJ" },
      LINES: [
        { UNITS: -2, CHARGE: "12345.67", ADJUST: "-1.5" },
        { UNITS: 9999, CHARGE: "-0.50", ADJUST: "0.0" },
      ],
      NOTE_CODE: ["A", "B"],
      TOTAL: 9999999999999999n,
      TAG: "OK",
    });
  });

  it("gives a shorter table, an absent group and an empty record their VALUEs, blanks and zeros", async () => {
    const ascii = await codec({ profile: "gnucobol" });
    const blank = {
      CLAIM_NO: 0,
      MEMBER: { LAST_NAME: "", STATE: "NJ" },
      LINES: [
        { UNITS: 0, CHARGE: "0.00", ADJUST: "0.0" },
        { UNITS: 0, CHARGE: "0.00", ADJUST: "0.0" },
      ],
      NOTE_CODE: ["", ""],
      TOTAL: 0n,
      TAG: "",
    };
    expect(ascii.decode(ascii.encode({}))).toEqual(blank);
    expect(ascii.decode(ascii.encode({ MEMBER: null, LINES: [null, { UNITS: 1 }] }))).toEqual({
      ...blank,
      LINES: [blank.LINES[0], { UNITS: 1, CHARGE: "0.00", ADJUST: "0.0" }],
    });
  });

  it("does not let one record leak into the next", async () => {
    const ascii = await codec({ profile: "gnucobol" });
    const before = Buffer.from(ascii.encode({}));
    ascii.encode(claim);
    expect(Buffer.from(ascii.encode({})).equals(before)).toBe(true);
    expect(problemsOf(() => ascii.encode({ CLAIM_NO: -1 }))).toHaveLength(1);
    expect(problemsOf(() => ascii.encode({}))).toEqual([]);
  });

  it("reports every field that cannot be written, with its place in tables and the copybook", async () => {
    const ibm = await codec({ profile: "ibm" });
    const bad = {
      CLAIM_NO: 1234567,
      MEMBER: { LAST_NAME: "Bakers!", STATE: "\u20ac" },
      LINES: [{ UNITS: "many" }, { CHARGE: "1.234", ADJUST: 1000 }],
      NOTE_CODE: ["A", 1],
      TOTAL: -1,
      TAG: ["x"],
    };
    expect(problemsOf(() => ibm.encode(bad))).toEqual([
      "CLAIM_NO overflow claim.cpy:2",
      "MEMBER.LAST_NAME too-long claim.cpy:4",
      "MEMBER.STATE not-in-code-page claim.cpy:6",
      "LINES[0].UNITS wrong-type claim.cpy:8",
      "LINES[1].CHARGE not-exact claim.cpy:9",
      "LINES[1].ADJUST overflow claim.cpy:10",
      "NOTE_CODE[1] wrong-type claim.cpy:12",
      "TOTAL negative-in-unsigned claim.cpy:13",
      "TAG wrong-type claim.cpy:14",
    ]);
  });

  it("reports parts of the wrong kind and tables that are too long", async () => {
    const ibm = await codec({ profile: "ibm" });
    expect(problemsOf(() => ibm.encode({ MEMBER: "Baker", LINES: {}, NOTE_CODE: ["A", "B", "C"] }))).toEqual([
      "MEMBER wrong-type claim.cpy:3",
      "LINES wrong-type claim.cpy:7",
      "NOTE_CODE table-length claim.cpy:12",
    ]);
    expect(problemsOf(() => ibm.encode({ LINES: [1] }))).toEqual(["LINES[0] wrong-type claim.cpy:7"]);
    expect(problemsOf(() => ibm.encode(null))).toEqual([" wrong-type claim.cpy:1"]);
  });

  it("reports every field that cannot be read, with its offset", async () => {
    const ascii = await codec({ profile: "gnucobol" });
    const bytes = ascii.encode(claim);
    bytes[3] = 0x41; // CLAIM-NO
    bytes[18] = 0xab; // LINES(1).CHARGE
    bytes[26] = 0x7f; // LINES(2).UNITS: 32527
    bytes[31] = 0x05; // LINES(2).CHARGE without a sign
    bytes[47] = 0xff; // TAG, no character
    expect(problemsOf(() => ascii.decode(bytes))).toEqual([
      "CLAIM_NO bad-digit claim.cpy:2 3",
      "LINES[0].CHARGE bad-digit claim.cpy:9 18",
      "LINES[1].UNITS overflow claim.cpy:8 26",
      "LINES[1].CHARGE bad-sign claim.cpy:9 31",
      "TAG not-in-code-page claim.cpy:14 47",
    ]);
  });

  it("refuses bytes of another length", async () => {
    const ascii = await codec({ profile: "gnucobol" });
    expect(problemsOf(() => ascii.decode(new Uint8Array(10)))).toEqual([" short-record claim.cpy:1 10"]);
    expect(problemsOf(() => ascii.decode(new Uint8Array(99)))).toEqual([" long-record claim.cpy:1 51"]);
  });

  it("never shows a value of a record", async () => {
    const ascii = await codec({ profile: "gnucobol" });
    const secret = "731-secret";
    try {
      ascii.encode({
        CLAIM_NO: secret,
        MEMBER: { LAST_NAME: secret, STATE: secret },
        LINES: secret,
        TAG: [secret],
      });
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify([error, String(error), (error as Error).stack])).not.toContain("731");
    }
  });

  it("puts LOW-VALUES and HIGH-VALUES into the record by VALUE", async () => {
    const text =
      "       01 R.\n          05 A PIC X(2) VALUE LOW-VALUES.\n          05 B PIC X(2) VALUE HIGH-VALUES.\n";
    const ibm = await codec({ profile: "ibm" }, text);
    expect(Buffer.from(ibm.encode({})).toString("hex")).toBe("0000ffff");
  });

  it("starts a VALUE at the left where JUSTIFIED moves to the right", async () => {
    const text = "       01 R.\n          05 A PIC X(4) JUSTIFIED VALUE 'AB'.\n";
    const ascii = await codec({ profile: "gnucobol" }, text);
    expect(Buffer.from(ascii.encode({})).toString()).toBe("AB  ");
    expect(Buffer.from(ascii.encode({ A: "AB" })).toString()).toBe("  AB");
  });

  it("takes keys that are no identifiers", async () => {
    const text =
      "       01 R.\n          05 1ST-NAME PIC X(2).\n          05 2ND OCCURS 2.\n             10 3RD PIC 9.\n";
    const ascii = await codec({ profile: "gnucobol" }, text);
    const row = { "1ST_NAME": "A", "2ND": [{ "3RD": 1 }, { "3RD": 2 }] };
    expect(ascii.decode(ascii.encode(row))).toEqual(row);
  });

  it("leaves nothing in the temporary folder", async () => {
    await codec({ profile: "gnucobol" });
    const left = readdirSync(tmpdir()).filter((name) => name.startsWith("hms-sync-record-"));
    expect(left.filter((name) => existsSync(`${tmpdir()}/${name}/record.mts`))).toEqual([]);
  });
});
