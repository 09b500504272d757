import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { BINARY, runBinary } from "../test/run-binary.ts";

it("prints the version of its package", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const { code, stdout } = await runBinary(["--version"]);
  expect(stdout).toBe(`${version}\n`);
  expect(code).toBe(0);
});

it("prints the help of everything and of one command", async () => {
  const all = await runBinary(["--help"]);
  expect(all.code).toBe(0);
  for (const name of ["start", "generate", "layout", "packets", "completion"])
    expect(all.stdout).toContain(name);
  const one = await runBinary(["replay", "--help"]);
  expect(one.code).toBe(0);
  expect(one.stdout).toMatch(/--since <TIME>[\s\S]*Examples:/);
});

it.each([
  [["lyout", "x.cpy"], "hms-sync has no command lyout", "did you mean layout?"],
  [["packets", "lst"], "hms-sync packets has no command lst", "did you mean list?"],
  [
    ["layout", "x.cpy", "--profil", "ibm"],
    "hms-sync layout has no option --profil",
    "did you mean --profile?",
  ],
  [["layout", "x.cpy", "--profile", "gnu-cobl"], "--profile cannot be gnu-cobl", "did you mean gnucobol?"],
  [["layout"], "hms-sync layout needs <file>: the copybook", "see hms-sync layout --help"],
  [["trigger", "x.y"], "hms-sync trigger needs --payload <FILE>", "see hms-sync trigger --help"],
  [
    ["packets", "list", "--limit", "all"],
    "--limit must be a whole number from 1 to",
    "See `hms-sync --help`",
  ],
  [["encode", "x.cpy", "--set", "odo"], "--set odo is not NAME=VALUE", "for example"],
  [
    ["generate", "--check", "--watch"],
    "--check and --watch cannot be used together",
    "See `hms-sync --help`",
  ],
  [["status", "now"], "hms-sync status takes no arguments", "see hms-sync status --help"],
])("answers %j with exit code 2 and what to do", async (line, message, hint) => {
  const { code, stdout, stderr } = await runBinary(line);
  expect(stderr).toContain(message);
  expect(stderr).toContain(`hint: ${hint}`);
  expect(stdout).toBe("");
  expect(code).toBe(2);
});

it("gives a wrong command line as JSON too", async () => {
  const { code, stderr } = await runBinary(["layout", "x.cpy", "--recrd", "A", "--format", "json"]);
  expect(JSON.parse(stderr)).toEqual({
    error: {
      code: "HMS_CLI_USAGE",
      message: "hms-sync layout has no option --recrd",
      hint: "did you mean --record?",
      retry: "never",
    },
  });
  expect(code).toBe(2);
});

it("shows the help with exit code 2 when no command is named", async () => {
  const { code, stderr } = await runBinary(["packets"]);
  expect(stderr).toContain("Usage: hms-sync packets");
  expect(code).toBe(2);
});

it("ends quietly when its reader goes away", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash
  const script = '"$0" "$1" --help | true; exit "${PIPESTATUS[0]}"';
  const { status, stderr } = spawnSync("bash", ["-c", script, process.execPath, BINARY], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

it("colours when FORCE_COLOR asks for it", async () => {
  const { stdout } = await runBinary(["--help"], { environment: { FORCE_COLOR: "1" } });
  expect(stdout).toContain("\u001b[1mUsage:");
});

it("says what to do when no hub answers", async () => {
  const { code, stderr } = await runBinary(["status", "--url", "http://127.0.0.1:9"]);
  expect(stderr).toContain("HMS_NET_NO_HUB");
  expect(stderr).toContain("hms-sync start");
  expect(code).toBe(1);
});

it("names the hub by the environment, which an option overrides", async () => {
  const environment = { HMS_SYNC_URL: "http://127.0.0.1:9" };
  expect((await runBinary(["status"], { environment })).stderr).toContain("http://127.0.0.1:9 ");
  const { code, stderr } = await runBinary(["status", "--url", "nonsense"], { environment });
  expect(stderr).toContain("--url nonsense is not an address of a hub");
  expect(code).toBe(2);
});
