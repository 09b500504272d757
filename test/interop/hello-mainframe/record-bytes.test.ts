import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import dmvConnector from "@hms-sync/connector-dmv-mainframe";
import { afterAll, beforeAll, expect, it } from "vitest";
import { slot } from "../../fixtures/appointments.ts";
import { type TemporaryFolder, temporaryFolder } from "../../fixtures/temporary-folder.ts";
import { compileCobol } from "../servers/cobol.ts";
import { COBC, describeWith } from "../servers/tools.ts";
import { parseReport, type ReportLine, runBatchProgram } from "./batch-program.ts";

const SOURCE = fileURLToPath(new URL("./APPTLOAD.cbl", import.meta.url));
const COPYBOOKS = fileURLToPath(new URL("../../../connectors/dmv-mainframe/layout", import.meta.url));

const { bindings, policy } = dmvConnector({ endpoint: "ftp://hms@127.0.0.1/inbox" });
const row = bindings[0]!.codec;
const answer = policy.ack.codec!;

/** Values at and around the ends of every number: each must come out of COBOL as it went in. */
const FEES = ["0.00", "0.01", "-0.01", "25.00", "9.99", "99999.99", "-99999.99", "10000.10"];
const MINUTES = [1, 15, 127, 128, 255, 256, 9_999];
const NUMBERS = [1, 42, 99_999, 100_000_000, 999_999_999];
const NAMES = ["Anna Baker", "x", "Abcdefghij Klmnopqrst Uvwxyz123", "O'Neil-Santos, J. & Co. (#7)"];

const pick = <T>(values: readonly T[], n: number): T => values[n % values.length]!;

describeWith([COBC], "bytes between HMS Sync and COBOL", () => {
  let folder: TemporaryFolder;

  beforeAll(async () => {
    folder = temporaryFolder();
    await compileCobol({ source: SOURCE, copybooks: [COPYBOOKS], executable: folder.at("apptload") });
  });

  afterAll(() => folder?.[Symbol.dispose]());

  /** Runs the program on one file; its report and its answer file. */
  async function run(input: Uint8Array): Promise<{ report: ReportLine[]; answers: Uint8Array }> {
    using work = temporaryFolder();
    writeFileSync(work.at("in"), input);
    await runBatchProgram(folder.at("apptload"), {
      APPTIN: work.at("in"),
      APPTOUT: work.at("out"),
      BOOKIN: work.at("book"),
      BOOKOUT: work.at("book.new"),
      APPTRPT: work.at("report"),
    });
    return {
      report: parseReport(readFileSync(work.at("report"), "latin1")),
      answers: readFileSync(work.at("out")),
    };
  }

  it("are the same text, packed and binary numbers on both sides", async () => {
    const rows = Array.from({ length: 40 }, (_, n) => ({
      ACTION: "A",
      // a number may come twice; the program still reports what it read
      APPT_NUM: pick(NUMBERS, n),
      APPT_TIME: slot(n),
      CUST_NAME: pick(NAMES, n).slice(0, 30),
      OFFICE: String(n).padStart(4, "0"),
      SLOT_MINUTES: pick(MINUTES, n),
      FEE_DUE: pick(FEES, n),
    }));
    const { report } = await run(Buffer.concat(rows.map((record) => row.encode(record))));
    expect(report.map(({ status: _status, ...line }) => line)).toEqual(
      rows.map((record) => ({
        action: record.ACTION,
        number: record.APPT_NUM,
        time: record.APPT_TIME,
        name: record.CUST_NAME,
        office: record.OFFICE,
        slotMinutes: record.SLOT_MINUTES,
        fee: record.FEE_DUE,
      })),
    );
  });

  it("carry the copybook's own values in fields that a mapping leaves out", async () => {
    const { report } = await run(row.encode({ APPT_NUM: 7, APPT_TIME: slot(7), CUST_NAME: "Ben Castro" }));
    expect(report).toMatchObject([
      { action: "A", office: "0000", slotMinutes: 15, fee: "0.00", status: "OK" },
    ]);
  });

  it("of an answer that COBOL wrote decode to what it said", async () => {
    const base = { ACTION: "A", APPT_NUM: 8, APPT_TIME: slot(8), CUST_NAME: "Clara Diaz" };
    const rows = [base, { ...base, APPT_NUM: 999_999_999 }, { ...base, ACTION: "U", APPT_NUM: 10 }];
    const { answers } = await run(Buffer.concat(rows.map((record) => row.encode(record))));
    const { length } = answer.layout;
    expect(answers).toHaveLength(rows.length * length);
    const decoded = rows.map((_, n) => answer.decode(answers.subarray(n * length, (n + 1) * length)));
    expect(decoded).toEqual([
      { ANS_APPT_NUM: 8, ANS_ACTION: "A", ANS_STATUS: "OK", ANS_REASON: "" },
      { ANS_APPT_NUM: 999_999_999, ANS_ACTION: "A", ANS_STATUS: "NO", ANS_REASON: "SLOT ALREADY TAKEN" },
      { ANS_APPT_NUM: 10, ANS_ACTION: "U", ANS_STATUS: "NO", ANS_REASON: "UNKNOWN APPOINTMENT" },
    ]);
  });

  it.each([
    ["a number that is not numeric", { at: 1, bytes: "00000000A" }, "APPOINTMENT NUMBER NOT NUMERIC"],
    ["the number zero", { at: 1, bytes: "000000000" }, "APPOINTMENT NUMBER IS ZERO"],
    ["an action of its own", { at: 0, bytes: "X" }, "BAD ACTION"],
    ["a thirteenth month", { at: 10, bytes: "2024-13-02T09:00" }, "BAD TIME"],
    ["a thirtieth of February", { at: 10, bytes: "2024-02-30T09:00" }, "BAD TIME"],
    ["an hour 24", { at: 10, bytes: "2024-04-02T24:00" }, "BAD TIME"],
    ["a time without its T", { at: 10, bytes: "2024-04-02 09:00" }, "BAD TIME"],
    ["a blank name", { at: 26, bytes: " ".repeat(30) }, "NAME MISSING"],
    ["a fee in text where packed digits belong", { at: 62, bytes: "25.0" }, "FEE NOT NUMERIC"],
  ])("that are damaged are refused by the program: %s", async (_title, damage, reason) => {
    const bytes = Buffer.from(row.encode({ APPT_NUM: 7, APPT_TIME: slot(7), CUST_NAME: "Ben Castro" }));
    bytes.write(damage.bytes, damage.at, "latin1");
    const { answers } = await run(bytes);
    expect(Buffer.from(answers).toString("latin1").slice(10, 44).trimEnd()).toBe(`NO  ${reason}`);
  });

  it("that end in the middle of a record stop the program", async () => {
    const bytes = row.encode({ APPT_NUM: 7, APPT_TIME: slot(7), CUST_NAME: "Ben Castro" });
    await expect(run(bytes.subarray(0, 60))).rejects.toThrow("APPTIN   STATUS 04");
  });
});
