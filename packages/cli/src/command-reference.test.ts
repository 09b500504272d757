import { expect, it } from "vitest";
import { commandReference } from "./command-reference.ts";

it("lists every command that can be called, with its group", () => {
  const { commands } = commandReference();
  expect(commands.map((command) => command.path)).toEqual([
    "hms-sync start",
    "hms-sync status",
    "hms-sync connectors list",
    "hms-sync connectors test",
    "hms-sync connectors pause",
    "hms-sync connectors resume",
    "hms-sync connectors drain",
    "hms-sync trigger",
    "hms-sync replay",
    "hms-sync packets list",
    "hms-sync packets show",
    "hms-sync dead list",
    "hms-sync dead retry",
    "hms-sync dead discard",
    "hms-sync generate",
    "hms-sync check",
    "hms-sync events",
    "hms-sync layout",
    "hms-sync encode",
    "hms-sync decode",
    "hms-sync inspect",
    "hms-sync preview",
    "hms-sync diff",
    "hms-sync completion",
  ]);
  expect(commands.every((command) => command.group !== "")).toBe(true);
});

it("gives each option of a command a name of its own", () => {
  const { globalOptions, commands } = commandReference();
  for (const { path, options } of commands) {
    const names = [...options, ...globalOptions].map((option) => option.name);
    expect(new Set(names).size, path).toBe(names.length);
  }
});

it("writes the usage line as it is typed", () => {
  const usages = commandReference().commands.map((command) => command.usage);
  expect(usages).toContain("hms-sync generate [options] [manifest...]");
  expect(usages).toContain("hms-sync dead retry [options] <id...>");
});
