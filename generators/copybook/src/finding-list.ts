import {
  ERROR_CATALOGUE,
  type ErrorCode,
  type Finding,
  nearestNames,
  type SourceSpan,
} from "@hms-sync/connector-api";

/** Codes of this reader. */
export type CopybookCode = Extract<ErrorCode, `HMS_CPY_${string}`>;

export interface FindingDetails {
  readonly severity?: Finding["severity"];
  /** What to do next; the catalogue's hint when absent. */
  readonly hint?: string;
  readonly suggestions?: readonly string[];
}

/** Collects what is wrong with a text, so that a person sees all of it at once. */
export interface FindingList {
  add(code: CopybookCode, span: SourceSpan, message: string, details?: FindingDetails): void;
  /** Reports that something is not there; says nothing where a COPY member is missing, which may hold it. */
  addAbsence(code: CopybookCode, span: SourceSpan, message: string, details?: FindingDetails): void;
  /** The nearest of the known names; none once a hopeless text has asked too often. */
  nearest(name: string, known: Iterable<string>): readonly string[];
  /** Says that a file's text stands in the program because of a COPY statement at this place. */
  copied(file: string, at: SourceSpan): void;
  hasErrors(): boolean;
  /** In the order of the text. */
  sorted(): readonly Finding[];
}

/** Comparisons of names for one text, and characters of a name that is compared: a text full of faults must end. */
const MOST_COMPARISONS = 200_000;
const LONGEST_NAME = 64;

export function createFindingList(): FindingList {
  const findings: Finding[] = [];
  const copies = new Map<string, SourceSpan>();
  const seen = new Set<string>();
  let incomplete = false;
  let comparisons = 0;
  const list: FindingList = {
    add(code, span, text, details = {}) {
      // a member that is copied twice has its faults once
      const key = `${code} ${span.file} ${span.line} ${span.column} ${text}`;
      if (seen.has(key)) return;
      seen.add(key);
      if (code === "HMS_CPY_COPY") incomplete = true;
      const chain = chainOf(span.file);
      const places = chain.map((place) => `${place.file}:${place.line}`).join(", ");
      const message = chain.length > 0 ? `${text} (copied by ${places})` : text;
      findings.push({
        code,
        severity: details.severity ?? "error",
        message,
        hint: details.hint ?? ERROR_CATALOGUE[code].hint,
        suggestions: details.suggestions ?? [],
        file: span.file,
        line: span.line,
        column: span.column,
        endLine: span.endLine,
        endColumn: span.endColumn,
      });
    },
    hasErrors: () => findings.some((finding) => finding.severity === "error"),
    addAbsence(code, span, message, details) {
      if (!incomplete) list.add(code, span, message, details);
    },
    nearest(name, known) {
      if (name.length > LONGEST_NAME) return [];
      const names = [...known].filter((one) => one.length <= LONGEST_NAME);
      comparisons += names.length;
      return comparisons > MOST_COMPARISONS ? [] : nearestNames(name, names);
    },
    copied(file, at) {
      if (!copies.has(file)) copies.set(file, at);
    },
    sorted: () => findings.sort((left, right) => compare(placesOf(left), placesOf(right))),
  };
  return list;

  /** The COPY statements that brought a file in, innermost first. */
  function chainOf(file: string): SourceSpan[] {
    const chain: SourceSpan[] = [];
    for (let at = copies.get(file); at !== undefined && chain.length < 100; at = copies.get(at.file)) {
      chain.push(at);
    }
    return chain;
  }

  /** Lines and columns from the outermost text inwards. */
  function placesOf(finding: SourceSpan): number[] {
    return [...chainOf(finding.file).reverse(), finding].flatMap(({ line, column }) => [line, column]);
  }
}

function compare(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    if (left[index] !== right[index]) return left[index]! - right[index]!;
  }
  return left.length - right.length;
}
