import { HmsSyncError, hasErrors, isHmsSyncError, type RecordCodec } from "@hms-sync/connector-api";
import type { RecordShape } from "@hms-sync/gen/source";
import type { RecordKind } from "@hms-sync/records";
import type { Invocation } from "../command-line/invocation.ts";
import { usageError } from "../command-line/usage-error.ts";
import { branchRules, parseBranches } from "./branch-rules.ts";
import { kindsCodec } from "./kinds-codec.ts";
import { type Choice, parseChoice, sameName } from "./parse-choice.ts";
import { type Copybook, chosenShape } from "./read-copybook.ts";

/** One kind of record of a file. */
export interface OpenedKind {
  /** Name in JSON. */
  readonly key: string;
  readonly shape: RecordShape;
  readonly codec: RecordCodec;
}

/** The records that a command works with, ready to be written and read. */
export interface OpenedRecords {
  /** Of the one kind, or of all kinds as one. */
  readonly codec: RecordCodec;
  /** One, or several with `--record-by`. */
  readonly kinds: readonly OpenedKind[];
  /** Index of the kind that a record's bytes say it is. */
  readonly kindOf: (bytes: Uint8Array) => OpenedKind | null;
}

/**
 * Generates and loads the code of the records that `--record` or `--record-by` name, with the rules of `--branch`.
 *
 * @throws HMS_CLI_COPYBOOK for a copybook with errors, HMS_CLI_USAGE for names and values that do not fit it.
 */
export async function openRecords(invocation: Invocation, copybook: Copybook): Promise<OpenedRecords> {
  if (hasErrors(copybook.findings)) {
    const { file, findings } = copybook;
    throw new HmsSyncError("HMS_CLI_COPYBOOK", `${file} cannot be used`, { findings });
  }
  const { loadCodec } = await import("@hms-sync/gen/record");
  const { settings, file } = copybook;
  const branches = parseBranches(invocation.list("branch"), copybook.records);
  const open = async (shape: RecordShape): Promise<OpenedKind> => {
    const choose = branchRules(shape, branches);
    const codec = await loadCodec({ shape, settings, file, choose });
    return { key: (shape.name ?? "record").replaceAll("-", "_"), shape, codec };
  };
  const texts = invocation.list("record-by");
  if (texts.length === 0) {
    const kind = await open(chosenShape(copybook, invocation));
    return { codec: kind.codec, kinds: [kind], kindOf: () => kind };
  }
  if (invocation.text("record") !== undefined)
    throw usageError("--record and --record-by exclude each other");
  const { kindOfRecord } = await import("@hms-sync/records");
  const kinds = await Promise.all(namedShapes(texts, copybook).map(open));
  const marks = texts.map((text) => markOf(text, kinds));
  const lines = ["lf", "crlf"].includes(invocation.text("framing") ?? "");
  const space = settings.codePage.startsWith("cp") ? 0x40 : 0x20;
  return {
    codec: kindsCodec(kinds, marks, lines ? space : undefined) as RecordCodec,
    kinds,
    kindOf: (bytes) => {
      const key = kindOfRecord(bytes, marks);
      return kinds.find((kind) => kind.key === key) ?? null;
    },
  };
}

/** `NAME` alone takes every record that is no other kind. */
function choiceOf(text: string): Choice | { readonly name: string } {
  return /^[^=:\s]+$/.test(text) ? { name: text } : parseChoice("record-by", text, "TYPE=H:HEADER-REC");
}

/** The records that the values of `--record-by` name, each once. */
function namedShapes(texts: readonly string[], copybook: Copybook): RecordShape[] {
  const names = copybook.records.flatMap((shape) => shape.name ?? []);
  const shapes = texts.map((text) => {
    const { name } = choiceOf(text);
    const found = copybook.records.find((shape) => shape.name !== null && sameName(shape.name, name));
    if (found === undefined) {
      throw usageError(`--record-by: ${copybook.file} has no record ${name}`, `it has ${names.join(", ")}`);
    }
    return found;
  });
  return [...new Set(shapes)];
}

/** The bytes that VALUE makes in FIELD. */
function markOf(text: string, kinds: readonly OpenedKind[]): RecordKind {
  const choice = choiceOf(text);
  const { codec, key } = kinds.find((kind) => sameName(kind.key, choice.name))!;
  if (!("field" in choice)) return { name: key, offset: 0, marks: [] };
  const { field: wanted, value } = choice;
  const fields = codec.layout.fields.filter(
    ({ path }) => sameName(path, wanted) || sameName(path.slice(path.lastIndexOf(".") + 1), wanted),
  );
  const [field] = fields;
  if (field === undefined || fields.length > 1 || field.occurs !== undefined) {
    const why = fields.length > 1 ? "several fields" : field === undefined ? "no field" : "only a table";
    throw usageError(`--record-by: ${choice.name} has ${why} ${wanted}`);
  }
  const record = field.path.split(".").reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
  try {
    const bytes = codec.encode(record);
    return {
      name: key,
      offset: field.offset,
      marks: [bytes.slice(field.offset, field.offset + field.length)],
    };
  } catch (error) {
    if (!isHmsSyncError(error, "HMS_REC_INVALID")) throw error;
    throw usageError(
      `--record-by: the value for ${field.path} ${error.problems[0]?.message ?? "does not fit"}`,
    );
  }
}
