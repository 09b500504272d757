import type { AckPolicy, OutboundMessage, SendContext, TransportContext } from "@hms-sync/connector-api";
import { type VirtualClock, virtualClock } from "../virtual-clock.ts";

/** A message with invented contents; the number makes its ids, key and name. */
export function testMessage(n: number, overrides: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    deliveryId: `d${n}`,
    packetId: `p${n}`,
    event: "appointment.created",
    key: `ticket:${n}`,
    attempt: 1,
    name: `APPT${n}.DAT`,
    bytes: Buffer.from(`row ${n}`.padEnd(80, ".")),
    ...overrides,
  };
}

/** A policy for an outside system whose answer is the transport's own. */
export function answersAtOnce(): AckPolicy {
  return ackPolicy({ from: "transport" }, "keep");
}

/** A policy for an outside system that answers in the files of `/outbox`. */
export function answersInFiles(
  afterwards: AckPolicy["then"] = "keep",
  overrides: Partial<AckPolicy> = {},
): AckPolicy {
  return ackPolicy({ from: "file", folder: "/outbox", pattern: "*", ...overrides }, afterwards);
}

function ackPolicy(
  policy: Pick<AckPolicy, "from"> & Partial<AckPolicy>,
  afterwards: AckPolicy["then"],
): AckPolicy {
  // biome-ignore lint/suspicious/noThenProperty: the policy's own word
  return { pollMs: 1_000, deadlineMs: 60_000, then: afterwards, ...policy };
}

/** What a hub hands to a transport, with a clock that stands still and a log that can be read. */
export interface TestContext extends TransportContext {
  readonly clock: VirtualClock;
  /** One line per log call: the event and its fields as JSON. */
  readonly lines: readonly string[];
}

export function testContext(overrides: Partial<TransportContext> = {}): TestContext {
  const lines: string[] = [];
  const clock = virtualClock();
  return {
    connector: "test",
    log: (event, fields) => lines.push(`${event} ${JSON.stringify(fields)}`),
    resolveSecret: (reference) => reference,
    ...overrides,
    clock,
    lines,
  };
}

/** A send's context that notes the delivery ids that were announced. */
export interface TestSendContext extends SendContext {
  readonly announced: readonly string[];
}

export function testSendContext(overrides: Partial<SendContext> = {}): TestSendContext {
  const announced: string[] = [];
  return {
    signal: overrides.signal ?? new AbortController().signal,
    async aboutToDeliver(message) {
      announced.push(message.deliveryId);
      await overrides.aboutToDeliver?.(message);
    },
    announced,
  };
}
