import path from "node:path";
import { parseArgs } from "node:util";

export interface DemoOptions {
  /** Ends by itself after the story. */
  readonly once: boolean;
  /** Where the demo's hub keeps its data. */
  readonly folder: string;
  /** Wanted port; the next free one is taken when it is not free. */
  readonly port: number;
}

export const DEMO_HELP = `Starts a hub and a simulated mainframe, books one appointment and shows every step.

usage: npm start -- [--once] [--data DIR] [--port N]

  --once      end after the story
  --data DIR  where the hub keeps its data (default .hms-sync/demo)
  --port N    port of the hub's API (default 8787, else the next free one)
`;

/**
 * The demo's command line; `help` when it asks for help.
 *
 * @throws Error with a sentence for the person who typed it.
 */
export function demoOptions(args: readonly string[]): DemoOptions | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: "boolean", default: false },
      data: { type: "string", default: path.join(".hms-sync", "demo") },
      port: { type: "string", default: "8787" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return "help";
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error("--port takes a number from 0 to 65535");
  }
  return { once: values.once, folder: path.resolve(values.data), port };
}
