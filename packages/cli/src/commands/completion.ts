import { invariant } from "@hms-sync/connector-api";
import type { CommandSpec } from "../command-line/command-spec.ts";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { bashCompletion } from "../completion/bash-completion.ts";
import { completionTable } from "../completion/completion-table.ts";
import { fishCompletion } from "../completion/fish-completion.ts";
import { zshCompletion } from "../completion/zsh-completion.ts";
import { print } from "../output/print.ts";

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** `hms-sync completion SHELL`: a script made from the command tree. */
export async function runCompletion(invocation: Invocation, tree: CommandSpec): Promise<ExitCode> {
  const shell = invocation.argument("shell");
  invariant(Object.hasOwn(SHELLS, shell), "the parser lets only known shells through");
  const script = SHELLS[shell as keyof typeof SHELLS](completionTable(tree));
  print(invocation, { shell, script }, () => script);
  return EXIT_CODES.fine;
}
