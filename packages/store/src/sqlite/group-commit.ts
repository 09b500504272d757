import { fromErrorData } from "./error-data.ts";
import type { WriteOperation, WriteOperations, WriteResult } from "./operations.ts";

/** Bounds of one transaction: it holds the writer for a few milliseconds at most. */
const MAX_OPERATIONS = 1000;
const MAX_BYTES = 1_000_000;

interface Waiting {
  readonly operation: WriteOperation;
  readonly sizeBytes: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommit {
  /** Resolves with the operation's result when the transaction that holds it is durable. */
  submit<Name extends keyof WriteOperations>(
    name: Name,
    input: Parameters<WriteOperations[Name]>[0],
    sizeBytes?: number,
  ): Promise<ReturnType<WriteOperations[Name]>>;
  /** Resolves when nothing waits and nothing is under way. */
  drained(): Promise<void>;
}

/**
 * Collects writes into transactions.
 *
 * At most one is under way; what is asked for meanwhile is the next one. There is no timer: alone, a write waits for
 * nothing but its own flush, and under load the groups grow by themselves.
 */
export function createGroupCommit(
  transact: (operations: readonly WriteOperation[]) => Promise<readonly WriteResult[]>,
): GroupCommit {
  let queue: Waiting[] = [];
  let armed = false;
  let underWay = false;
  const whenDrained: (() => void)[] = [];

  function arm(): void {
    if (armed || underWay) return;
    armed = true;
    setImmediate(() => {
      armed = false;
      void run();
    });
  }

  async function run(): Promise<void> {
    underWay = true;
    while (queue.length > 0) await commit(takeGroup());
    underWay = false;
    for (const resolve of whenDrained.splice(0)) resolve();
  }

  function takeGroup(): readonly Waiting[] {
    let count = 0;
    for (let bytes = 0; count < Math.min(queue.length, MAX_OPERATIONS) && bytes < MAX_BYTES; count++) {
      bytes += queue[count]!.sizeBytes;
    }
    const group = queue.slice(0, count);
    queue = queue.slice(count);
    return group;
  }

  return {
    submit: (name, input, sizeBytes = 0) =>
      new Promise((resolve, reject) => {
        const operation = { name, input } as WriteOperation;
        queue.push({ operation, sizeBytes, resolve: resolve as (value: unknown) => void, reject });
        arm();
      }),
    drained: () =>
      new Promise((resolve) => {
        if (!armed && !underWay) resolve();
        else whenDrained.push(resolve);
      }),
  };

  async function commit(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await transact(group.map(({ operation }) => operation));
      for (const [index, { resolve, reject }] of group.entries()) {
        const result = results[index]!;
        if ("error" in result) reject(fromErrorData(result.error));
        else resolve(result.value);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
