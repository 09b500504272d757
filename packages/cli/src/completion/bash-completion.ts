import type { CompletionEntry } from "./completion-table.ts";

/** A script for bash 3.2 and newer; it needs no bash-completion package. */
export function bashCompletion(table: readonly CompletionEntry[]): string {
  const paths = table.filter((entry) => entry.path !== "").map((entry) => `"${entry.path}"`);
  return `# bash completion for hms-sync
_hms_sync() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
      ${paths.join("|")}) path="\${path:+$path }$word" ;;
    esac
  done
  COMPREPLY=()
  case "$path" in
${table.map(bashCase).join("")}  esac
}
complete -o filenames -F _hms_sync hms-sync
`;
}

function bashCase(entry: CompletionEntry): string {
  const values = entry.options
    .filter((option) => option.value !== "none")
    .map(({ flag, value }) => `        ${flag}) ${reply(value)}; return ;;\n`);
  const words = [
    ...entry.subcommands.map((command) => command.name),
    ...entry.options.map(({ flag }) => flag),
  ];
  const choices = Array.isArray(entry.words) ? entry.words : [];
  const files =
    entry.words === "file"
      ? '\n      [[ "$current" == -* ]] || COMPREPLY+=($(compgen -f -- "$current"))'
      : "";
  return `    "${entry.path}")
      case "$previous" in
${values.join("")}      esac
      COMPREPLY=($(compgen -W "${[...choices, ...words].join(" ")}" -- "$current"))${files}
      ;;
`;
}

function reply(value: CompletionEntry["options"][number]["value"]): string {
  if (value === "file") return 'COMPREPLY=($(compgen -f -- "$current"))';
  if (value === "folder") return 'COMPREPLY=($(compgen -d -- "$current"))';
  return Array.isArray(value) ? `COMPREPLY=($(compgen -W "${value.join(" ")}" -- "$current"))` : ":";
}
