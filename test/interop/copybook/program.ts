import type { ProfileSettings, RecordShape } from "@hms-sync/gen/source";
import type { Row, Step } from "./rows.ts";
import { cobolDigits } from "./values.ts";

/** What COBOL does with one record of a copybook. */
export interface ProgramSource {
  /** At most eight letters and digits. */
  readonly id: string;
  /** File name for COPY. */
  readonly copybook: string;
  /** Name of the 01 level; given to the items when the copybook has none. */
  readonly record: string;
  readonly hasRecordLevel: boolean;
  readonly shape: RecordShape;
  readonly settings: ProfileSettings;
  readonly rows: readonly Row[];
}

/** The number of a step in the program that was made for it. */
export type StepNumbers = ReadonlyMap<string, number>;

/** Longest text of a step. */
const TEXT = 250;

/**
 * A program that follows a file of steps, one a line: number of the step, length of its text, text. Step 0 ends a
 * record, the others move the text into a field. As a writer it writes the record that came together; as a reader it
 * reads a record first and answers each step with what it finds in the field.
 */
export function cobolProgram(source: ProgramSource): {
  readonly text: string;
  readonly numbers: StepNumbers;
} {
  const { id, copybook, record, hasRecordLevel, shape, rows } = source;
  const numbers = new Map<string, number>();
  const cases: string[][] = [];
  const carriers = new Map<string, { readonly whole: number; readonly fraction: number }>();
  for (const step of rows.flatMap((row) => row.steps)) {
    const key = stepKey(step);
    if (numbers.has(key)) continue;
    numbers.set(key, numbers.size + 1);
    cases.push([`WHEN ${numbers.size}`, ...statements(step)]);
  }
  const lines = [
    ...["IDENTIFICATION DIVISION.", `PROGRAM-ID. ${id}.`, "ENVIRONMENT DIVISION.", "INPUT-OUTPUT SECTION."],
    "FILE-CONTROL.",
    ...file("STEPS", "LINE SEQUENTIAL"),
    ...file("ANSWERS", "LINE SEQUENTIAL"),
    ...file("RECORDS", "SEQUENTIAL"),
    ...["DATA DIVISION.", "FILE SECTION."],
    ...["FD HMS-STEPS.", "01 HMS-STEP.", "05 HMS-NUMBER PIC 9(4).", "05 HMS-LENGTH PIC 9(4)."],
    `05 HMS-TEXT PIC X(${TEXT}).`,
    ...["FD HMS-ANSWERS.", `01 HMS-ANSWER PIC X(${TEXT}).`],
    ...["FD HMS-RECORDS.", `01 HMS-RECORD PIC X(${shape.length}).`],
    "WORKING-STORAGE SECTION.",
    `01 HMS-INITIAL PIC X(${shape.length}).`,
    "01 HMS-SIZE PIC 9(6).",
    ...[...carriers].flatMap(([name, { whole, fraction }]) => [
      `01 HMS-N-${name} PIC S${nines(whole)}${fraction > 0 ? `V${nines(fraction)}` : ""} SIGN LEADING SEPARATE.`,
      `01 HMS-X-${name} REDEFINES HMS-N-${name} PIC X(${whole + fraction + 1}).`,
    ]),
    ...(hasRecordLevel ? [] : [`01 ${record}.`]),
    `COPY "${copybook}".`,
    "LINKAGE SECTION.",
    "01 HMS-MODE PIC X.",
    "PROCEDURE DIVISION USING HMS-MODE.",
    "HMS-MAIN.",
    // with the counters at their initial values the record may be short; its bytes are all there
    `MOVE ${record}(1:${shape.length}) TO HMS-INITIAL`,
    ...["OPEN INPUT HMS-STEPS", "OPEN OUTPUT HMS-ANSWERS"],
    'IF HMS-MODE = "W" OPEN OUTPUT HMS-RECORDS ELSE OPEN INPUT HMS-RECORDS PERFORM HMS-NEXT END-IF',
    "PERFORM UNTIL HMS-LENGTH = 9999",
    "READ HMS-STEPS AT END MOVE 9999 TO HMS-LENGTH",
    "NOT AT END PERFORM HMS-DO END-READ",
    "END-PERFORM.",
    ...["CLOSE HMS-STEPS HMS-ANSWERS HMS-RECORDS", "GOBACK."],
    "HMS-NEXT.",
    `READ HMS-RECORDS AT END CONTINUE NOT AT END MOVE HMS-RECORD TO ${record}(1:${shape.length}) END-READ.`,
    "HMS-DO.",
    "EVALUATE HMS-NUMBER",
    "WHEN 0",
    'IF HMS-MODE = "W"',
    `MOVE FUNCTION LENGTH(${record}) TO HMS-SIZE`,
    ...["MOVE HMS-SIZE TO HMS-ANSWER", "WRITE HMS-ANSWER"],
    `MOVE ${record}(1:${shape.length}) TO HMS-RECORD`,
    "WRITE HMS-RECORD",
    `MOVE HMS-INITIAL TO ${record}(1:${shape.length})`,
    "ELSE PERFORM HMS-NEXT END-IF",
    ...cases.flat(),
    "END-EVALUATE.",
    `END PROGRAM ${id}.`,
  ];
  return { text: lines.map(wrapped).join(""), numbers };

  /** What a step does in the writer and in the reader. */
  function statements(step: Step): string[] {
    if ("branch" in step) {
      return [`IF HMS-MODE = "W" INITIALIZE ${step.branch.reference} END-IF`];
    }
    const { item, reference } = step.field;
    if (item.type.kind === "text") {
      return [
        'IF HMS-MODE = "W"',
        `IF HMS-LENGTH = 0 MOVE SPACES TO ${reference}`,
        `ELSE MOVE HMS-TEXT(1:HMS-LENGTH) TO ${reference} END-IF`,
        `ELSE MOVE ${reference} TO HMS-ANSWER WRITE HMS-ANSWER END-IF`,
      ];
    }
    const digits = cobolDigits(item, source.settings);
    const name = `${digits.whole}-${digits.fraction}`;
    carriers.set(name, digits);
    return [
      'IF HMS-MODE = "W"',
      `MOVE HMS-TEXT(1:${digits.whole + digits.fraction + 1}) TO HMS-X-${name}`,
      `MOVE HMS-N-${name} TO ${reference}`,
      ...(isAnswered(step)
        ? ["ELSE", `MOVE ${reference} TO HMS-N-${name}`, `MOVE HMS-X-${name} TO HMS-ANSWER WRITE HMS-ANSWER`]
        : []),
      "END-IF",
    ];
  }
}

/** The program that is started: calls the one that its first argument names, as a writer (W) or a reader (R). */
export const MAIN = [
  ...["IDENTIFICATION DIVISION.", "PROGRAM-ID. HMSMAIN.", "DATA DIVISION.", "WORKING-STORAGE SECTION."],
  ...["01 HMS-NAME PIC X(8).", "01 HMS-MODE PIC X."],
  "PROCEDURE DIVISION.",
  "ACCEPT HMS-NAME FROM ARGUMENT-VALUE",
  "ACCEPT HMS-MODE FROM ARGUMENT-VALUE",
  "CALL HMS-NAME USING HMS-MODE",
  "STOP RUN.",
  "END PROGRAM HMSMAIN.",
]
  .map(wrapped)
  .join("");

/** The lines of a step file. */
export function stepLines(rows: readonly Row[], numbers: StepNumbers): string {
  const line = (number: number, text: string): string =>
    `${String(number).padStart(4, "0")}${String(text.length).padStart(4, "0")}${text}\n`;
  return rows
    .map((row) => {
      const steps = row.steps.map((step) =>
        line(numbers.get(stepKey(step))!, "branch" in step ? "" : step.value.cobol),
      );
      return `${steps.join("")}${line(0, "")}`;
    })
    .join("");
}

/** What the reader must answer, one line a field, each with the field's name; COBOL cuts spaces at the end of a line. */
export function expectedAnswers(rows: readonly Row[]): string[] {
  return answeredSteps(rows).map(({ field, value: { cobol } }) => {
    const { type } = field.item;
    const text = type.kind === "text" && type.justified ? cobol.padStart(type.width) : cobol;
    return `${field.reference}: ${text.trimEnd()}`;
  });
}

/** The reader's answers with the names of their fields. */
export function namedAnswers(rows: readonly Row[], answers: readonly string[]): string[] {
  const steps = answeredSteps(rows);
  return answers.map((answer, index) => `${steps[index]?.field.reference}: ${answer}`);
}

function answeredSteps(rows: readonly Row[]): Extract<Step, { field: unknown }>[] {
  return rows.flatMap((row) =>
    row.steps.flatMap((step) => ("field" in step && isAnswered(step) ? [step] : [])),
  );
}

/**
 * GnuCOBOL's own MOVE from an edited field loses the sign of DB and takes inserted zeros for digits; what stands in such a
 * field is compared byte by byte in the writer's file alone.
 */
function isAnswered(step: Step): boolean {
  if ("branch" in step) return false;
  const { type } = step.field.item;
  return type.kind !== "edited" || !/DB|0/.test(type.mask);
}

function stepKey(step: Step): string {
  return "branch" in step ? `begin ${step.branch.reference}` : step.field.reference;
}

function file(name: string, organization: string): string[] {
  return [`SELECT HMS-${name} ASSIGN TO "${name}" ORGANIZATION ${organization}.`];
}

function nines(count: number): string {
  return count === 0 ? "" : `9(${count})`;
}

/** A statement in columns 8 to 72: sections, paragraphs and 01 levels in area A, the rest in area B. */
function wrapped(statement: string): string {
  const areaA = /^(?:\S+ (?:DIVISION|SECTION)\b|PROGRAM-ID|END PROGRAM|FD |01 |[A-Z-]+\.$)/.test(statement);
  const lines: string[] = [];
  let line = " ".repeat(areaA ? 7 : 11);
  for (const [index, word] of statement.split(" ").entries()) {
    if (index > 0 && line.length + 1 + word.length > 72) {
      lines.push(line);
      line = " ".repeat(12) + word;
    } else line += index === 0 ? word : ` ${word}`;
  }
  return `${[...lines, line].join("\n")}\n`;
}
