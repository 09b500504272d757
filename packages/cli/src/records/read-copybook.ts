import { type Finding, nearestNames } from "@hms-sync/connector-api";
import type { ProfileSettings, RecordShape, SourceInput } from "@hms-sync/gen/source";
import type { Invocation } from "../command-line/invocation.ts";
import { usageError } from "../command-line/usage-error.ts";
import { readText } from "./open-input.ts";

/** A copybook as read with the command's profile options. */
export interface Copybook {
  /** As findings and reports show it. */
  readonly file: string;
  readonly settings: ProfileSettings;
  readonly records: readonly RecordShape[];
  readonly findings: readonly Finding[];
  /** Its text by `file`, for code frames. */
  readonly sources: Readonly<Record<string, string>>;
}

/**
 * Reads the command's `file`, or the one given, with `--profile`, `--encoding`, `--odo`, `--set`, `--copy-path` and
 * `--format-of-source`.
 *
 * @throws HMS_CLI_FILE when the file cannot be read, HMS_CLI_USAGE for settings that do not exist or do not go together.
 */
export async function readCopybook(
  invocation: Invocation,
  argument = invocation.argument("file"),
): Promise<Copybook> {
  const { copybookReader, resolveProfile } = await import("@hms-sync/gen-copybook");
  const { searchCopyMembers } = await import("@hms-sync/gen/record");
  const encoding = invocation.text("encoding");
  const odo = invocation.text("odo");
  const { settings, problems } = resolveProfile({
    profile: invocation.text("profile") ?? "ibm",
    ...(encoding === undefined ? {} : { encoding }),
    set: { ...readSettings(invocation.list("set")), ...(odo === undefined ? {} : { odo }) },
  });
  if (settings === null) {
    const message = problems.map((problem) => `${optionName(problem.path)}: ${problem.message}`).join("; ");
    throw usageError(message, problems.map((problem) => problem.hint).join(" "));
  }
  const file = argument === "-" ? "(standard input)" : argument;
  const text = await readText(argument, invocation.session);
  const sourceFormat = invocation.text("format-of-source") as SourceInput["sourceFormat"];
  const { records, findings } = copybookReader.read({
    file,
    text,
    settings,
    ...(sourceFormat === undefined ? {} : { sourceFormat }),
    ...searchCopyMembers({ folder: invocation.session.folder, folders: invocation.list("copy-path") }),
  });
  return { file, settings, records, findings, sources: { [file]: text } };
}

/**
 * The record that `--record` names, or all of them.
 *
 * @throws HMS_CLI_USAGE when there is none of that name.
 */
export function chosenShapes(copybook: Copybook, invocation: Invocation): readonly RecordShape[] {
  const wanted = invocation.text("record");
  if (wanted === undefined) return copybook.records;
  const plain = (name: string): string => name.toUpperCase().replaceAll("_", "-");
  const found = copybook.records.filter(
    (shape) => shape.name !== null && plain(shape.name) === plain(wanted),
  );
  if (found.length > 0) return found;
  const names = copybook.records.map((shape) => shape.name ?? "(no 01 level)");
  const near = nearestNames(wanted, names);
  throw usageError(
    `${copybook.file} has no record ${wanted}`,
    near.length > 0 ? `did you mean ${near.join(" or ")}?` : `it has ${names.join(", ")}`,
  );
}

/**
 * The one record to encode or decode.
 *
 * @throws HMS_CLI_USAGE when there are several and `--record` names none.
 */
export function chosenShape(copybook: Copybook, invocation: Invocation): RecordShape {
  const [shape, ...others] = chosenShapes(copybook, invocation);
  if (shape !== undefined && others.length === 0) return shape;
  const names = copybook.records.map((record) => record.name ?? "(no 01 level)");
  throw usageError(
    shape === undefined ? `${copybook.file} holds no record` : `${copybook.file} has several records`,
    shape === undefined ? "describe it with a level 01" : `name one with --record: ${names.join(", ")}`,
  );
}

function readSettings(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf("=");
      if (equals < 1)
        throw usageError(`--set ${pair} is not NAME=VALUE`, "for example --set byteOrder=little");
      return [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
    }),
  );
}

function optionName(path: string): string {
  return path.startsWith("set.") ? `--set ${path.slice(4)}` : `--${path}`;
}
