import type { CommandSpec, OptionSpec } from "../command-line/command-spec.ts";

const GROUP = "Records:";

/** How the bytes of a copybook's records look. */
const PROFILE_OPTIONS: readonly OptionSpec[] = [
  {
    name: "profile",
    value: "PROFILE",
    choices: ["ibm", "ibm-ascii", "gnucobol", "microfocus"],
    summary: "Compiler and machine the records belong to",
    default: "ibm",
  },
  {
    name: "encoding",
    value: "CODEPAGE",
    summary: "Code page of text, for example cp037 or ascii; by profile",
  },
  {
    name: "odo",
    value: "WAY",
    choices: ["shift", "max", "pad"],
    summary: "What stands behind a DEPENDING ON table: moves up, stays in place, or moves up and is padded",
    default: "by profile",
  },
  {
    name: "set",
    value: "NAME=VALUE",
    many: true,
    summary: "One setting of the profile, for example byteOrder=little",
  },
  {
    name: "copy-path",
    value: "DIR",
    many: true,
    summary: "Folder to look for COPY members in, after the copybook's own",
  },
  {
    name: "format-of-source",
    value: "FORMAT",
    choices: ["fixed", "free", "auto"],
    summary: "Whether the copybook's columns count; auto looks at the text",
    default: "auto",
  },
];

const RECORD_OPTION: OptionSpec = {
  name: "record",
  value: "NAME",
  summary: "Which record, where the copybook has several",
};

const FILE_OPTIONS: readonly OptionSpec[] = [
  RECORD_OPTION,
  {
    name: "record-by",
    value: "FIELD=VALUE:RECORD",
    many: true,
    summary: "Several records in one file, told apart by a field; RECORD alone is every other one",
  },
  {
    name: "branch",
    value: "FIELD=VALUE:NAME",
    many: true,
    summary: "Which alternative of a REDEFINES is read; without it the first",
  },
  ...PROFILE_OPTIONS,
  {
    name: "framing",
    value: "FRAMING",
    choices: ["none", "lf", "crlf", "rdw", "bdw"],
    summary: "How records stand in the file",
    default: "none",
  },
];

const KEEP_GOING: OptionSpec = {
  name: "keep-going",
  summary: "Report bad records and go on with the next",
};

const COPYBOOK = { name: "file", summary: "The copybook", required: true } as const;

export const recordCommands: readonly CommandSpec[] = [
  {
    name: "layout",
    group: GROUP,
    summary: "Show where every field of a copybook stands",
    description: "All faults of the copybook are shown at once, with line and column.",
    arguments: [COPYBOOK],
    options: [RECORD_OPTION, ...PROFILE_OPTIONS],
    examples: [{ line: "hms-sync layout appointment.cpy", summary: "offsets, lengths and pictures" }],
    run: async (invocation) => (await import("../commands/layout.ts")).runLayout(invocation),
  },
  {
    name: "encode",
    group: GROUP,
    summary: "Turn JSON records into the bytes of a copybook",
    description:
      "Reads one JSON object per line. A record that does not fit is reported with its number, field and copybook line, and nothing is cut. With --json each report is a line of JSON on standard error.",
    arguments: [COPYBOOK],
    options: [
      { name: "in", value: "FILE", summary: "JSON records, one a line; - is standard input", default: "-" },
      { name: "out", value: "FILE", summary: "Where the bytes go; - is standard output", default: "-" },
      ...FILE_OPTIONS,
      KEEP_GOING,
      {
        name: "overflow",
        value: "POLICY",
        choices: ["reject", "truncate", "round"],
        summary: "What to do with a value that does not fit",
        default: "reject",
      },
    ],
    examples: [
      {
        line: "hms-sync encode appointment.cpy --in rows.ndjson --out APPT.DAT --profile gnucobol",
        summary: "bytes as GnuCOBOL reads them",
      },
    ],
    run: async (invocation) => (await import("../commands/encode.ts")).runEncode(invocation),
  },
  {
    name: "decode",
    group: GROUP,
    summary: "Turn the bytes of a copybook into JSON records",
    description:
      "Writes one JSON object per line. A damaged record is reported with its number, field and offset, and is never guessed. With --json each report is a line of JSON on standard error.",
    arguments: [COPYBOOK],
    options: [
      { name: "in", value: "FILE", summary: "The bytes; - is standard input", default: "-" },
      { name: "out", value: "FILE", summary: "Where the JSON lines go; - is standard output", default: "-" },
      ...FILE_OPTIONS,
      KEEP_GOING,
    ],
    examples: [
      {
        line: "hms-sync decode answer.cpy --in ANSWERS.DAT | head -3",
        summary: "the first three records",
      },
    ],
    run: async (invocation) => (await import("../commands/decode.ts")).runDecode(invocation),
  },
  {
    name: "inspect",
    group: GROUP,
    summary: "Show the bytes of a file under the fields of its copybook",
    description:
      "Every field with its place, its bytes in hexadecimal and as text of the file's code page. Damaged fields are marked and say why; exit code 1 when there are any.",
    arguments: [{ name: "file", summary: "The bytes; - is standard input", required: true }],
    options: [
      { name: "copybook", value: "FILE", summary: "The copybook", required: true },
      {
        name: "record-number",
        value: "N",
        summary: "The first record to show, from 1; alone, only that one",
      },
      { name: "limit", value: "N", summary: "How many records to show", default: "10" },
      { name: "damaged", summary: "Look through the whole file and show damaged records only" },
      ...FILE_OPTIONS,
    ],
    examples: [
      {
        line: "hms-sync inspect ANSWERS.DAT --copybook answer.cpy --record-number 17",
        summary: "one record, byte by byte",
      },
      {
        line: "hms-sync inspect ANSWERS.DAT --copybook answer.cpy --damaged",
        summary: "what is wrong with a file",
      },
    ],
    run: async (invocation) => (await import("../commands/inspect.ts")).runInspect(invocation),
  },
  {
    name: "preview",
    group: GROUP,
    summary: "Show the bytes that a manifest makes of an event",
    description:
      "Checks, maps and encodes in memory as a hub would, and shows every field with its bytes in hexadecimal and as text. Nothing is written and nothing is sent.",
    arguments: [{ name: "manifest", summary: "The manifest (*.connector.yaml)", required: true }],
    options: [
      { name: "event", value: "EVENT", summary: "The event", required: true },
      { name: "payload", value: "FILE", summary: "Its payload as JSON; - is standard input", default: "-" },
    ],
    examples: [
      {
        line: "hms-sync preview dmv.connector.yaml --event appointment.created --payload ticket.json",
        summary: "the record as the mainframe will see it",
      },
    ],
    run: async (invocation) => (await import("../commands/preview.ts")).runPreview(invocation),
  },
  {
    name: "diff",
    group: GROUP,
    summary: "Compare two versions of a copybook",
    description:
      "Says which fields moved, by how much, what changed its length or type, what came and went, and whether that breaks files or mappings. Exit code 1 when it does.",
    arguments: [
      { name: "old", summary: "The copybook as it was", required: true },
      { name: "new", summary: "The copybook as it is", required: true },
    ],
    options: [RECORD_OPTION, ...PROFILE_OPTIONS],
    examples: [
      { line: "git show HEAD:appt.cpy | hms-sync diff - appt.cpy", summary: "what you just changed" },
    ],
    run: async (invocation) => (await import("../commands/diff.ts")).runDiff(invocation),
  },
];
