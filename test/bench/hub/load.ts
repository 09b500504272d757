/**
 * Closed-loop load: `connections` keep-alive connections, each sends the next event when its answer has come.
 *
 * Runs as a process of its own, so that the load shares the machine but not the event loop with what it measures.
 */
import { Pool } from "undici";

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

/** About 1.1 KB, of which the mapping uses a part. */
function body(id: number): string {
  return JSON.stringify({
    ticket: {
      id,
      title: "9 AM Slot",
      data: { time: "2024-04-02T09:00", customer_name: "Anna Baker", office: "0001", note: "n".repeat(900) },
    },
  });
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
        body: body(next++),
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
