import { ERROR_CATALOGUE, type Finding } from "@hms-sync/connector-api";

/** A finding as every command prints it as JSON: always the same members, and always a hint. */
export function findingJson(finding: Finding): Readonly<Record<string, unknown>> {
  const { code, severity, file, line, column, endLine, endColumn, message, suggestions } = finding;
  const near = suggestions.length > 0 ? `did you mean ${suggestions.join(" or ")}?` : undefined;
  const hint = finding.hint ?? near ?? ERROR_CATALOGUE[code].hint;
  return { code, severity, file, line, column, endLine, endColumn, message, hint, suggestions };
}
