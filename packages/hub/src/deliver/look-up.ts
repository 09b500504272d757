import type { ProbeResult } from "@hms-sync/connector-api";
import { retryDelayMs } from "@hms-sync/core";
import type { QueuedDelivery } from "../lanes/queued-delivery.ts";
import {
  attemptOf,
  goBack,
  handedOver,
  type Outgoing,
  shownInDoubt,
  type Timing,
  tryAgain,
} from "./conclude.ts";
import { type ConnectFailure, describeFailure, isFailure } from "./connection.ts";
import type { Dispatch } from "./dispatch.ts";
import { outboundMessage, sentBefore } from "./prepare-message.ts";
import { settleLane } from "./settle-lane.ts";

/** A send ended without an answer: what can be told about it decides what comes next. */
export async function concludeUnknown(
  dispatch: Dispatch,
  out: Outgoing,
  failure: ConnectFailure,
  timing: Timing,
): Promise<void> {
  const { supports } = dispatch.connector;
  // the hub stops: the next start finds it as the store has it, `sending` or not yet begun
  if (dispatch.signal.aborted) return;
  if (supports.probe) {
    // a transport that can probe says so before it makes anything visible
    if (!out.marked) return await tryAgain(dispatch, out, failure, timing);
    return await lookFor(dispatch, out, failure, timing);
  }
  if (supports.idempotent === "none") return await shownInDoubt(dispatch, out, failure, timing);
  await tryAgain(dispatch, out, failure, timing);
}

/**
 * Looks up a delivery that is `sending` since before a crash, or `in_doubt`, without sending anything.
 *
 * Without a probe the outside system decides by itself where it can tell a repeat; otherwise it is shown as in doubt.
 */
export async function lookUpAgain(dispatch: Dispatch, delivery: QueuedDelivery): Promise<void> {
  const { clock, connector, store } = dispatch;
  const failure: ConnectFailure = {
    code: "HMS_HUB_OUTCOME_UNKNOWN",
    message: "the hub stopped before it heard the answer",
  };
  const timing = { at: clock.now(), durationMs: 0 };
  const sent = await store.sent(delivery.id);
  const prepared = sentBefore(connector, delivery, sent);
  const out: Outgoing = {
    delivery,
    prepared,
    message: outboundMessage(delivery, delivery.reference ?? "", prepared.framed),
    marked: true,
  };
  if (connector.supports.probe && sent !== undefined) {
    return await lookFor(dispatch, out, failure, timing, "probe");
  }
  if (connector.supports.idempotent === "none") await shownInDoubt(dispatch, out, failure, timing);
  else await sendAtOnce(dispatch, out, failure, timing);
}

async function lookFor(
  dispatch: Dispatch,
  out: Outgoing,
  failure: ConnectFailure,
  sending: Timing,
  outcome?: "probe",
): Promise<void> {
  const { clock, signal } = dispatch;
  const begun = clock.monotonic();
  const found = await probe(dispatch, out);
  if (signal.aborted) return;
  const timing = { at: sending.at, durationMs: sending.durationMs + clock.monotonic() - begun };
  if (found.status === "present") {
    const reference = found.reference ?? out.message.name;
    return await handedOver(dispatch, out, reference, timing, false, outcome, failure);
  }
  if (found.status === "absent") {
    return outcome === "probe"
      ? await sendAtOnce(dispatch, out, failure, timing)
      : await tryAgain(dispatch, out, failure, timing);
  }
  await lookLater(dispatch, out, failure, timing, outcome);
}

async function probe(dispatch: Dispatch, out: Outgoing): Promise<ProbeResult> {
  const { connection, signal } = dispatch;
  const unknown = (failure: ConnectFailure): ProbeResult => {
    if (failure.code === "HMS_NET_AUTH") dispatch.pauseFor("auth", failure);
    return { status: "unknown", reason: failure.message };
  };
  try {
    const transport = await connection.open(signal);
    if (isFailure(transport)) return unknown(transport);
    const found = await transport.probe?.(out.message, signal);
    return found ?? { status: "unknown", reason: "the transport has no probe" };
  } catch (error) {
    return unknown(describeFailure(error, "HMS_HUB_OUTCOME_UNKNOWN"));
  }
}

/** It never arrived: no reason to wait. */
async function sendAtOnce(
  dispatch: Dispatch,
  out: Outgoing,
  failure: ConnectFailure,
  timing: Timing,
): Promise<void> {
  await goBack(dispatch, out, {
    to: "retrying",
    reason: failure.code,
    dueAt: dispatch.clock.now(),
    attempt: attemptOf(out, timing, "probe", failure),
  });
}

/** In doubt for now: the look is repeated on the retry schedule, then left to an operator. */
async function lookLater(
  dispatch: Dispatch,
  out: Outgoing,
  failure: ConnectFailure,
  timing: Timing,
  outcome?: "probe",
): Promise<void> {
  const { delivery } = out;
  const { retry } = dispatch.connector.policy;
  delivery.looks += 1;
  const delayMs = retryDelayMs(retry, delivery.looks, dispatch.random);
  if (delivery.state === "in_doubt") {
    // nothing changed, so there is nothing to store
    dispatch.log.info(
      { connector: delivery.connector, delivery: delivery.id, packet: delivery.packetId },
      "delivery.still_in_doubt",
    );
  } else {
    const attempt = attemptOf(out, timing, outcome ?? "in_doubt", failure);
    const move = { to: "in_doubt", reason: failure.code, reference: out.message.name, attempt } as const;
    if (outcome === undefined) delivery.attempt += 1;
    if (!(await dispatch.moves.move(delivery, move))) return settleLane(dispatch, delivery);
  }
  if (delayMs === undefined) return settleLane(dispatch, delivery);
  delivery.dueAt = dispatch.clock.now() + delayMs;
  dispatch.lanes.putBack(delivery);
}
