import { existsSync } from "node:fs";
import path from "node:path";
import type { HubLogOptions } from "@hms-sync/hub";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { usageError } from "../command-line/usage-error.ts";
import { print } from "../output/print.ts";

const DEFAULT_CONFIGS = ["hms-sync.config.ts", "hms-sync.config.yaml"];
const DRAIN_MS = 30_000;

/**
 * `hms-sync start`: runs until it is told to stop. One line on standard output when it is ready; the log goes to
 * standard error. The first signal drains, the second ends at once.
 */
export async function runStart(invocation: Invocation): Promise<ExitCode> {
  const { session } = invocation;
  const file = configFile(invocation);
  const stopped = Promise.withResolvers<void>();
  let signals = 0;
  const release = session.onStopSignal(() => {
    signals++;
    if (signals === 1) stopped.resolve();
    else session.exit(EXIT_CODES.failed);
  });
  try {
    const { createHubLog, loadConfig, startHub } = await import("@hms-sync/hub");
    const level = invocation.text("log") as HubLogOptions["level"];
    const data = invocation.text("data");
    const listen = invocation.text("listen");
    const hub = await startHub(await loadConfig(file), {
      clock: session.clock,
      log: createHubLog(level === undefined ? {} : { level }),
      ...(data === undefined ? {} : { data: path.resolve(session.folder, data) }),
      ...(listen === undefined ? {} : { listen }),
    });
    print(invocation, { listening: hub.url }, () => `listening on ${hub.url}\n`);
    await stopped.promise;
    await hub.close(DRAIN_MS);
    return EXIT_CODES.fine;
  } finally {
    release();
  }
}

function configFile(invocation: Invocation): string {
  const { folder } = invocation.session;
  const named = invocation.text("config");
  if (named !== undefined) return path.resolve(folder, named);
  const found = DEFAULT_CONFIGS.map((name) => path.join(folder, name)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw usageError(
    `there is no ${DEFAULT_CONFIGS.join(" or ")} in ${folder}`,
    "name the hub's configuration with --config FILE",
  );
}
