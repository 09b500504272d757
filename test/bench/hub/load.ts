/**
 * Closed-loop load: `connections` keep-alive connections, each sends the next event when its answer has come.
 *
 * Runs as a process of its own, so that the load shares the machine but not the event loop with what it measures.
 */
import { Pool } from "undici";
import { payloadText } from "./payload.ts";

interface LoadRequest {
  readonly url: string;
  readonly path: string;
  readonly connections: number;
  readonly seconds: number;
  /** Ticket numbers start here, so that no two rounds share an entity. */
  readonly firstId: number;
}

export interface LoadResult {
  readonly answers: number;
  readonly failures: number;
  readonly perSecond: number;
  /** Milliseconds from request to answer. */
  readonly latencies: readonly number[];
}

async function load(request: LoadRequest): Promise<LoadResult> {
  const pool = new Pool(request.url, { connections: request.connections });
  const latencies: number[] = [];
  let failures = 0;
  let next = request.firstId;
  const start = performance.now();
  const end = start + request.seconds * 1000;
  const connection = async (): Promise<void> => {
    while (performance.now() < end) {
      const sent = performance.now();
      const answer = await pool.request({
        method: "POST",
        path: request.path,
        headers: { "content-type": "application/json" },
        body: payloadText(next++),
      });
      await answer.body.dump();
      if (answer.statusCode < 300) latencies.push(performance.now() - sent);
      else failures++;
    }
  };
  await Promise.all(Array.from({ length: request.connections }, connection));
  const elapsed = performance.now() - start;
  await pool.close();
  return { answers: latencies.length, failures, perSecond: (latencies.length * 1000) / elapsed, latencies };
}

process.once("message", (request: LoadRequest) => {
  void load(request).then((result) => process.send?.(result, () => process.exit(0)));
});
