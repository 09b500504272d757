import { type AckPolicy, type ErrorCode, invariant, isHmsSyncError } from "@hms-sync/connector-api";
import { fieldAt, matchOfAnswer, matchText } from "./match.ts";
import { splitRecords } from "./split-records.ts";

/** One answer of the outside system. */
export interface Answer {
  /** To be looked for among what `matchOfSent` gave. */
  readonly match: string;
  readonly status: "delivered" | "rejected";
  /** The outside system's own word. */
  readonly reason?: string;
}

/** A record of an answer file that could not be read; the others are used. */
export interface AnswerProblem {
  /** 1 for the first record of the file. */
  readonly record: number;
  readonly code: ErrorCode;
  /** Names and sizes, never what the record holds. */
  readonly message: string;
}

export interface AnswersRead {
  readonly answers: readonly Answer[];
  readonly problems: readonly AnswerProblem[];
}

/** Reads an answer file as the connector's ack policy says. Never throws for what the file holds. */
export function readAnswers(ack: AckPolicy, bytes: Uint8Array): AnswersRead {
  const codec = ack.codec;
  invariant(codec !== undefined, "answers are read without a codec");
  const split = splitRecords(codec.layout, ack.framing ?? "none", bytes);
  const answers: Answer[] = [];
  const problems: AnswerProblem[] = split.problems.map((problem) => ({
    ...problem,
    code: "HMS_ACK_UNREADABLE",
  }));
  for (const { record, bytes: recordBytes } of split.records) {
    try {
      answers.push(answerOf(ack, codec.decode(recordBytes)));
    } catch (error) {
      if (!isHmsSyncError(error)) throw error;
      const fields = error.problems.map((problem) => `${problem.path}: ${problem.message}`).join("; ");
      problems.push({ record, code: "HMS_ACK_UNREADABLE", message: fields || error.message });
    }
  }
  problems.sort((left, right) => left.record - right.record);
  return { answers, problems };
}

function answerOf(ack: AckPolicy, record: Readonly<Record<string, unknown>>): Answer {
  const yes = Object.entries(ack.accepted ?? {}).every(([field, values]) => {
    const given = matchText(fieldAt(record, field));
    return values.some((value) => matchText(value) === given);
  });
  const reason = ack.reason === undefined ? "" : String(fieldAt(record, ack.reason) ?? "").trim();
  return {
    match: matchOfAnswer(ack, record),
    status: yes ? "delivered" : "rejected",
    ...(reason === "" ? {} : { reason }),
  };
}
