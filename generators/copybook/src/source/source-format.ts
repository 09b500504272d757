import { expandTabs } from "./expand-tabs.ts";

export type SourceFormat = "fixed" | "free";

/** What a directive that names a format says: `>>SOURCE FORMAT IS FREE`, `$SET SOURCEFORMAT(FREE)`. */
export function formatDirective(line: string): SourceFormat | null {
  const found =
    /^.{0,6}\s*>>\s*SOURCE\s+(?:FORMAT\s+)?(?:IS\s+)?(FREE|FIXED)\b/i.exec(line) ??
    /^\s*\$\s*SET\s+SOURCEFORMAT\s*[("']*\s*(FREE|FIXED)\b/i.exec(line);
  return found === null ? null : (found[1]!.toLowerCase() as SourceFormat);
}

/**
 * Free where the first line of program text, or two lines of it, begin an entry before column 8: there fixed format has a
 * sequence number and the indicator.
 */
export function detectFormat(lines: readonly string[]): SourceFormat {
  let early = 0;
  let first = true;
  for (const line of lines) {
    const stated = formatDirective(line);
    if (stated !== null) return stated;
    const text = expandTabs(line).characters.join("");
    if (text.trim() === "" || "*/".includes(text[6] ?? " ") || /^\s*\*/.test(text)) continue;
    if (startsBeforeText(text)) {
      if (first || early > 0) return "free";
      early++;
    }
    first = false;
  }
  return "fixed";
}

function startsBeforeText(text: string): boolean {
  return /^ {0,6}(\d{1,2} +[A-Z:][A-Z0-9:_-]*( |\.|$)|COPY |REPLACE )/i.test(text);
}
