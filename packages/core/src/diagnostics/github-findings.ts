import type { Finding } from "@hms-sync/connector-api";
import { sortFindings } from "./render-findings.ts";

/** Findings as workflow commands, which GitHub shows beside the changed lines. One line each; empty for none. */
export function githubFindings(findings: readonly Finding[]): string {
  return sortFindings(findings)
    .map((finding) => {
      const place = [
        `file=${property(finding.file)}`,
        `line=${finding.line}`,
        `endLine=${finding.endLine}`,
        `col=${finding.column}`,
        `endColumn=${finding.endColumn}`,
        `title=${finding.code}`,
      ].join(",");
      const hint = finding.hint === undefined ? "" : ` ${finding.hint}`;
      const near =
        finding.suggestions.length === 0 ? "" : ` (did you mean ${finding.suggestions.join(" or ")}?)`;
      return `::${finding.severity} ${place}::${message(`${finding.message}${near}.${hint}`)}\n`;
    })
    .join("");
}

function message(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return message(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
