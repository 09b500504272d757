import type { CompletionEntry } from "./completion-table.ts";

/** A script for fish 3 and newer. */
export function fishCompletion(table: readonly CompletionEntry[]): string {
  return `# fish completion for hms-sync
complete -c hms-sync -f
${table.map((entry) => fishLines(entry).join("")).join("")}`;
}

function fishLines(entry: CompletionEntry): string[] {
  const condition = conditionOf(entry);
  const files = entry.words === "file" ? " -F" : "";
  return [
    ...entry.subcommands.map(
      ({ name, summary }) => `complete -c hms-sync -n '${condition}' -a ${name} -d '${quote(summary)}'\n`,
    ),
    ...(Array.isArray(entry.words)
      ? [`complete -c hms-sync -n '${condition}' -a '${entry.words.join(" ")}'\n`]
      : []),
    ...(files === "" ? [] : [`complete -c hms-sync -n '${condition}'${files}\n`]),
    ...entry.options.map(
      ({ flag, summary, value }) =>
        `complete -c hms-sync -n '${condition}' -l ${flag.slice(2)}${reply(value)} -d '${quote(summary)}'\n`,
    ),
  ];
}

/** True while exactly this command is being typed: all its words are there and none of its subcommands. */
function conditionOf(entry: CompletionEntry): string {
  const names = entry.subcommands.map(({ name }) => name).join(" ");
  if (entry.path === "") return "__fish_use_subcommand";
  const seen = entry.path.split(" ").map((word) => `__fish_seen_subcommand_from ${word}`);
  return [...seen, ...(names === "" ? [] : [`not __fish_seen_subcommand_from ${names}`])].join("; and ");
}

function reply(value: CompletionEntry["options"][number]["value"]): string {
  if (value === "none") return "";
  if (value === "file" || value === "folder") return " -r -F";
  return Array.isArray(value) ? ` -x -a '${value.join(" ")}'` : " -x";
}

function quote(text: string): string {
  return text.replace(/['\\]/g, "\\$&");
}
