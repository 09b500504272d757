import type { CompletionEntry } from "./completion-table.ts";

/** A script for zsh: sourced, or saved as `_hms-sync` in a folder of `fpath`. */
export function zshCompletion(table: readonly CompletionEntry[]): string {
  const paths = table.filter((entry) => entry.path !== "").map((entry) => `"${entry.path}"`);
  return `#compdef hms-sync
# zsh completion for hms-sync
_hms_sync() {
  local commandpath="" word previous="\${words[CURRENT-1]}"
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "\${commandpath:+$commandpath }$word" in
      ${paths.join("|")}) commandpath="\${commandpath:+$commandpath }$word" ;;
    esac
  done
  local -a commands options
  case "$commandpath" in
${table.map(zshCase).join("")}  esac
}
if [ "$funcstack[1]" = "_hms-sync" ]; then _hms_sync "$@"; else compdef _hms_sync hms-sync; fi
`;
}

function zshCase(entry: CompletionEntry): string {
  const values = entry.options
    .filter((option) => option.value !== "none")
    .map(({ flag, value }) => `        ${flag}) ${reply(value)}; return ;;\n`);
  const described = (items: readonly { readonly name: string; readonly summary: string }[]): string =>
    items.map(({ name, summary }) => `'${name}:${quote(summary)}'`).join(" ");
  const options = entry.options.map(({ flag, summary }) => ({ name: flag, summary }));
  return `    "${entry.path}")
      case "$previous" in
${values.join("")}      esac
      options=(${described(options)})
      if [[ "$PREFIX" == -* ]]; then _describe -o option options; return; fi
${wordLine(entry, described)}      ;;
`;
}

function wordLine(
  entry: CompletionEntry,
  described: (items: CompletionEntry["subcommands"]) => string,
): string {
  if (entry.subcommands.length > 0) {
    return `      commands=(${described(entry.subcommands)})\n      _describe command commands\n`;
  }
  if (entry.words === "file") return "      _files\n";
  return Array.isArray(entry.words) ? `      compadd -- ${entry.words.join(" ")}\n` : "      :\n";
}

function reply(value: CompletionEntry["options"][number]["value"]): string {
  if (value === "file") return "_files";
  if (value === "folder") return "_files -/";
  return Array.isArray(value) ? `compadd -- ${value.join(" ")}` : ":";
}

/** Inside single quotes, and `:` separates name and description. */
function quote(text: string): string {
  return text.replace(/'/g, "'\\''").replace(/:/g, "\\:");
}
