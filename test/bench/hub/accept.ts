import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { median, quantile } from "../statistics.ts";
import { printTable } from "../table.ts";
import type { LoadResult } from "./load.ts";

const CONNECTIONS = 64;

/** What is measured, by the argument of `target.ts`. */
const TARGETS = {
  bare: "bare Hono route, same body",
  intake: "hub, no connector",
  hub: "hub, accept + map + deliver",
} as const;

type Target = keyof typeof TARGETS;

function start(file: string, args: readonly string[]): ChildProcess {
  return fork(path.join(import.meta.dirname, file), args, { execArgv: ["--conditions=hms-sync:source"] });
}

async function measure(target: Target, seconds: number, firstId: number): Promise<LoadResult> {
  const folder = await mkdtemp(path.join(tmpdir(), "hms-sync-bench-"));
  const server = start("target.ts", [target, folder]);
  try {
    const [{ url }] = (await once(server, "message")) as [{ url: string }];
    const load = start("load.ts", []);
    load.send({ url, path: "/v1/events/appointment.created", connections: CONNECTIONS, seconds, firstId });
    const [result] = (await once(load, "message")) as [LoadResult];
    return result;
  } finally {
    server.kill("SIGTERM");
    if (server.exitCode === null) await once(server, "exit");
    await rm(folder, { recursive: true, force: true });
  }
}

/** Durable accepts per second over HTTP against a bare route, alternated. */
export async function benchAccept({ rounds, seconds }: { rounds: number; seconds: number }): Promise<void> {
  const results: Record<Target, LoadResult[]> = { bare: [], intake: [], hub: [] };
  for (let round = 0; round < rounds; round++) {
    for (const target of Object.keys(TARGETS) as Target[]) {
      results[target].push(await measure(target, seconds, 1 + round * 1_000_000));
    }
  }
  const rate = (target: Target): number => median(results[target].map(({ perSecond }) => perSecond));
  const rows = (Object.keys(TARGETS) as Target[]).map((target) => {
    const latencies = results[target].flatMap((result) => result.latencies);
    const failures = results[target].reduce((sum, result) => sum + result.failures, 0);
    return [
      TARGETS[target],
      rate(target).toFixed(0),
      (rate(target) / rate("bare")).toFixed(2),
      quantile(latencies, 0.5).toFixed(2),
      quantile(latencies, 0.99).toFixed(2),
      String(failures),
    ];
  });
  process.stdout.write(
    `\n  POST -> 202, ${CONNECTIONS} connections, ${seconds} s a round, load on the same machine\n`,
  );
  printTable(["", "202/s", "of bare", "p50 ms", "p99 ms", "failures"], rows);
}
