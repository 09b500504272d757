/** `npm run bench -- NAME…`: runs the named benchmarks one after the other and prints conditions and ratios. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { printConditions } from "./conditions.ts";

const folder = import.meta.dirname;
const known = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, "bench.ts")))
  .map((entry) => entry.name);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "3" },
    large: { type: "string" },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0 || !(rounds >= 1) || !(seconds > 0)) {
  process.stderr.write(
    `usage: npm run bench -- [${known.join("|")}]… [--rounds N] [--seconds S] [--large SIZE]\n`,
  );
  process.exit(2);
}

printConditions();
for (const name of positionals.length > 0 ? positionals : known) {
  const { bench } = (await import(`./${name}/bench.ts`)) as {
    bench(options: { rounds: number; seconds: number; large?: string }): Promise<void>;
  };
  process.stdout.write(`\n${name}: medians of ${rounds} alternated rounds\n`);
  await bench({ rounds, seconds, ...(values.large === undefined ? {} : { large: values.large }) });
}
