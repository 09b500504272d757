import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Files that git knows or would add, by glob, relative to the repository's root, sorted. */
export function sourceFiles(...globs: string[]): string[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...globs],
    {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return listed
    .split("\n")
    .filter((file) => file !== "" && existsSync(file))
    .sort();
}
