import type { CommandSpec } from "../command-line/command-spec.ts";
import { generatorCommands } from "./generator-commands.ts";
import { hubCommands } from "./hub-commands.ts";
import { recordCommands } from "./record-commands.ts";

const completion: CommandSpec = {
  name: "completion",
  group: "Other:",
  summary: "Print a completion script for a shell",
  arguments: [{ name: "shell", summary: "The shell", required: true, choices: ["bash", "zsh", "fish"] }],
  examples: [
    { line: 'eval "$(hms-sync completion bash)"', summary: "complete in this shell" },
    { line: "hms-sync completion fish > ~/.config/fish/completions/hms-sync.fish", summary: "for good" },
  ],
  run: async (invocation) =>
    (await import("../commands/completion.ts")).runCompletion(invocation, commandTree),
};

/** All of `hms-sync`. Commands are loaded when they run; this tree is all that starts with the binary. */
export const commandTree: CommandSpec = {
  name: "hms-sync",
  summary: "HMS Sync keeps old systems in step with new ones.",
  subcommands: [...hubCommands, ...generatorCommands, ...recordCommands, completion],
};
