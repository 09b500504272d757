import { readFileSync } from "node:fs";
import path from "node:path";
import { type Finding, hasErrors, nearestNames, type SourceSpan } from "@hms-sync/connector-api";
import { searchCopyMembers } from "../copy-members/search-copy-members.ts";
import type { LayoutSource } from "../manifest/manifest.ts";
import type { ProfileSettings, RecordShape, SourceReader } from "../source/layout.ts";
import type { BoundRecord } from "./bound.ts";
import { type FindingSink, findingSink } from "./findings.ts";
import { targetsOf } from "./target.ts";

/** Turns a manifest's `profile`, `encoding` and `set` into settings, or says what is wrong with which of them. */
export type ResolveProfile = (request: {
  readonly profile: string;
  readonly encoding?: string;
  readonly set?: Readonly<Record<string, string>>;
}) =>
  | { readonly settings: ProfileSettings; readonly problems: readonly [] }
  | { readonly settings: null; readonly problems: readonly ProfileProblem[] };

export interface ProfileProblem {
  /** `profile`, `encoding`, or `set.` and the name of a setting. */
  readonly path: string;
  readonly message: string;
  readonly hint: string;
  readonly suggestions: readonly string[];
}

/** What reading a layout's source needs besides the manifest. */
export interface SourceContext {
  readonly readers: readonly SourceReader[];
  readonly resolveProfile: ResolveProfile;
  /** Absolute path of the manifest's folder. */
  readonly folder: string;
  /** Absolute; displayed paths start from it. */
  readonly cwd: string;
  /** A path as findings show it. */
  readonly display: (absolutePath: string) => string;
}

/** Reads the source that a layout names and gives the record that it means. */
export function readRecord(
  context: SourceContext,
  layout: LayoutSource,
): { readonly record: BoundRecord | undefined; readonly findings: readonly Finding[] } {
  const sink = findingSink();
  const record = read(sink, context, layout);
  return { record, findings: sink.findings };
}

function read(sink: FindingSink, context: SourceContext, layout: LayoutSource): BoundRecord | undefined {
  const settings = resolveSettings(sink, context, layout);
  const file = path.resolve(context.folder, layout.file.value);
  const reader = context.readers.find((candidate) => candidate.kind === layout.kind);
  if (reader === undefined) {
    sink.error("HMS_MAN_UNSUPPORTED", layout.file.span, `reading a ${layout.kind} is not built in here`);
    return undefined;
  }
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : "it cannot be read";
    sink.error("HMS_MAN_FILE", layout.file.span, `${context.display(file)}: ${reason}`);
    return undefined;
  }
  if (settings === undefined) return undefined;
  const shown = context.display(file);
  const search = searchCopyMembers({
    folder: context.cwd,
    folders: [context.display(context.folder) || "."],
  });
  const { records, findings } = reader.read({ file: shown, text, settings, ...search });
  sink.findings.push(...findings);
  if (hasErrors(findings)) return undefined;
  const shape = chooseRecord(sink, layout, records);
  return shape === undefined
    ? undefined
    : {
        shape,
        settings,
        source: path.normalize(layout.file.value).replaceAll("\\", "/"),
        targets: targetsOf(shape),
      };
}

function chooseRecord(
  sink: FindingSink,
  layout: LayoutSource,
  records: readonly RecordShape[],
): RecordShape | undefined {
  const names = records.flatMap((record) => record.name ?? []);
  const list = names.length > 0 ? names.join(", ") : "none";
  if (layout.record === null) {
    if (records.length === 1) return records[0];
    sink.error(
      "HMS_MAN_RECORD",
      layout.file.span,
      `${layout.file.value} has ${records.length} records: ${list}`,
      {
        hint: names.length > 0 ? `say which: record: ${names[0]}` : "a record begins with a level 01",
      },
    );
    return undefined;
  }
  const wanted = layout.record.value;
  const found = records.find((record) => record.name?.toUpperCase() === wanted.toUpperCase());
  if (found === undefined) {
    sink.error(
      "HMS_MAN_RECORD",
      layout.record.span,
      `${layout.file.value} has no record ${wanted}; it has ${list}`,
      {
        suggestions: nearestNames(wanted, names),
      },
    );
  }
  return found;
}

function resolveSettings(
  sink: FindingSink,
  context: SourceContext,
  layout: LayoutSource,
): ProfileSettings | undefined {
  const { settings, problems } = context.resolveProfile({
    profile: layout.profile.value,
    ...(layout.encoding === null ? {} : { encoding: layout.encoding.value }),
    set: Object.fromEntries(layout.set.map((setting) => [setting.name, setting.value])),
  });
  for (const problem of problems) {
    const { message, hint, suggestions } = problem;
    sink.error("HMS_MAN_VALUE", spanOfProblem(layout, problem.path), message, { hint, suggestions });
  }
  return settings ?? undefined;
}

function spanOfProblem(layout: LayoutSource, where: string): SourceSpan {
  const setting = layout.set.find((candidate) => `set.${candidate.name}` === where);
  if (setting !== undefined) return setting.span;
  return (where === "encoding" ? layout.encoding?.span : undefined) ?? layout.profile.span;
}
