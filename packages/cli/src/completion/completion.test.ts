import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { commandTree } from "../command-tree/command-tree.ts";
import { bashCompletion } from "./bash-completion.ts";
import { completionTable } from "./completion-table.ts";
import { fishCompletion } from "./fish-completion.ts";
import { zshCompletion } from "./zsh-completion.ts";

const table = completionTable(commandTree);

/** What bash offers after the words, the last of which is being typed. */
function offered(...words: readonly string[]): string[] {
  const script = `${bashCompletion(table)}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hms_sync; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync("bash", ["-c", script, "bash", "hms-sync", ...words], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout.split("\n").filter((line) => line !== "");
}

it("completes commands, subcommands, options and their values in bash", () => {
  expect(offered("lay")).toEqual(["layout"]);
  expect(offered("packets", "l")).toEqual(["list"]);
  expect(offered("packets", "list", "--st")).toEqual(["--state"]);
  expect(offered("packets", "list", "--state", "re")).toEqual(["retrying", "rejected"]);
  expect(offered("completion", "z")).toEqual(["zsh"]);
});

it("takes no option value for a command", () => {
  expect(offered("--format", "json", "stat")).toEqual(["status"]);
});

it("names every command in the zsh and fish scripts", () => {
  for (const script of [zshCompletion(table), fishCompletion(table)]) {
    for (const { path } of table) for (const word of path.split(" ")) expect(script).toContain(word);
  }
});

it("escapes quotes of summaries", () => {
  const tricky = completionTable({
    name: "x",
    summary: "",
    subcommands: [{ name: "y", summary: "the hub's: all" }],
  });
  expect(zshCompletion(tricky)).toContain("'y:the hub'\\''s\\: all'");
  expect(fishCompletion(tricky)).toContain("-d 'the hub\\'s: all'");
});
