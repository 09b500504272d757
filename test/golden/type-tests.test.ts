import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Runs a program of the workspace with this very Node. */
function run(bin: string, args: readonly string[], cwd = ROOT): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(ROOT, "node_modules", bin), ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  return { status, output: stdout + stderr };
}

describe("the type tests", () => {
  it("fail when a type is wrong", () => {
    const { status, output } = run("vitest/vitest.mjs", ["run"], path.join(ROOT, "test/types/canary"));
    expect(output).toContain("wrong.canary-d.ts");
    expect(output).toMatch(/1 failed/);
    expect(status).toBe(1);
  });

  it("are all known to the tsconfig that they are checked with", () => {
    const { output } = run("typescript/bin/tsc", ["-p", "tsconfig.types.json", "--listFilesOnly"]);
    const checked = new Set(output.split("\n").map((line) => path.relative(ROOT, line.trim())));
    const tests = globSync(["packages/*/src/**/*.test-d.ts", "connectors/*/**/*.test-d.ts", "test/types/**/*.test-d.ts"], {
      cwd: ROOT,
      exclude: (name) => name === "node_modules" || name === "dist",
    });
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((file) => !checked.has(file))).toEqual([]);
  });
});
