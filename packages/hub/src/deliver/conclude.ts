import type { Ack, DeliveryState, OutboundMessage } from "@hms-sync/connector-api";
import { retryDelayMs } from "@hms-sync/core";
import type { QueuedDelivery } from "../lanes/queued-delivery.ts";
import type { ConnectFailure } from "./connection.ts";
import type { Dispatch, PauseReason } from "./dispatch.ts";
import type { Move } from "./moves.ts";
import type { Prepared } from "./prepare-message.ts";
import { settleLane } from "./settle-lane.ts";

/** A delivery on its way out. */
export interface Outgoing {
  readonly delivery: QueuedDelivery;
  readonly prepared: Prepared;
  readonly message: OutboundMessage;
  /** `sending` is durable: it may have become visible outside. */
  marked: boolean;
}

/** When an attempt began, in ms since 1970, and how long it took. */
export interface Timing {
  readonly at: number;
  readonly durationMs: number;
}

/** Records what a transport answered, and lets the lane go on. */
export async function concludeAck(
  dispatch: Dispatch,
  out: Outgoing,
  ack: Ack,
  timing: Timing,
): Promise<void> {
  if (ack.status === "retry") {
    const failure = { code: ack.code, message: ack.reason };
    if (ack.pause === "auth") return await waitForResume(dispatch, out, failure, timing, "auth");
    return await tryAgain(dispatch, out, failure, timing, ack.afterMs);
  }
  const reference = ack.reference ?? out.message.name;
  if (ack.status === "rejected") {
    return await finish(dispatch, out, {
      ...whatWasSent(out),
      to: "rejected",
      reason: ack.reason,
      reference,
      attempt: attemptOf(out, timing, "rejected", ack.code && { code: ack.code }),
      ack: { status: "rejected", reason: ack.reason, reference },
    });
  }
  await handedOver(dispatch, out, reference, timing, ack.status === "accepted");
}

/** The outside system has it; for good, unless its own answer follows. */
export async function handedOver(
  dispatch: Dispatch,
  out: Outgoing,
  reference: string,
  timing: Timing,
  answerFollows: boolean,
  outcome?: "probe",
  failure?: ConnectFailure,
): Promise<void> {
  const { policy } = dispatch.connector;
  const to = answerFollows || policy.ack.from === "file" ? "accepted" : "delivered";
  const { match } = out.prepared;
  await finish(dispatch, out, {
    ...whatWasSent(out),
    to,
    reference,
    attempt: attemptOf(out, timing, outcome ?? to, failure),
    ...(to === "delivered"
      ? { ack: { status: "delivered", reference } }
      : match !== undefined && {
          awaits: { match, deadline: dispatch.clock.now() + policy.ack.deadlineMs },
        }),
  });
  if (to === "accepted") dispatch.answerAwaited();
}

/** Certainly not delivered: again after the next delay of the schedule, or `dead` when tries or age are used up. */
export async function tryAgain(
  dispatch: Dispatch,
  out: Outgoing,
  failure: ConnectFailure,
  timing: Timing,
  afterMs?: number,
  outcome?: "probe",
): Promise<void> {
  const { retry } = dispatch.connector.policy;
  const { delivery } = out;
  const now = dispatch.clock.now();
  const scheduledMs = retryDelayMs(retry, delivery.attempt + 1, dispatch.random);
  const dueAt = scheduledMs === undefined ? undefined : now + Math.max(scheduledMs, afterMs ?? 0);
  if (dueAt === undefined || dueAt - delivery.bornAt > retry.maxAgeMs) {
    return await finish(dispatch, out, {
      ...whatWasSent(out),
      to: "dead",
      reason: failure.code,
      attempt: attemptOf(out, timing, outcome ?? "dead", failure),
    });
  }
  await goBack(dispatch, out, {
    to: "retrying",
    reason: failure.code,
    dueAt,
    reference: out.message.name,
    attempt: attemptOf(out, timing, outcome ?? "retrying", failure),
  });
}

/** Only a person can help: the connector is paused at once, and nothing is lost meanwhile. */
export async function waitForResume(
  dispatch: Dispatch,
  out: Outgoing,
  failure: ConnectFailure,
  timing: Timing,
  why: PauseReason,
): Promise<void> {
  // before anything else, so that no other delivery tries the same password
  dispatch.pauseFor(why, failure);
  await goBack(dispatch, out, {
    to: "retrying",
    reason: why === "auth" ? why : failure.code,
    dueAt: Number.POSITIVE_INFINITY,
    reference: out.message.name,
    attempt: attemptOf(out, timing, "retrying", failure),
  });
}

/** Nobody can tell whether it arrived: an operator decides. */
export async function shownInDoubt(
  dispatch: Dispatch,
  out: Outgoing,
  failure: ConnectFailure,
  timing: Timing,
): Promise<void> {
  await finish(dispatch, out, {
    ...whatWasSent(out),
    to: "in_doubt",
    reason: failure.code,
    reference: out.message.name,
    attempt: attemptOf(out, timing, "in_doubt", failure),
  });
}

/** Moves a delivery that stays in its lane. */
export async function goBack(dispatch: Dispatch, out: Outgoing, move: Move): Promise<void> {
  const { delivery } = out;
  countAttempt(delivery, move);
  if (!(await dispatch.moves.move(delivery, move))) return settleLane(dispatch, delivery);
  delivery.dueAt = move.dueAt ?? delivery.dueAt;
  delivery.reason = move.reason;
  dispatch.lanes.putBack(delivery);
}

export function attemptOf(
  out: Outgoing,
  timing: Timing,
  outcome: DeliveryState | "probe",
  failure?: Partial<ConnectFailure>,
): NonNullable<Move["attempt"]> {
  return { n: out.delivery.attempt + 1, at: timing.at, durationMs: timing.durationMs, outcome, ...failure };
}

/** A look sends nothing, so it uses up no attempt. */
function countAttempt(delivery: QueuedDelivery, move: Move): void {
  if (move.attempt?.outcome !== "probe") delivery.attempt += 1;
}

async function finish(dispatch: Dispatch, out: Outgoing, move: Move): Promise<void> {
  countAttempt(out.delivery, move);
  await dispatch.moves.move(out.delivery, move);
  settleLane(dispatch, out.delivery);
}

/** The mark has stored it already. */
function whatWasSent(out: Outgoing): Pick<Move, "sent" | "contract"> {
  const { prepared } = out;
  return {
    contract: prepared.contract,
    ...(!out.marked && { sent: { record: prepared.record, bytes: prepared.bytes } }),
  };
}
