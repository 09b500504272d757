import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { isHmsSyncError, type RecordCodec } from "@hms-sync/connector-api";
import { loadCodec } from "@hms-sync/gen";
import type { ProfileSettings, RecordShape } from "@hms-sync/gen/source";
import { copybookReader, resolveProfile } from "@hms-sync/gen-copybook";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TemporaryFolder, temporaryFolder } from "../../fixtures/temporary-folder.ts";
import { compileCobol } from "../servers/cobol.ts";
import { COBC, describeWith } from "../servers/tools.ts";
import { CHOOSE, type Suite, suites } from "./catalogue.ts";
import { cobolProgram, expectedAnswers, MAIN, namedAnswers, type StepNumbers, stepLines } from "./program.ts";
import { type Row, rowMaker } from "./rows.ts";

const BOOKS = fileURLToPath(new URL("./books", import.meta.url));
const NAMES = readdirSync(BOOKS)
  .filter((name) => name.endsWith(".cpy"))
  .map((name) => name.slice(0, -".cpy".length))
  .sort();
const SUITES = suites(NAMES);
const run = promisify(execFile);

/** One record of a copybook with what is needed to compare it. */
interface Subject {
  readonly id: string;
  readonly book: string;
  readonly shape: RecordShape;
  readonly codec: RecordCodec<Record<string, unknown>>;
  readonly rows: readonly Row[];
  readonly numbers: StepNumbers;
  readonly maker: ReturnType<typeof rowMaker>;
}

/** The records that a copybook declares, each with its program. */
async function subjectsOf(
  book: string,
  suite: Suite,
  settings: ProfileSettings,
  from: number,
): Promise<{ readonly subjects: Subject[]; readonly programs: string[] }> {
  const copybook = `${book}.cpy`;
  const { records, findings } = copybookReader.read({
    file: copybook,
    text: readFileSync(`${BOOKS}/${copybook}`, "utf8"),
    settings,
  });
  if (findings.length > 0) {
    throw new Error(findings.map(({ message, file, line }) => `${file}:${line} ${message}`).join("\n"));
  }
  const subjects: Subject[] = [];
  const programs: string[] = [];
  for (const shape of records) {
    const record = shape.name ?? "HMS-NAMELESS";
    const choose = CHOOSE[record] ?? {};
    const codec = (await loadCodec({ shape, settings, file: copybook, choose })) as Subject["codec"];
    const maker = rowMaker(shape, codec, settings, record, choose);
    const rows = Array.from({ length: suite.rows }, (_, n) => maker.row(n));
    const id = `B${from + subjects.length}`;
    const hasRecordLevel = shape.name !== null;
    const { text, numbers } = cobolProgram({ id, copybook, record, hasRecordLevel, shape, settings, rows });
    subjects.push({ id, book, shape, codec, rows, numbers, maker });
    programs.push(text);
  }
  return { subjects, programs };
}

describeWith([COBC], "records of copybooks between HMS Sync and COBOL", () => {
  it("are those of at least 40 copybooks and 2,000 rows", () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(40);
    expect(SUITES.reduce((sum, { books, rows }) => sum + books.length * rows, 0)).toBeGreaterThanOrEqual(
      2_000,
    );
  });

  describe.each(SUITES)("$title", (suite) => {
    const { settings } = resolveProfile(suite.profile);
    let folder: TemporaryFolder;
    let subjects: Subject[];

    beforeAll(async () => {
      if (settings === null) throw new Error("no such profile");
      folder = temporaryFolder();
      subjects = [];
      const programs = [MAIN];
      for (const book of suite.books) {
        const made = await subjectsOf(book, suite, settings, subjects.length + 1);
        subjects.push(...made.subjects);
        programs.push(...made.programs);
      }
      writeFileSync(folder.at("records.cbl"), programs.join(""));
      await compileCobol({
        source: folder.at("records.cbl"),
        copybooks: [BOOKS],
        executable: folder.at("records"),
        flags: suite.flags,
      });
    });

    afterAll(() => folder?.[Symbol.dispose]());

    /** Runs the program of a record on the files `steps` and `records`; its answers. */
    async function cobol(subject: Subject, mode: "W" | "R"): Promise<string[]> {
      const answers = folder.at(`${subject.id}.answers`);
      await run(folder.at("records"), [subject.id, mode], {
        env: {
          PATH: process.env["PATH"],
          STEPS: folder.at(`${subject.id}.steps`),
          ANSWERS: answers,
          RECORDS: folder.at(`${subject.id}.${mode}`),
        },
      });
      return readFileSync(answers, "latin1").split("\n").slice(0, -1);
    }

    /** What COBOL holds as the profile puts it into a file: always whole, as long as it is, or filled up with blanks. */
    function recordOf(storage: Buffer, size: number): Buffer {
      if (settings?.odo === "shift") return storage.subarray(0, size);
      return settings?.odo === "pad" ? Buffer.from(storage).fill(" ", size) : storage;
    }

    function subjectsIn(book: string): readonly Subject[] {
      return subjects.filter((subject) => subject.book === book);
    }

    it.each(suite.books)("%s: COBOL writes the bytes that encode gives", async (book) => {
      for (const subject of subjectsIn(book)) {
        const { id, shape, codec, rows, numbers } = subject;
        const empty: Row = { given: {}, read: {}, steps: [], readable: false };
        const all = suite.untouched ? [...rows, empty] : rows;
        writeFileSync(folder.at(`${id}.steps`), stepLines(all, numbers), "latin1");
        const sizes = (await cobol(subject, "W")).map(Number);
        const written = readFileSync(folder.at(`${id}.W`));
        expect(written).toHaveLength(all.length * shape.length);
        for (const [n, row] of all.entries()) {
          const record = recordOf(written.subarray(n * shape.length, (n + 1) * shape.length), sizes[n]!);
          expect(hex(codec.encode(row.given)), `${shape.name} row ${n}`).toBe(hex(record));
          if (row.readable) expect(codec.decode(record), `${shape.name} row ${n}`).toEqual(row.read);
        }
      }
    });

    it.each(suite.books)("%s: COBOL reads the values that were encoded", async (book) => {
      for (const subject of subjectsIn(book)) {
        const { id, shape, codec, rows, numbers } = subject;
        writeFileSync(folder.at(`${id}.steps`), stepLines(rows, numbers), "latin1");
        const records = rows.map((row) => {
          const padded = Buffer.alloc(shape.length, " ");
          padded.set(codec.encode(row.given));
          return padded;
        });
        writeFileSync(folder.at(`${id}.R`), Buffer.concat(records));
        expect(namedAnswers(rows, await cobol(subject, "R"))).toEqual(expectedAnswers(rows));
      }
    });

    it.each(suite.books)("%s: what COBOL would cut or change is refused", (book) => {
      for (const { shape, codec, maker } of subjectsIn(book)) {
        for (const { given, path, bad } of maker.badRows()) {
          const what = `${shape.name} ${path}: ${bad.what}`;
          let problems: readonly { readonly path: string; readonly declared?: string }[] = [];
          try {
            codec.encode(given as Record<string, unknown>);
          } catch (error) {
            if (!isHmsSyncError(error, "HMS_REC_INVALID")) throw error;
            problems = error.problems;
          }
          expect(
            problems.map((problem) => problem.path),
            what,
          ).toEqual([path]);
          expect(problems[0]!.declared, what).toMatch(new RegExp(`^${book}\\.cpy:\\d+$`));
        }
      }
    });
  });
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("hex")
    .replace(/(.{16})/g, "$1 ");
}
