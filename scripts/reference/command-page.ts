import { type CommandReference, commandReference, type OptionSpec } from "@hms-sync/cli";

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

/** Summaries are written without a full stop; here more sentences follow. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function optionRow(option: OptionSpec): string {
  const name = `--${option.name}${option.value === undefined ? "" : ` ${option.value}`}`;
  const short = option.short === undefined ? "" : `-${option.short}, `;
  const facts = [
    sentence(option.summary),
    ...(option.choices === undefined
      ? []
      : [`One of ${option.choices.map((choice) => `\`${choice}\``).join(", ")}.`]),
    ...(option.default === undefined ? [] : [`Default: ${option.default}.`]),
    ...(option.environment === undefined ? [] : [`Environment: \`${option.environment}\`.`]),
    ...(option.required ? ["Required."] : []),
    ...(option.many ? ["May be given several times."] : []),
  ];
  return `| \`${short}${cell(name)}\` | ${cell(facts.join(" "))} |`;
}

function commandLines(command: CommandReference): string[] {
  const lines = ["", `### ${command.path}`, "", `\`${command.usage}\``, "", sentence(command.summary)];
  if (command.description !== undefined) lines.push("", command.description);
  if (command.arguments.length + command.options.length > 0) {
    lines.push("", "| | |", "|---|---|");
    for (const argument of command.arguments) {
      const facts = argument.required
        ? sentence(argument.summary)
        : `${sentence(argument.summary)} Optional.`;
      lines.push(`| \`${argument.name}\` | ${cell(facts)} |`);
    }
    lines.push(...command.options.map(optionRow));
  }
  for (const example of command.examples)
    lines.push("", `${example.summary}:`, "", "```sh no-run", example.line, "```");
  return lines;
}

/** The page of every command, from the command tree. */
export function commandPage(): string {
  const { commands, globalOptions } = commandReference();
  const lines = [
    "# Command line",
    "",
    "`hms-sync` exits 0 when all is well, 1 on findings or failure, 2 on wrong usage, 3 on a fault of its own.",
    "`-` stands for standard input or output.",
    "",
    "Every command takes:",
    "",
    "| | |",
    "|---|---|",
    ...globalOptions.map(optionRow),
  ];
  for (const group of new Set(commands.map((command) => command.group))) {
    lines.push("", `## ${group || "Other"}`);
    for (const command of commands.filter((entry) => entry.group === group))
      lines.push(...commandLines(command));
  }
  return `${lines.join("\n")}\n`;
}
