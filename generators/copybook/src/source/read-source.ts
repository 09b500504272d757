import type { SourceSpan } from "@hms-sync/connector-api";
import type { FindingList } from "../finding-list.ts";
import { type ExpandedLine, expandTabs } from "./expand-tabs.ts";
import { isListingLine } from "./listing-line.ts";
import { detectFormat, formatDirective, type SourceFormat } from "./source-format.ts";
import type { SourceText } from "./source-text.ts";

/** Index of column 7, the indicator, and of the first column behind the text area (73). */
const INDICATOR = 6;
const TEXT_END = 72;

/**
 * Takes the program text out of the lines of a copybook, in fixed or free format; `auto` looks which it is.
 *
 * Fixed format: columns 1-6 are a sequence number, 7 is the indicator, 8-72 text,
 * the rest an identification (IBM Enterprise COBOL Language Reference, "Reference format").
 *
 * Comment lines (`*`, `/`, `D`), `*>` comments, blank lines and listing control (EJECT, SKIP, TITLE) are left out;
 * lines with `-` in column 7 are joined to the line before. In free format a line is text from its first column, and
 * comments start with `*>` or with `*` as the first character.
 */
export function readSource(
  file: string,
  content: string,
  findings: FindingList,
  wanted: SourceFormat | "auto" = "auto",
): SourceText {
  const out = createJoiner(file);
  const rawLines = content.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  let format = wanted === "auto" ? detectFormat(rawLines) : wanted;
  for (const [index, raw] of rawLines.entries()) {
    const stated = formatDirective(raw);
    if (stated !== null) {
      format = stated;
      continue;
    }
    const line = expandTabs(raw.replaceAll("\u001a", ""));
    const number = index + 1;
    const { characters } = line;
    const indicator = characters[INDICATOR] ?? " ";
    const span = (from: number, to: number): SourceSpan => spanInLine(file, number, line, from, to);
    if (format === "free") {
      let end = characters.length;
      while (end > 0 && characters[end - 1] === " ") end--;
      const text = characters.slice(0, end).join("");
      const start = text.trimStart();
      if (start === "" || start.startsWith("*") || /^>>\s*D\s/i.test(start)) continue;
      if (out.atEntryStart() && isListingLine(text)) continue;
      if (start.startsWith(">>") || start.startsWith("$")) {
        findings.add(
          "HMS_CPY_UNSUPPORTED",
          span(end - start.length, end),
          "compiler directives are not supported",
        );
      } else out.addLine(line, number, 0, end);
      continue;
    }
    if ("*/Dd".includes(indicator) || characters.slice(INDICATOR, TEXT_END).every((c) => c === " ")) continue;
    if (indicator !== " " && indicator !== "-") {
      if (indicator === "$") {
        findings.add(
          "HMS_CPY_UNSUPPORTED",
          span(INDICATOR, TEXT_END),
          "compiler directives ($ in column 7) are not supported",
        );
      } else {
        findings.add(
          "HMS_CPY_SYNTAX",
          span(INDICATOR, INDICATOR + 1),
          "column 7 must be blank, *, /, - or D",
          {
            hint: "Columns 1-6 hold a sequence number, column 7 an indicator, the text starts in column 8.",
          },
        );
      }
      continue;
    }
    let bodyEnd = Math.min(characters.length, TEXT_END);
    while (bodyEnd > INDICATOR + 1 && characters[bodyEnd - 1] === " ") bodyEnd--;
    const body = characters.slice(INDICATOR + 1, bodyEnd).join("");
    if (indicator === " " && out.atEntryStart() && isListingLine(body)) continue;
    if (body.trimStart().startsWith(">>")) {
      findings.add(
        "HMS_CPY_UNSUPPORTED",
        span(INDICATOR + 1, bodyEnd),
        "compiler directives (>>) are not supported",
      );
      continue;
    }
    if (indicator === "-") {
      if (!out.addContinuation(line, number, bodyEnd)) {
        const start = INDICATOR + 1 + (body.length - body.trimStart().length);
        findings.add(
          "HMS_CPY_SYNTAX",
          span(start, start + 1),
          "a continued literal goes on with its quotation mark",
          {
            hint: "Start the continued text with the quotation mark that opened the literal.",
          },
        );
      }
    } else {
      out.addLine(line, number, INDICATOR + 1, bodyEnd);
    }
    if (looksLikeText(characters)) {
      findings.add("HMS_CPY_COLUMNS", span(TEXT_END, characters.length), "text past column 72 is ignored", {
        severity: "warning",
      });
    }
  }
  return out.finish();
}

/** An identification is short and stands alone; a word that runs through column 72 or a clause is program text. */
function looksLikeText(characters: readonly string[]): boolean {
  const behind = characters.slice(TEXT_END).join("").trimEnd();
  if (behind === "") return false;
  const crosses = /[A-Z0-9(-]/i.test(characters[TEXT_END - 1] ?? " ") && behind[0] !== " ";
  return (
    crosses ||
    /\.$/.test(behind) ||
    /(^|\s)(PIC|PICTURE|VALUE|USAGE|COMP(-\d)?|OCCURS|REDEFINES|TIMES|DISPLAY)(\s|$)/i.test(behind)
  );
}

function spanInLine(
  file: string,
  line: number,
  expanded: ExpandedLine,
  from: number,
  to: number,
): SourceSpan {
  const last = Math.max(from, Math.min(to, expanded.characters.length) - 1);
  return {
    file,
    line,
    column: expanded.columns[from] ?? from + 1,
    endLine: line,
    endColumn: (expanded.columns[last] ?? last + 1) + 1,
  };
}

/** Puts lines together and follows open literals, which decide what a continuation means. */
function createJoiner(file: string) {
  const text: string[] = [];
  const lines: number[] = [];
  const columns: number[] = [];
  let quote: string | null = null;
  /** Where the last line ended, as an index into its expanded characters. */
  let lastEnd = 0;

  function push(character: string, line: number, column: number): void {
    text.push(character);
    lines.push(line);
    columns.push(column);
  }

  function append(line: ExpandedLine, number: number, from: number, to: number): void {
    lastEnd = to;
    for (let index = from; index < to; index++) {
      const character = line.characters[index]!;
      if (quote === null && character === "*" && line.characters[index + 1] === ">") {
        lastEnd = index;
        return;
      }
      if (quote === null && (character === '"' || character === "'")) quote = character;
      else if (character === quote) quote = null;
      push(character, number, line.columns[index]!);
    }
  }

  return {
    atEntryStart(): boolean {
      const last = text.findLast((character) => character !== "\n" && character !== " ");
      return last === undefined || last === ".";
    },
    addLine(line: ExpandedLine, number: number, start: number, end: number): void {
      if (text.length > 0) push("\n", lines.at(-1)!, columns.at(-1)! + 1);
      quote = null;
      append(line, number, start, end);
    },
    /** False when a literal is open and the line does not go on with its quotation mark. */
    addContinuation(line: ExpandedLine, number: number, end: number): boolean {
      let start = INDICATOR + 1;
      while (line.characters[start] === " ") start++;
      if (quote !== null) {
        if (line.characters[start] !== quote) {
          this.addLine(line, number, INDICATOR + 1, end);
          return false;
        }
        // blanks up to column 72 belong to a literal that goes on
        for (let index = lastEnd; index < TEXT_END; index++) push(" ", lines.at(-1)!, columns.at(-1)! + 1);
        append(line, number, start + 1, end);
        return true;
      }
      while (text.at(-1) === " ") {
        text.pop();
        lines.pop();
        columns.pop();
      }
      const last = text.at(-1);
      const doubled =
        lastEnd === TEXT_END &&
        (last === '"' || last === "'") &&
        line.characters[start] === last &&
        line.characters[start + 1] === last;
      // a quotation mark in column 72 that is meant doubled: its second half follows the continuation's own mark
      append(line, number, doubled ? start + 1 : start, end);
      return true;
    },
    finish: (): SourceText => ({ file, text: text.join(""), lines, columns }),
  };
}
