import { isHmsSyncError } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { createGroupCommit } from "./group-commit.ts";
import type { WriteOperation, WriteResult } from "./operations.ts";

/** A disk that finishes a transaction when it is told to. */
function slowDisk() {
  const started: {
    readonly operations: readonly WriteOperation[];
    finish(results?: WriteResult[]): void;
    fail(error: Error): void;
  }[] = [];
  const commits = createGroupCommit((operations) => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly WriteResult[]>();
    started.push({
      operations,
      finish: (results = operations.map((_, index) => ({ value: index }))) => resolve(results),
      fail: reject,
    });
    return promise;
  });
  return {
    started,
    commits,
    take: (size?: number) => commits.submit("nextInSequence", { connector: "c", name: "n" }, size),
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("group commit", () => {
  it("puts what is asked for at once into one transaction", async () => {
    const { started, take } = slowDisk();
    const answers = [take(), take(), take()];
    await turn();
    expect(started.map(({ operations }) => operations.length)).toEqual([3]);
    started[0]!.finish();
    expect(await Promise.all(answers)).toEqual([0, 1, 2]);
  });

  it("has one transaction under way and collects the next meanwhile", async () => {
    const { started, take } = slowDisk();
    void take();
    await turn();
    const later = [take(), take()];
    await turn();
    expect(started).toHaveLength(1);
    started[0]!.finish();
    await turn();
    expect(started.map(({ operations }) => operations.length)).toEqual([1, 2]);
    started[1]!.finish();
    await Promise.all(later);
  });

  it("bounds a transaction by rows and by bytes", async () => {
    const { started, take } = slowDisk();
    for (let index = 0; index < 1500; index++) void take();
    for (let index = 0; index < 3; index++) void take(900_000);
    for (let finished = 0; finished < 3; finished++) {
      await turn();
      started[finished]!.finish();
    }
    expect(started.map(({ operations }) => operations.length)).toEqual([1000, 502, 1]);
  });

  it("answers each operation for itself", async () => {
    const { started, take } = slowDisk();
    const answers = Promise.allSettled([take(), take()]);
    await turn();
    started[0]!.finish([{ error: { code: "HMS_STO_MOVE", message: "no" } }, { value: 7 }]);
    const [refused, taken] = await answers;
    expect(refused.status === "rejected" && isHmsSyncError(refused.reason, "HMS_STO_MOVE")).toBe(true);
    expect(taken).toEqual({ status: "fulfilled", value: 7 });
  });

  it("rejects all of a transaction that failed as a whole and goes on with the next", async () => {
    const { started, take } = slowDisk();
    const failed = Promise.allSettled([take(), take()]);
    await turn();
    const next = take();
    started[0]!.fail(new Error("gone"));
    expect((await failed).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await turn();
    started[1]!.finish();
    expect(await next).toBe(0);
  });

  it("is drained when nothing waits and nothing is under way", async () => {
    const { started, take, commits } = slowDisk();
    await commits.drained();
    const answers = [take()];
    let drained = false;
    const draining = commits.drained().then(() => {
      drained = true;
    });
    await turn();
    answers.push(take());
    started[0]!.finish();
    await turn();
    expect(drained).toBe(false);
    started[1]!.finish();
    await draining;
    expect(await Promise.all(answers)).toEqual([0, 0]);
  });
});
