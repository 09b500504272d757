import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startFtpWorld } from "@hms-sync/conformance/worlds";
import { type Connector, eventCatalogue } from "@hms-sync/connector-api";
import dmvMainframe from "@hms-sync/connector-dmv-mainframe";
import { DEFAULT_POLICY } from "@hms-sync/core";
import { hmsEvents } from "@hms-sync/events";
import { createHub } from "@hms-sync/hub";
import { openSqliteStore } from "@hms-sync/store";
import { quantile } from "../statistics.ts";
import { printTable } from "../table.ts";
import { payload } from "./payload.ts";
import { sinkConnector } from "./sink-connector.ts";

/** Events one after the other: what a single event waits for when nothing else happens. */
const IDLE = 300;
/** Events at once: what the last of a burst waits for. */
const BURST = 200;

interface Latencies {
  readonly accepted: readonly number[];
  readonly delivered: readonly number[];
  readonly burstMs: number;
}

async function measure(connector: Connector, secrets: Readonly<Record<string, string>>): Promise<Latencies> {
  const folder = await mkdtemp(path.join(tmpdir(), "hms-sync-bench-"));
  const hub = await createHub({
    store: await openSqliteStore({ folder }),
    events: eventCatalogue(hmsEvents),
    connectors: [connector],
    resolveSecret: (reference) => secrets[reference] ?? reference,
  });
  const accepted: number[] = [];
  const delivered: number[] = [];
  let id = 1;
  const one = async (): Promise<void> => {
    const start = performance.now();
    const { packetId } = await hub.trigger("appointment.created", payload(id++));
    const durable = performance.now();
    const { ok } = await hub.settled(packetId);
    if (!ok) throw new Error("a delivery of the benchmark was not delivered");
    accepted.push(durable - start);
    delivered.push(performance.now() - durable);
  };
  try {
    for (let count = 0; count < 20; count++) await one();
    accepted.length = 0;
    delivered.length = 0;
    for (let count = 0; count < IDLE; count++) await one();
    const idle = { accepted: [...accepted], delivered: [...delivered] };
    const start = performance.now();
    await Promise.all(Array.from({ length: BURST }, one));
    return { ...idle, burstMs: performance.now() - start };
  } finally {
    await hub.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Time from the durable accept to `delivered`, over the memory transport and over FTP on loopback. */
export async function benchDelivered({ rounds }: { rounds: number }): Promise<void> {
  const ftp: Connector = dmvMainframe({ policy: { ack: DEFAULT_POLICY.ack, retry: DEFAULT_POLICY.retry } });
  const results: Record<"memory" | "ftp", Latencies[]> = { memory: [], ftp: [] };
  for (let round = 0; round < rounds; round++) {
    results.memory.push(await measure(sinkConnector(), {}));
    // a new store counts its file names from 1, so each round needs an empty inbox
    const world = await startFtpWorld({ user: "hms", password: "bench" });
    try {
      const secrets = { "env:DMV_FTP_URL": world.url, "env:DMV_FTP_PASSWORD": "bench" };
      results.ftp.push(await measure(ftp, secrets));
    } finally {
      await world.stop();
    }
  }
  const row = (name: string, latencies: readonly Latencies[]): string[] => {
    const of = (kind: "accepted" | "delivered", share: number): string =>
      quantile(
        latencies.flatMap((result) => result[kind]),
        share,
      ).toFixed(2);
    const burst = quantile(
      latencies.map(({ burstMs }) => (BURST * 1000) / burstMs),
      0.5,
    );
    return [
      name,
      of("accepted", 0.5),
      of("accepted", 0.99),
      of("delivered", 0.5),
      of("delivered", 0.99),
      burst.toFixed(0),
    ];
  };
  process.stdout.write(`\n  in process; ${IDLE} events one after the other, then ${BURST} at once\n`);
  printTable(
    ["", "accept p50 ms", "p99", "accepted -> delivered p50 ms", "p99", "burst events/s"],
    [row("memory transport", results.memory), row("FTP on loopback", results.ftp)],
  );
}
