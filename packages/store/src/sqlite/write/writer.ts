import type { DatabaseSync } from "node:sqlite";
import { isHmsSyncError } from "@hms-sync/connector-api";
import { toErrorData } from "../error-data.ts";
import type { WriteOperation, WriteOperations, WriteResult } from "../operations.ts";
import { asStoreError } from "../sqlite-error.ts";
import { createAccept } from "./accept.ts";
import { createApplyAnswers } from "./apply-answers.ts";
import { createNextInSequence, createSetConnectorState } from "./connector-rows.ts";
import { createMark } from "./mark.ts";
import { createMoves } from "./moves.ts";
import { createPrune } from "./prune.ts";
import { createReplay } from "./replay.ts";
import { createRowNumbers } from "./row-numbers.ts";
import { createTally } from "./tally.ts";
import { createUpdate } from "./update.ts";

/** Runs operations as one durable transaction; one result per operation, in order. */
export type Writer = (operations: readonly WriteOperation[]) => readonly WriteResult[];

/**
 * Makes the writer of a store.
 *
 * The first pass runs the operations without safety nets, as nearly always none is refused. When one throws, all is rolled
 * back and a second pass runs each in a savepoint of its own, so that a refused operation leaves nothing behind and its
 * neighbours go through. When the disk does not take the transaction, every operation gets that error.
 */
export function createWriter(database: DatabaseSync): Writer {
  const numbers = createRowNumbers(database);
  const tally = createTally(database);
  const moves = createMoves(database, tally);
  const table: WriteOperations = {
    accept: createAccept(database, numbers, tally),
    mark: createMark(database, moves),
    update: createUpdate(database, moves),
    applyAnswers: createApplyAnswers(database, moves),
    nextInSequence: createNextInSequence(database),
    setConnectorState: createSetConnectorState(database),
    replay: createReplay(database, numbers, tally),
    prune: createPrune(database, numbers, tally),
  };

  function run({ name, input }: WriteOperation): WriteResult {
    // the pair was checked where it was made
    return { value: (table[name] as (input: unknown) => unknown)(input) };
  }

  function runAlone(operation: WriteOperation): WriteResult {
    const counted = tally.position();
    database.exec("SAVEPOINT operation");
    try {
      const result = run(operation);
      database.exec("RELEASE operation");
      return result;
    } catch (error) {
      if (isDiskError(error)) throw error;
      database.exec("ROLLBACK TO operation; RELEASE operation");
      tally.backTo(counted);
      return { error: toErrorData(error) };
    }
  }

  function transaction(
    operations: readonly WriteOperation[],
    each: (operation: WriteOperation) => WriteResult,
  ): readonly WriteResult[] {
    try {
      database.exec("BEGIN IMMEDIATE");
      const results = operations.map(each);
      tally.write();
      database.exec("COMMIT");
      return results;
    } catch (error) {
      // SQLite itself rolls back on some errors of the disk
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    } finally {
      tally.backTo(0);
    }
  }

  return (operations) => {
    try {
      try {
        return transaction(operations, run);
      } catch (error) {
        if (isDiskError(error)) throw error;
        return transaction(operations, runAlone);
      }
    } catch (error) {
      const data = toErrorData(error);
      return operations.map(() => ({ error: data }));
    }
  };
}

function isDiskError(error: unknown): boolean {
  const known = asStoreError(error);
  return isHmsSyncError(known, "HMS_STO_UNAVAILABLE") || isHmsSyncError(known, "HMS_STO_DAMAGED");
}
