import { HmsSyncError } from "@hms-sync/connector-api";
import type { AnswerToMatch, AppliedAnswers } from "@hms-sync/store";
import type { ConnectorWorker } from "../deliver/connector-worker.ts";
import type { Moves } from "../deliver/moves.ts";
import type { HubLog } from "../hub-log.ts";

/** Where answers came from: a file that is then marked as read, or the API. */
export interface Heard {
  readonly answers: readonly AnswerToMatch[];
  readonly file?: { readonly name: string; readonly fingerprint: string };
}

/** What the steps that give answers to deliveries share. */
export interface HearingOptions {
  readonly moves: Moves;
  readonly log: HubLog;
  readonly now: () => number;
}

/**
 * Gives answers of the outside system to the deliveries that await them, and lets their lanes go on.
 *
 * Waits until sends that are under way are recorded: an answer may come before the hub has noted its own success.
 */
export async function hearAnswers(
  { moves, log, now }: HearingOptions,
  worker: ConnectorWorker,
  heard: Heard,
): Promise<AppliedAnswers> {
  await worker.recorded();
  const connector = worker.connector.id;
  const applied = await moves.answer({
    connector,
    at: now(),
    answers: heard.answers,
    ...(heard.file !== undefined && { file: heard.file }),
  });
  for (const { answer, delivery } of applied.matched) {
    worker.moved({ seq: delivery.seq, key: delivery.key, state: heard.answers[answer]!.status });
  }
  log.info(
    {
      connector,
      file: heard.file?.name,
      matched: applied.matched.length,
      unknown: applied.unknown.length,
    },
    "answers.heard",
  );
  return applied;
}

/**
 * Answers that somebody hands over by API.
 *
 * @throws HMS_HUB_POLICY when nothing of this connector awaits answers.
 */
export async function takeAnswers(
  options: HearingOptions,
  worker: ConnectorWorker,
  answers: readonly AnswerToMatch[],
): Promise<AppliedAnswers> {
  if (!worker.connector.supports.lateAck) {
    throw new HmsSyncError(
      "HMS_HUB_POLICY",
      `${worker.connector.id} answers while it is sent to; there are no later answers to match`,
    );
  }
  return await hearAnswers(options, worker, { answers });
}
