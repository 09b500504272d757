/**
 * Writes the reference pages that come from code. With `--check` it writes nothing and fails when a page is out of date.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commandPage } from "./reference/command-page.ts";
import { errorPage } from "./reference/error-page.ts";
import { eventPage } from "./reference/event-page.ts";

const pages: Record<string, string> = {
  "docs/reference/errors.md": errorPage(),
  "docs/reference/cli.md": commandPage(),
  "docs/reference/events.md": eventPage(),
};

function current(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

const check = process.argv.includes("--check");
for (const [file, text] of Object.entries(pages)) {
  if (current(file) === text) continue;
  if (check) {
    process.stdout.write(`${file} is out of date: run npm run docs\n`);
    process.exitCode = 1;
    continue;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`wrote ${file}\n`);
}
