import { readFileSync } from "node:fs";
import path from "node:path";
import type { Finding } from "@hms-sync/connector-api";
import type { Style } from "./style.ts";

export interface FindingSurroundings {
  /** Files of findings are relative to it. */
  readonly folder: string;
  readonly style: Style;
  /** Texts that are not in a file of their name, such as standard input. */
  readonly sources?: Readonly<Record<string, string>>;
}

/** Findings with their lines of source, for people; empty for none. */
export async function renderFindingList(
  findings: readonly Finding[],
  { folder, style, sources = {} }: FindingSurroundings,
): Promise<string> {
  if (findings.length === 0) return "";
  const { renderFindings } = await import("@hms-sync/core");
  return renderFindings(findings, {
    color: style.colored,
    readSource: (file) => sources[file] ?? readIfThere(path.resolve(folder, file)),
  });
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
