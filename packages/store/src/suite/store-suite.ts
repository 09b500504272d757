import { afterEach, beforeEach, describe } from "vitest";
import { acceptSuite } from "./accept-suite.ts";
import { answersSuite } from "./answers-suite.ts";
import { dedupeSuite } from "./dedupe-suite.ts";
import { listsSuite } from "./lists-suite.ts";
import { movesSuite } from "./moves-suite.ts";
import { pruneSuite } from "./prune-suite.ts";
import { replaySuite } from "./replay-suite.ts";
import type { OpenStore, TestedStore } from "./tested-store.ts";

/**
 * What every store does, whatever it keeps its rows in. To be called in a test file with a way to open an empty store.
 *
 * Each test has a store of its own.
 */
export function storeSuite(name: string, open: OpenStore): void {
  describe(name, () => {
    let tested: TestedStore;
    beforeEach(async () => {
      tested = await open();
    });
    afterEach(async () => {
      await tested.store.close();
    });
    const current = {
      store: () => tested.store,
      async reopen() {
        tested = await tested.reopen();
        return tested.store;
      },
    };
    acceptSuite(current);
    dedupeSuite(current);
    movesSuite(current);
    answersSuite(current);
    listsSuite(current);
    replaySuite(current);
    pruneSuite(current);
  });
}
