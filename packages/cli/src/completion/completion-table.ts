import type { CommandSpec, OptionSpec } from "../command-line/command-spec.ts";
import { GLOBAL_OPTIONS } from "../command-tree/shared-options.ts";

/** What can follow one command, for shell scripts. */
export interface CompletionEntry {
  /** Words after the binary: `packets list`; empty for the binary alone. */
  readonly path: string;
  readonly subcommands: readonly { readonly name: string; readonly summary: string }[];
  readonly options: readonly {
    /** With the dashes. */
    readonly flag: string;
    readonly summary: string;
    /** The option's value: none, a file, one of a list, or free text. */
    readonly value: "none" | "file" | "folder" | "text" | readonly string[];
  }[];
  /** What the positional arguments are: files, one of a list, or free text. */
  readonly words: "file" | "text" | readonly string[];
}

const FILE_ARGUMENTS = new Set(["file", "manifest"]);

/** The tree as a flat table, parents before children. */
export function completionTable(tree: CommandSpec): CompletionEntry[] {
  return entriesOf(tree, "");
}

function entriesOf(spec: CommandSpec, path: string): CompletionEntry[] {
  const first = spec.arguments?.[0];
  const entry: CompletionEntry = {
    path,
    subcommands: (spec.subcommands ?? []).map(({ name, summary }) => ({ name, summary })),
    options: [...(spec.options ?? []), ...GLOBAL_OPTIONS, { name: "help", summary: "Print help" }].map(
      (option) => ({
        flag: `--${option.name}`,
        summary: option.summary,
        value: optionValue(option),
      }),
    ),
    words: first?.choices ?? (first !== undefined && FILE_ARGUMENTS.has(first.name) ? "file" : "text"),
  };
  return [
    entry,
    ...(spec.subcommands ?? []).flatMap((child) => entriesOf(child, `${path} ${child.name}`.trim())),
  ];
}

function optionValue(option: OptionSpec): CompletionEntry["options"][number]["value"] {
  if (option.value === undefined) return "none";
  if (option.choices !== undefined) return option.choices;
  if (option.value === "FILE") return "file";
  return option.value === "DIR" ? "folder" : "text";
}
