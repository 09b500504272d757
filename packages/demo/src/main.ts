import { isHmsSyncError } from "@hms-sync/connector-api";
import { startDemo } from "./demo.ts";
import { DEMO_HELP, type DemoOptions, demoOptions } from "./demo-options.ts";

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readOptions(): DemoOptions | undefined {
  try {
    const options = demoOptions(process.argv.slice(2));
    if (options !== "help") return options;
    process.stdout.write(DEMO_HELP);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${DEMO_HELP}`);
    process.exitCode = 2;
  }
  return undefined;
}

/** Resolves with the first SIGINT or SIGTERM; the second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    for (const name of ["SIGINT", "SIGTERM"] as const) {
      process.on(name, () => {
        if (asked) process.exit(130);
        asked = true;
        resolve();
      });
    }
  });
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options === undefined) return;
  const stopped = stopSignal();
  print("");
  const demo = await startDemo(options, print);
  print("");
  if (options.once) {
    if (!demo.ok) process.exitCode = 1;
  } else {
    const wanted = new URL(demo.url).port === String(options.port) || options.port === 0;
    print(`  hub          ${demo.url}${wanted ? "" : `  (port ${options.port} is taken)`}`);
    print(`               ${demo.url}/openapi.json   npx hms-sync packets list --url ${demo.url}`);
    print("               Ctrl-C stops it");
    // a demo that was asked to stop while it told its story stops here
    await stopped;
    print("\n  stopping …");
  }
  await demo.stop();
}

try {
  await main();
} catch (error) {
  if (!isHmsSyncError(error)) throw error;
  process.stderr.write(`  ${error.code}: ${error.message}\n  hint: ${error.hint}\n`);
  process.exitCode = 1;
}
