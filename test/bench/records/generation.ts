import { emitRecord } from "@hms-sync/gen";
import { copybookReader } from "@hms-sync/gen-copybook";
import { median } from "../statistics.ts";
import { settingsOf } from "./shapes.ts";

const FIELDS = 500;
const TIMES = 21;

/** A 500-field copybook from text to TypeScript, after start-up. */
export function benchGeneration(): void {
  const settings = settingsOf({ profile: "ibm" });
  const text = copybookText();
  const times: number[] = [];
  let first = 0;
  for (let count = 0; count < TIMES; count++) {
    const start = performance.now();
    const { records, findings } = copybookReader.read({ file: "large.cpy", text, settings });
    const { text: code } = emitRecord({ shape: records[0]!, settings, source: "large.cpy" });
    const elapsed = performance.now() - start;
    if (findings.length > 0 || code === "") throw new Error("the copybook was not understood");
    if (count === 0) first = elapsed;
    else times.push(elapsed);
  }
  process.stdout.write(
    `\n  copybook of ${FIELDS} fields to TypeScript: median ${median(times).toFixed(1)} ms (goal 100), ` +
      `${first.toFixed(1)} ms the first time in a process\n`,
  );
}

/** Groups of ten fields, every second group a table. */
function copybookText(): string {
  const pictures = [
    "PIC X(20)",
    "PIC 9(9)",
    "PIC S9(7)V99 COMP-3",
    "PIC S9(4) COMP",
    "PIC X(5) VALUE 'ABCDE'",
    "PIC S9(5)",
    "PIC X(2)",
    "PIC 9(3)V9(3)",
    "PIC X(40)",
    "PIC S9(9)V99 COMP-3",
  ];
  const lines = ["01  LARGE-REC."];
  for (let group = 0; group < FIELDS / 10; group++) {
    lines.push(`    05  GROUP-${group}${group % 2 === 1 ? " OCCURS 3 TIMES" : ""}.`);
    for (const [index, picture] of pictures.entries()) {
      lines.push(`        10  FIELD-${group}-${index} ${picture}.`);
    }
  }
  return lines.map((line) => `       ${line}\n`).join("");
}
