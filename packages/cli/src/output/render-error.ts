import { HmsSyncError, isHmsSyncError } from "@hms-sync/connector-api";
import type { Session } from "../command-line/session.ts";
import { findingJson } from "./finding-json.ts";
import { renderFindingList } from "./render-finding-list.ts";
import type { Style } from "./style.ts";

export interface ErrorRendering {
  readonly json: boolean;
  readonly style: Style;
  readonly session: Pick<Session, "folder">;
}

/** What a failure looks like on standard error: one line of JSON, or lines for people. */
export async function renderError(error: unknown, rendering: ErrorRendering): Promise<string> {
  if (!isHmsSyncError(error)) return renderBug(error, rendering);
  if (rendering.json) return `${JSON.stringify({ error: errorJson(error) })}\n`;
  const { style } = rendering;
  const findings = await renderFindingList(error.findings, { folder: rendering.session.folder, style });
  const problems = error.problems.map((problem) => `  ${problem.path}: ${problem.message}\n`).join("");
  const where =
    error.where === undefined || error.findings.length > 0
      ? ""
      : `${error.where.file}:${error.where.line}:${error.where.column} - `;
  return `${findings}${where}${style.bad("error")} ${style.dim(error.code)}: ${error.message}\n${problems}${hintLine(error.hint, style)}`;
}

/** The error as data; the shape is the same for every command. */
export function errorJson(error: HmsSyncError): Readonly<Record<string, unknown>> {
  return {
    code: error.code,
    message: error.message,
    hint: error.hint,
    retry: error.retry,
    ...(error.where === undefined ? {} : { where: error.where }),
    ...(error.findings.length === 0 ? {} : { findings: error.findings.map(findingJson) }),
    ...(error.problems.length === 0 ? {} : { problems: error.problems }),
  };
}

/** An error nobody threw on purpose: its stack is what a report needs. Its message may quote a payload value. */
async function renderBug(error: unknown, { json, style }: ErrorRendering): Promise<string> {
  const { describeError } = await import("@hms-sync/core");
  const { message } = describeError(error);
  const { code, hint, retry } = new HmsSyncError("HMS_CLI_INTERNAL", message);
  if (json) return `${JSON.stringify({ error: { code, message, hint, retry } })}\n`;
  const frames = (error instanceof Error ? (error.stack ?? "") : "")
    .split("\n")
    .filter((line) => /^ {4}at /.test(line));
  const stack = frames.map((line) => `${style.dim(line)}\n`).join("");
  return `${stack}${style.bad("error")} ${style.dim(code)}: ${message}\n${hintLine(hint, style)}`;
}

function hintLine(hint: string, style: Style): string {
  return hint === "" ? "" : `  ${style.dim("hint:")} ${hint}\n`;
}
